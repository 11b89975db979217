import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keyRingFrom, systemRandom } from '@gatehouse/service';
import fc from 'fast-check';
import type { CipherName } from './cipher.ts';
import { type Custodian, CustodianDown, RecordRefused } from './custodian.ts';
import { kmsCredentials, startKmsPeer, startTransitPeer, transitToken } from './key-peers.test-support.ts';
import { kmsCustodian } from './kms-custodian.ts';
import { localCustodian } from './local-custodian.ts';
import { keyIdOf, openRecord, type Place, sealRecord } from './sealed-record.ts';
import { transitCustodian } from './transit-custodian.ts';

const cipherNames: readonly CipherName[] = ['aes-256-gcm', 'aes-256-cbc-hs512'];
const place: Place = { table: 'links', row: 'row-1', person: 'person-1', generation: 3 };
const secret = Buffer.from('{"refresh_token":"ghr_canary"}');

function local(...keys: readonly number[]): Custodian {
  const ring = keyRingFrom(
    keys.map((each) => Uint8Array.from({ length: 32 }, (_, at) => (at * 7 + each) % 256)),
  );
  return localCustodian(ring, systemRandom);
}

const sealing = (custodian: Custodian, cipher: CipherName) => ({ custodian, random: systemRandom, cipher });

for (const cipher of cipherNames) {
  test(`${cipher}: a record opens in its place, and with any single bit turned it does not`, async () => {
    const custodian = local(1);
    const record = await sealRecord(sealing(custodian, cipher), place, secret);
    assert.deepEqual(Buffer.from(await openRecord(custodian, place, record)), secret);
    assert.equal(Buffer.from(record).includes('canary'), false);
    for (let bit = 0; bit < record.length * 8; bit += 1) {
      const turned = Uint8Array.from(record);
      turned[bit >> 3] = (turned[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      await assert.rejects(openRecord(custodian, place, turned), RecordRefused, `bit ${bit}`);
    }
  });

  test(`${cipher}: a record moved to another row, person, table or generation does not open`, async () => {
    const custodian = local(1);
    const record = await sealRecord(sealing(custodian, cipher), place, secret);
    const elsewhere: readonly Partial<Place>[] = [
      { row: 'row-2' },
      { person: 'person-2' },
      { table: 'revocations' },
      { generation: 4 },
      { row: 'row-1","person-1', person: '' },
    ];
    for (const change of elsewhere)
      await assert.rejects(openRecord(custodian, { ...place, ...change }, record), RecordRefused);
  });
}

test('what is not sealed, cut short or made up is refused, and by the one error', async () => {
  const custodian = local(1);
  await assert.rejects(openRecord(custodian, place, secret), RecordRefused);
  const record = await sealRecord(sealing(custodian, 'aes-256-gcm'), place, secret);
  for (let length = 0; length < record.length; length += 1)
    await assert.rejects(openRecord(custodian, place, record.slice(0, length)), RecordRefused);
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
      await assert.rejects(openRecord(custodian, place, bytes), RecordRefused);
      const headed = Buffer.concat([Buffer.from('GHL1'), bytes]);
      await assert.rejects(openRecord(custodian, place, headed), RecordRefused);
    }),
  );
});

test('a newer key seals, an older one still opens, and a key that is gone does not', async () => {
  const before = await sealRecord(sealing(local(1), 'aes-256-gcm'), place, secret);
  const both = local(2, 1);
  assert.deepEqual(Buffer.from(await openRecord(both, place, before)), secret);
  const after = await sealRecord(sealing(both, 'aes-256-gcm'), place, secret);
  assert.equal(keyIdOf(after), await both.current());
  assert.notEqual(keyIdOf(before), keyIdOf(after));
  await assert.rejects(openRecord(local(2), place, before), RecordRefused);
});

test('records of the first version open for ever', async () => {
  const frozen = {
    'aes-256-gcm':
      'R0hMMQEIWVI5YVJOb1kATLmvz5jjidxdDy49oOq4yqcJAmD-Vhh-SXmkB139iXKCmgPh16PQGNXtfkDq-2dsuh8GQBtvyJ46ll6sYWQXkaTNFpC6uJOJ24ZB6ED-O25hPuAZy6jGrIMBfnwEDlse-RdkLNDwgFuMYg7a5RRvuvEQZWGAFu-oT01KUN-s504Q5kTTE9L0',
    'aes-256-cbc-hs512':
      'R0hMMQIIWVI5YVJOb1kAbDpXJQ1qdBenET3OTK59j34rTeO-0pqg6n35l5ImmoPzyZZYYlyEaeqrv4maj7XU9aiwoSvvp23TfgFzj84iE45rpiPYrKHqrD2pTW_oP_V1tzw-TRNOpPr-ZVacFTKt3NIaePNT2JsC9Pn2Ggz9v9k8-DtnCsYPt89gsXsv-8TODwJEv-3rQYQr1H4ZVbU58hOzA0xDr_lWNlZJrIk2PdSoUAP6cJrboPmcFvwIfhMoYxh9WcdGK2W3xzOl',
  } as const;
  for (const record of Object.values(frozen))
    assert.deepEqual(
      Buffer.from(await openRecord(local(1), place, Buffer.from(record, 'base64url'))),
      secret,
    );
});

test('AWS KMS wraps by its protocol: the place is the encryption context, the signature is checked', async () => {
  await using peer = await startKmsPeer();
  const options = { ...kmsCredentials, endpoint: peer.url };
  const old = kmsCustodian({ ...options, keyIds: ['alias/old'] });
  const record = await sealRecord(sealing(old, 'aes-256-gcm'), place, secret);
  const both = kmsCustodian({ ...options, keyIds: ['alias/new', 'alias/old'] });
  assert.equal(keyIdOf(record), 'alias/old');
  assert.deepEqual(Buffer.from(await openRecord(both, place, record)), secret);
  await assert.rejects(openRecord(both, { ...place, row: 'row-2' }, record), RecordRefused);
  const stranger = kmsCustodian({ ...options, secretKey: 'another', keyIds: ['alias/old'] });
  await assert.rejects(openRecord(stranger, place, record), CustodianDown);
});

test('a key that AWS KMS does not use at the moment is not a record that does not open', async () => {
  await using peer = await startKmsPeer();
  const kms = kmsCustodian({ ...kmsCredentials, endpoint: peer.url, keyIds: ['alias/link'] });
  const record = await sealRecord(sealing(kms, 'aes-256-gcm'), place, secret);
  for (const exception of [
    'DisabledException',
    'KMSInvalidStateException',
    'AccessDeniedException',
    'ThrottlingException',
    'IncorrectKeyException',
  ]) {
    peer.refuseWith(exception);
    await assert.rejects(openRecord(kms, place, record), CustodianDown, exception);
    await assert.rejects(sealRecord(sealing(kms, 'aes-256-gcm'), place, secret), CustodianDown, exception);
  }
  peer.refuseWith(undefined);
  assert.deepEqual(Buffer.from(await openRecord(kms, place, record)), secret);
});

test('Vault Transit wraps by its protocol: versions rotate there, and the place is associated data', async () => {
  await using peer = await startTransitPeer();
  const custodian = transitCustodian({ url: peer.url, key: 'link', token: transitToken });
  const record = await sealRecord(sealing(custodian, 'aes-256-cbc-hs512'), place, secret);
  assert.equal(keyIdOf(record), 'link:v1');
  peer.rotate();
  assert.equal(await custodian.current(), 'link:v2');
  assert.deepEqual(Buffer.from(await openRecord(custodian, place, record)), secret);
  await assert.rejects(openRecord(custodian, { ...place, person: 'person-2' }, record), RecordRefused);
  const stranger = transitCustodian({ url: peer.url, key: 'link', token: 'wrong' });
  await assert.rejects(openRecord(stranger, place, record), CustodianDown);
});

test('a custodian that does not answer is not a record that does not open', async () => {
  const nowhere = new URL('http://127.0.0.1:9/');
  const kms = kmsCustodian({ ...kmsCredentials, endpoint: nowhere, keyIds: ['alias/old'] });
  await assert.rejects(sealRecord(sealing(kms, 'aes-256-gcm'), place, secret), CustodianDown);
});
