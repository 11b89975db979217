import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type OAuthStage, type Pair, pairOf, setOAuthStage } from '../../testing/oauth-clients.ts';
import { readRefreshToken } from '../refresh-token.ts';

const grace = 2_000;

describe('refreshing', () => {
  let stage: OAuthStage;
  before(async () => {
    stage = await setOAuthStage({ refreshGrace: grace });
  });
  after(() => stage[Symbol.asyncDispose]());

  const refresh = async (token: string): Promise<Pair | undefined> => {
    const { status, body } = await stage.refresh(stage.web, token);
    if (status === 200) return pairOf(body);
    assert.equal(status, 400);
    assert.equal(body.error, 'invalid_grant');
    return undefined;
  };
  const mustRefresh = async (token: string): Promise<Pair> => {
    const pair = await refresh(token);
    assert.ok(pair);
    return pair;
  };
  const familyOf = async ({ refreshToken }: Pair) => {
    const name = readRefreshToken(stage.platform.house.keys, refreshToken);
    assert.ok(name);
    return await stage.platform.house.database.read((tx) =>
      tx.selectFrom('token_families').selectAll().where('id', '=', name.familyId).executeTakeFirstOrThrow(),
    );
  };
  const pastGrace = () => stage.platform.clock.advance(grace);

  it('gives a new pair, and leaves the earlier access token to its own expiry', async () => {
    const first = await stage.pair();
    const { status, headers, body } = await stage.refresh(stage.web, first.refreshToken);
    assert.equal(status, 200);
    assert.deepEqual(Object.keys(body), [
      'access_token',
      'token_type',
      'expires_in',
      'refresh_token',
      'created_at',
    ]);
    assert.equal(body.expires_in, 5400);
    assert.equal(headers.get('cache-control'), 'no-store');
    const second = pairOf(body);
    assert.notEqual(second.refreshToken, first.refreshToken);
    assert.notEqual(second.accessToken, first.accessToken);
    assert.equal(await stage.isAlive(first.accessToken), true);
    assert.equal(await stage.isAlive(second.accessToken), true);
  });

  it('repeats the same pair to a client whose answer was lost, and says so once in the audit', async () => {
    const first = await stage.pair();
    const before = await stage.audited('token.refresh_repeated');
    const second = await mustRefresh(first.refreshToken);
    stage.platform.clock.advance(grace - 1_000);
    assert.deepEqual(await refresh(first.refreshToken), second);
    assert.deepEqual(await refresh(first.refreshToken), second);
    assert.equal((await stage.audited('token.refresh_repeated')) - before, 1);
    assert.ok(await refresh(second.refreshToken));
  });

  it('a repeat says what is left of the life of its access token', async () => {
    const first = await stage.pair();
    const { body: issued } = await stage.refresh(stage.web, first.refreshToken);
    stage.platform.clock.advance(1_000);
    const { body: repeated } = await stage.refresh(stage.web, first.refreshToken);
    assert.equal(repeated.created_at, issued.created_at);
    const left = Number(repeated.expires_in);
    assert.ok(left >= 5397 && left <= 5399, String(left));
  });

  it('a consumed token shown after the grace kills its family and no other', async () => {
    const bystander = await stage.pair();
    const first = await stage.pair();
    const second = await mustRefresh(first.refreshToken);
    pastGrace();
    const killed = await stage.audited('token.family_killed');
    assert.equal(await refresh(first.refreshToken), undefined);
    assert.equal(await refresh(second.refreshToken), undefined);
    assert.equal(await stage.isAlive(first.accessToken), false);
    assert.equal(await stage.isAlive(second.accessToken), false);
    assert.equal((await stage.audited('token.family_killed')) - killed, 1);
    assert.equal(await stage.isAlive(bystander.accessToken), true);
    assert.ok(await refresh(bystander.refreshToken));
  });

  it('an ancestor kills the family even inside the grace', async () => {
    const first = await stage.pair();
    const second = await mustRefresh(first.refreshToken);
    const third = await mustRefresh(second.refreshToken);
    assert.equal(await refresh(first.refreshToken), undefined);
    assert.equal(await refresh(third.refreshToken), undefined);
    assert.equal(await stage.isAlive(third.accessToken), false);
  });

  it('a wrong caller gets nothing, consumes nothing and kills nothing', async () => {
    const first = await stage.pair();
    const second = await mustRefresh(first.refreshToken);
    pastGrace();
    for (const token of [first.refreshToken, second.refreshToken]) {
      assert.equal((await stage.refresh(stage.other, token)).body.error, 'invalid_grant');
      assert.equal((await stage.refresh(stage.native, token)).body.error, 'invalid_grant');
      const thief = { ...stage.web, clientSecret: 'ghs_wrong' };
      assert.equal((await stage.refresh(thief, token)).body.error, 'invalid_client');
    }
    assert.equal(await stage.isAlive(second.accessToken), true);
    assert.ok(await refresh(second.refreshToken));
  });

  it('a token edited to name another family touches neither', async () => {
    const one = await stage.pair();
    const other = await stage.pair();
    const forged = one.refreshToken.slice(0, 31) + other.refreshToken.slice(31);
    assert.equal(await refresh(forged), undefined);
    assert.ok(await refresh(one.refreshToken));
    assert.ok(await refresh(other.refreshToken));
  });

  it('only hashes and sealed bytes are stored', async () => {
    const first = await stage.pair();
    const second = await mustRefresh(first.refreshToken);
    const stored = JSON.stringify(await familyOf(second));
    for (const token of [first.refreshToken, second.refreshToken, second.accessToken]) {
      assert.equal(stored.includes(token), false);
      assert.equal(stored.includes(token.slice(-40)), false);
    }
  });

  it('is over when the person takes the authorization back or is deactivated', async () => {
    const pair = await stage.pair();
    const { house } = stage.platform;
    await house.database.write((tx) =>
      tx.updateTable('people').set({ deactivated_at: 1 }).where('id', '=', stage.personId).execute(),
    );
    assert.equal(await refresh(pair.refreshToken), undefined);
    assert.equal(await stage.isAlive(pair.accessToken), false);
    await house.database.write((tx) =>
      tx.updateTable('people').set({ deactivated_at: null }).where('id', '=', stage.personId).execute(),
    );
  });

  it('a client may have a longer grace than the deployment', async () => {
    await using stage = await setOAuthStage({ refreshGrace: 0 });
    await stage.platform.house.database.write((tx) =>
      tx
        .updateTable('clients')
        .set({ refresh_grace: 60_000 })
        .where('client_id', '=', stage.web.clientId)
        .execute(),
    );
    const { clock } = stage.platform;
    const first = await stage.pair();
    using _ = clock.still();
    const second = pairOf((await stage.refresh(stage.web, first.refreshToken)).body);
    clock.advance(59_999);
    assert.deepEqual(pairOf((await stage.refresh(stage.web, first.refreshToken)).body), second);
    clock.advance(1);
    assert.equal((await stage.refresh(stage.web, first.refreshToken)).body.error, 'invalid_grant');
    assert.equal(await stage.isAlive(second.accessToken), false);
  });
});
