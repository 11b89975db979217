import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type OAuthStage, pairOf, setOAuthStage } from '../testing/oauth-clients.ts';
import { revokeGrant } from './revoke-grant.ts';

describe('revoking', () => {
  let stage: OAuthStage;
  before(async () => {
    stage = await setOAuthStage();
  });
  after(() => stage[Symbol.asyncDispose]());

  it('either token of a pair kills both, and says {} every time', async () => {
    for (const which of ['accessToken', 'refreshToken'] as const) {
      const pair = await stage.pair();
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => stage.revoke(stage.web, pair[which])),
      );
      for (const { status, body } of answers) {
        assert.equal(status, 200);
        assert.deepEqual(body, {});
      }
      assert.equal(await stage.isAlive(pair.accessToken), false);
      assert.equal((await stage.refresh(stage.web, pair.refreshToken)).body.error, 'invalid_grant');
      assert.deepEqual((await stage.introspect(stage.web, pair.accessToken)).body, { active: false });
      assert.deepEqual((await stage.introspect(stage.web, pair.refreshToken)).body, { active: false });
    }
  });

  it('works by JSON, and with an access token that has expired', async () => {
    const pair = await stage.pair();
    stage.platform.clock.advance(5_400_000);
    const body = JSON.stringify({
      token: pair.accessToken,
      client_id: stage.web.clientId,
      client_secret: stage.web.clientSecret,
    });
    const headers = { 'content-type': 'application/json' };
    assert.equal(
      (await fetch(new URL('/oauth/revoke', stage.platform.url), { method: 'POST', body, headers })).status,
      200,
    );
    assert.equal((await stage.refresh(stage.web, pair.refreshToken)).status, 400);
  });

  it('a consumed refresh token still closes its family', async () => {
    const first = await stage.pair();
    const second = pairOf((await stage.refresh(stage.web, first.refreshToken)).body);
    assert.equal((await stage.revoke(stage.web, first.refreshToken)).status, 200);
    assert.equal(await stage.isAlive(second.accessToken), false);
  });

  it('nobody can revoke the token of another client, and nobody learns that it exists', async () => {
    const pair = await stage.pair();
    for (const token of [pair.accessToken, pair.refreshToken, 'unknown']) {
      for (const client of [stage.other, stage.native]) {
        const { status, body } = await stage.revoke(client, token);
        assert.equal(status, 200);
        assert.deepEqual(body, {});
      }
      const wrong = await stage.revoke({ ...stage.web, clientSecret: 'ghs_wrong' }, token);
      assert.equal(wrong.status, 401);
      assert.equal(wrong.body.error, 'invalid_client');
    }
    assert.equal(await stage.isAlive(pair.accessToken), true);
    assert.equal((await stage.refresh(stage.web, pair.refreshToken)).status, 200);
  });

  it('taking an authorization back kills every chain it began, and codes that wait', async () => {
    const pairs = [await stage.pair(), await stage.pair()];
    const code = await stage.code();
    const { house } = stage.platform;
    const origin = {
      requestId: 'test',
      address: '',
      actor: { kind: 'person', id: stage.personId },
      clientId: null,
    } as const;
    const revoked = await house.database.write(async (tx) => {
      const { id: grantId } = await tx
        .selectFrom('grants')
        .select('id')
        .where('client_id', '=', stage.web.clientId)
        .where('revoked_at', 'is', null)
        .executeTakeFirstOrThrow();
      const first = await revokeGrant(house, tx, origin, { grantId, reason: 'revoked_by_person' });
      return [first, await revokeGrant(house, tx, origin, { grantId, reason: 'revoked_by_person' })];
    });
    assert.deepEqual(revoked, [true, false]);
    for (const { accessToken, refreshToken } of pairs) {
      assert.equal(await stage.isAlive(accessToken), false);
      assert.equal((await stage.refresh(stage.web, refreshToken)).body.error, 'invalid_grant');
    }
    assert.equal((await stage.redeem(stage.web, code)).body.error, 'invalid_grant');
  });
});
