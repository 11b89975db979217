import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import * as arctic from 'arctic';
import { type OAuthStage, redirectUri, setOAuthStage, type TestClient } from '../testing/oauth-clients.ts';
import { answerConsent } from '../testing/sign-in-by-form.ts';

suite('arctic, unchanged', () => {
  let stage: OAuthStage;
  before(async () => {
    stage = await setOAuthStage();
  });
  after(() => stage[Symbol.asyncDispose]());

  const at = (path: string) => new URL(path, stage.platform.url).href;
  const clientOf = ({ clientId, clientSecret }: TestClient) =>
    new arctic.OAuth2Client(clientId, clientSecret ?? null, redirectUri);

  async function authorize(client: arctic.OAuth2Client, verifier: string): Promise<string> {
    const state = arctic.generateState();
    const s256 = arctic.CodeChallengeMethod.S256;
    const asked = client.createAuthorizationURLWithPKCE(at('/oauth/authorize'), state, s256, verifier, [
      'openid',
    ]);
    const location = await answerConsent(stage.browser, asked.pathname + asked.search);
    const { searchParams } = new URL(location);
    assert.equal(searchParams.get('state'), state);
    return searchParams.get('code') ?? assert.fail();
  }

  for (const kind of ['web', 'native'] as const)
    test(`authorizes, signs in, refreshes and revokes as a ${kind} client`, async () => {
      const client = clientOf(stage[kind]);
      const verifier = arctic.generateCodeVerifier();
      const code = await authorize(client, verifier);
      const first = await client.validateAuthorizationCode(at('/oauth/token'), code, verifier);
      const claims = arctic.decodeIdToken(first.idToken()) as { readonly sub: string };
      assert.equal(claims.sub, `person:${stage.personId}`);
      assert.ok(first.hasRefreshToken() && first.accessTokenExpiresAt().getTime() > Date.now());
      const second = await client.refreshAccessToken(at('/oauth/token'), first.refreshToken(), []);
      assert.equal(await stage.isAlive(second.accessToken()), true);
      await client.revokeToken(at('/oauth/revoke'), second.refreshToken());
      assert.equal(await stage.isAlive(second.accessToken()), false);
      await assert.rejects(
        client.refreshAccessToken(at('/oauth/token'), second.refreshToken(), []),
        (error) => error instanceof arctic.OAuth2RequestError && error.code === 'invalid_grant',
      );
    });
});
