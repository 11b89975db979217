import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type OAuthStage, type Pair, setOAuthStage } from './testing/oauth-clients.ts';

describe('while the database does not answer', () => {
  let stage: OAuthStage;
  let pair: Pair;
  before(async () => {
    stage = await setOAuthStage();
    pair = await stage.pair();
    await stage.platform.house.database.close();
  });
  after(() => stage[Symbol.asyncDispose]());

  it('no token is judged: neither refreshed, nor called inactive, nor revoked', async () => {
    const { clientId: client_id, clientSecret: client_secret } = stage.web;
    const refused = [
      await stage.refresh(stage.web, pair.refreshToken),
      await stage.post('/oauth/introspect', { token: pair.accessToken, client_id, client_secret }),
      await stage.revoke(stage.web, pair.accessToken),
    ];
    for (const { status, headers, body } of refused) {
      assert.equal(status, 503);
      assert.equal(body.error, 'temporarily_unavailable');
      assert.equal(headers.get('retry-after'), '5');
    }
  });

  it('the API and the pages say 503 and when to come back, and nothing of why', async () => {
    for (const path of ['/rest/v1.0/me', '/oauth/authorize?client_id=x&response_type=code']) {
      const response = await fetch(new URL(path, stage.platform.url), {
        headers: { authorization: `Bearer ${pair.accessToken}` },
      });
      assert.equal(response.status, 503, path);
      assert.equal(response.headers.get('retry-after'), '5');
      assert.doesNotMatch(await response.text(), /database|sqlite|postgres|closed/i);
    }
  });

  it('the node is alive and not ready', async () => {
    assert.equal((await fetch(new URL('/healthz', stage.platform.url))).status, 200);
    assert.equal((await fetch(new URL('/readyz', stage.platform.url))).status, 503);
  });
});
