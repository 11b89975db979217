import assert from 'node:assert/strict';
import { test } from 'node:test';
import { systemRandom } from '@gatehouse/service';
import { CustodianDown, RecordRefused } from './custodian.ts';
import { kmsCredentials, startKmsPeer, startTransitPeer, transitToken } from './key-peers.test-support.ts';
import { kmsCustodian } from './kms-custodian.ts';
import { rememberingCustodian } from './remembering-custodian.ts';
import { openRecord, type Place, sealRecord } from './sealed-record.ts';
import { transitCustodian } from './transit-custodian.ts';

const place: Place = { table: 'links', row: 'row-1', person: 'person-1', generation: 3 };
const minute = 60_000;

for (const service of ['AWS KMS', 'Vault'] as const)
  test(`while ${service} is away, what was sealed or opened lately opens, for five minutes and in its place alone`, async () => {
    let now = 0;
    const peer = await (service === 'Vault' ? startTransitPeer() : startKmsPeer());
    const inner =
      service === 'Vault'
        ? transitCustodian({ url: peer.url, key: 'link', token: transitToken })
        : kmsCustodian({ ...kmsCredentials, keyIds: ['alias/link'], endpoint: peer.url });
    const custodian = rememberingCustodian(inner, { now: () => now }, { most: 100, life: 5 * minute });
    const seal = (text: string) =>
      sealRecord({ custodian, random: systemRandom, cipher: 'aes-256-gcm' }, place, Buffer.from(text));
    const record = await seal('the tokens');
    const other = await sealRecord(
      { custodian: inner, random: systemRandom, cipher: 'aes-256-gcm' },
      place,
      Buffer.from('never opened'),
    );
    await peer[Symbol.asyncDispose]();
    // More than once: the key that was handed out is overwritten by whoever used it.
    for (let time = 0; time < 3; time += 1)
      assert.equal(Buffer.from(await openRecord(custodian, place, record)).toString(), 'the tokens');
    await assert.rejects(openRecord(custodian, place, other), CustodianDown);
    await assert.rejects(openRecord(custodian, { ...place, generation: 4 }, record), CustodianDown);
    const turned = Uint8Array.from(record);
    turned[turned.length - 1] = (turned.at(-1) ?? 0) ^ 1;
    await assert.rejects(openRecord(custodian, place, turned), RecordRefused);
    now = 5 * minute;
    await assert.rejects(openRecord(custodian, place, record), CustodianDown);
  });

test('no more keys are remembered than were allowed, the latest of them', async () => {
  let asked = 0;
  const inner = {
    current: async () => 'key',
    wrap: async (dataKey: Uint8Array) => ({ keyId: 'key', bytes: Uint8Array.from(dataKey) }),
    async unwrap({ bytes }: { bytes: Uint8Array }) {
      asked += 1;
      return Uint8Array.from(bytes);
    },
  };
  const custodian = rememberingCustodian(inner, { now: () => 0 }, { most: 2, life: minute });
  const bound = Buffer.from('place');
  const wrapped = [];
  for (const fill of [1, 2, 3]) wrapped.push(await custodian.wrap(new Uint8Array(32).fill(fill), bound));
  for (const each of wrapped.toReversed())
    assert.deepEqual(await custodian.unwrap(each, bound), new Uint8Array(each.bytes));
  assert.equal(asked, 1);
});
