import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Links, LinkToken } from '@gatehouse/wire';
import { type LinkStage, setLinkStage } from './link-stage.test-support.ts';

describe('linking and tokens', () => {
  let stage: LinkStage;
  before(async () => {
    stage = await setLinkStage();
  });
  after(() => stage[Symbol.asyncDispose]());

  it('a person links once, and any machine of theirs gets an access token that opens the API, and nothing more', async () => {
    const jim = await stage.person('jim');
    const id = await stage.link(jim);
    for (const machine of [await stage.install(jim), await stage.install(jim)]) {
      const { body: listed } = await machine.call(stage.origin, 'GET', '/v1/links');
      const [link] = (listed as unknown as Links).links;
      assert.equal(link?.id, id);
      assert.equal(link?.state, 'active');
      assert.equal(link?.account.login, jim.email);
      const { status, body } = await machine.call(stage.origin, 'POST', `/v1/links/${id}/token`, {});
      assert.equal(status, 200);
      assert.deepEqual(Object.keys(body).sort(), [
        'access_token',
        'api_url',
        'expires_in',
        'generation',
        'token_type',
      ]);
      const { access_token, api_url } = body as unknown as LinkToken;
      const me = await fetch(new URL('/rest/v1.0/me', api_url), {
        headers: { authorization: `Bearer ${access_token}` },
      });
      assert.equal(((await me.json()) as { login: string }).login, jim.email);
    }
  });

  it('linking the same account again keeps the link, and the old tokens die at Gatehouse', async () => {
    const erin = await stage.person('jim');
    const id = await stage.link(erin);
    const machine = await stage.install(erin);
    const { body: before } = await machine.call(stage.origin, 'POST', `/v1/links/${id}/token`, {});
    assert.equal(await stage.link(erin), id);
    const { body: now } = await machine.call(stage.origin, 'POST', `/v1/links/${id}/token`, {});
    assert.equal(Number(now.generation), Number(before.generation) + 1);
    assert.equal(await isAlive(String(before.access_token)), false);
    assert.equal(await isAlive(String(now.access_token)), true);
  });

  it("a machine reaches no link of another person's, and a wrong caller learns nothing", async () => {
    const jim = await stage.person('jim');
    const id = await stage.link(jim);
    const other = await stage.install(await stage.person('devon'));
    const calls: readonly [string, string][] = [
      ['POST', `/v1/links/${id}/token`],
      ['DELETE', `/v1/links/${id}`],
      ['GET', `/v1/links/${id}/events`],
    ];
    for (const [method, path] of calls) {
      const { status, body } = await other.call(stage.origin, method, path);
      assert.equal(status, 404);
      assert.equal(body.error, 'not_found');
    }
    const machine = await stage.install(jim);
    assert.equal((await machine.call(stage.origin, 'POST', `/v1/links/${id}/token`, {})).status, 200);
  });

  it('unlinking on one machine stops all: the tokens are gone here and dead at Gatehouse', async () => {
    const jim = await stage.person('jim');
    const id = await stage.link(jim);
    const [one, two] = [await stage.install(jim), await stage.install(jim)];
    const { body } = await two.call(stage.origin, 'POST', `/v1/links/${id}/token`, {});
    const unlinked = await one.call(stage.origin, 'DELETE', `/v1/links/${id}`);
    assert.deepEqual(unlinked.body, { upstream: 'revoked' });
    assert.equal(await isAlive(String(body.access_token)), false);
    const refused = await two.call(stage.origin, 'POST', `/v1/links/${id}/token`, {});
    assert.equal(refused.status, 410);
    assert.equal(refused.body.error, 'unlinked');
    const stored = await stage.node.house.database.read((tx) =>
      tx.selectFrom('links').select(['sealed', 'key_id']).where('id', '=', id).execute(),
    );
    assert.deepEqual(stored, [{ sealed: null, key_id: null }]);
    const again = await one.call(stage.origin, 'DELETE', `/v1/links/${id}`);
    assert.deepEqual(again.body, { upstream: 'revoked' });
  });

  it('unlinking while Gatehouse is away deletes at once, and revokes as soon as it answers', async () => {
    const jim = await stage.person('jim');
    const id = await stage.link(jim);
    const machine = await stage.install(jim);
    const { body } = await machine.call(stage.origin, 'POST', `/v1/links/${id}/token`, {});
    stage.way.mode = 'cut';
    const unlinked = await machine.call(stage.origin, 'DELETE', `/v1/links/${id}`);
    assert.deepEqual(unlinked.body, { upstream: 'pending' });
    const { database } = stage.node.house;
    const row = await database.read((tx) =>
      tx.selectFrom('links').select(['state', 'sealed']).where('id', '=', id).executeTakeFirstOrThrow(),
    );
    assert.deepEqual(row, { state: 'unlinked', sealed: null });
    stage.way.mode = 'pass';
    // The token may have died of age before Gatehouse is back; its family is closed all the same.
    stage.platform.clock.advance(7_200_000);
    await until(async () => {
      const left = await database.read((tx) => tx.selectFrom('revocations').select('id').execute());
      return left.length === 0;
    });
    assert.equal(await isAlive(String(body.access_token)), false);
    assert.equal(await livingFamilies(), 0);
  });

  it('an access that cannot be kept is closed at Gatehouse: nobody would find it again', async () => {
    const jim = await stage.person('jim');
    stage.way.cutAt = '/rest/v1.0/me';
    await assert.rejects(stage.link(jim), /answered by 500/);
    stage.way.cutAt = undefined;
    assert.equal(await livingFamilies(), 0);
    assert.match(await (await jim.link.get('/')).text(), /Nothing is linked yet/);
  });

  it('every state change is written in the journal, with who received a token', async () => {
    const events = await stage.node.house.database.read((tx) =>
      tx.selectFrom('journal').select(['event', 'install_id']).execute(),
    );
    const seen = new Set(events.map(({ event }) => event));
    for (const event of [
      'linked',
      'relinked',
      'token_given',
      'unlinked',
      'revoked_upstream',
      'install_enrolled',
    ])
      assert.ok(seen.has(event as never), event);
    assert.ok(
      events.filter(({ event }) => event === 'token_given').every((each) => each.install_id !== null),
    );
  });

  async function livingFamilies(): Promise<number> {
    const { database } = stage.platform.house;
    const alive = await database.read((tx) =>
      tx.selectFrom('token_families').select('id').where('revoked_at', 'is', null).execute(),
    );
    return alive.length;
  }

  async function isAlive(token: string): Promise<boolean> {
    const headers = { authorization: `Bearer ${token}` };
    return (await fetch(new URL('/oauth/token/info', stage.way.url), { headers })).status === 200;
  }
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let round = 0; round < 300; round += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail('it did not happen');
}
