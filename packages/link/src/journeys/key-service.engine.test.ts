import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { hiddenField } from '@gatehouse/platform/testing';
import { kmsCredentials, type Peer, startKmsPeer } from '../vault/key-peers.test-support.ts';
import type { LinkPerson } from './link-person.test-support.ts';
import { type LinkStage, setLinkStage } from './link-stage.test-support.ts';
import type { TestInstall } from './test-install.test-support.ts';

describe('the key service goes away', () => {
  let peer: Peer;
  let stage: LinkStage;
  let jim: LinkPerson;
  let machine: TestInstall;
  let id: string;
  before(async () => {
    peer = await startKmsPeer();
    stage = await setLinkStage(
      {},
      {
        custodian: 'aws-kms',
        kmsKeys: ['alias/link'],
        kmsEndpoint: peer.url,
        kmsRegion: kmsCredentials.region,
        kmsAccessKey: kmsCredentials.accessKey,
        kmsSecretKey: kmsCredentials.secretKey,
      },
    );
    jim = await stage.person('jim');
    machine = await stage.install(jim);
    id = await stage.link(jim);
    await peer[Symbol.asyncDispose]();
  });
  after(() => stage[Symbol.asyncDispose]());

  const ask = () => machine.call(stage.origin, 'POST', `/v1/links/${id}/token`, {});

  it('tokens are handed out for a while, and then installs are told to come back', async () => {
    assert.equal((await ask()).status, 200);
    stage.platform.clock.advance(4 * 60_000);
    assert.equal((await ask()).status, 200);
    stage.platform.clock.advance(2 * 60_000);
    const { status, body } = await ask();
    assert.deepEqual([status, body.error], [503, 'temporarily_unavailable']);
  });

  it('what cannot be read any more is deleted all the same, and the person is told to revoke it at Gatehouse', async () => {
    const csrf = hiddenField(await (await jim.link.get('/')).text(), 'csrf');
    const left = await jim.link.post(`/links/${id}/unlink`, { csrf });
    assert.equal(left.status, 303);
    assert.match(
      await (await jim.link.get(left.headers.get('location') ?? '')).text(),
      /Gatehouse was not told/,
    );
    const stored = await stage.node.house.database.read((tx) =>
      tx.selectFrom('links').select(['state', 'sealed']).where('id', '=', id).executeTakeFirstOrThrow(),
    );
    assert.deepEqual(stored, { state: 'unlinked', sealed: null });
    const again = await machine.call(stage.origin, 'DELETE', `/v1/links/${id}`);
    assert.deepEqual([again.status, again.body], [200, { upstream: 'not_revoked' }]);
  });
});

it('an account whose record does not open any more can be linked again, and goes on', async () => {
  await using stage = await setLinkStage();
  const jim = await stage.person('jim');
  const machine = await stage.install(jim);
  const id = await stage.link(jim);
  await stage.node.house.database.write((tx) =>
    tx
      .updateTable('links')
      .set({ sealed: Buffer.from('spoilt') })
      .where('id', '=', id)
      .execute(),
  );
  const path = `/v1/links/${id}/token`;
  assert.equal((await machine.call(stage.origin, 'POST', path, {})).status, 500);
  assert.equal(await stage.link(jim), id);
  const { status, body } = await machine.call(stage.origin, 'POST', path, {});
  assert.deepEqual([status, body.generation], [200, 2]);
});
