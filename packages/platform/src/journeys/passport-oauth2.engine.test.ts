import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, suite, test } from 'node:test';
import { Strategy, type VerifyCallback } from 'passport-oauth2';
import { type OAuthStage, setOAuthStage } from '../testing/oauth-clients.ts';
import { answerConsent } from '../testing/sign-in-by-form.ts';

suite('passport-oauth2, unchanged, in an app with PKCE and state', () => {
  let stage: OAuthStage;
  let app: Awaited<ReturnType<typeof startApp>>;
  before(async () => {
    stage = await setOAuthStage();
    app = await startApp(stage);
  });
  after(async () => {
    await app.close();
    await stage[Symbol.asyncDispose]();
  });

  const get = (path: string) => fetch(new URL(path, app.url), { redirect: 'manual' });

  test('signs a person in', async () => {
    const sent = new URL((await get('/login')).headers.get('location') ?? '');
    assert.equal(sent.searchParams.get('code_challenge_method'), 'S256');
    const callback = new URL(await answerConsent(stage.browser, sent.pathname + sent.search));
    const answer = await get(callback.pathname + callback.search);
    assert.equal(answer.status, 200);
    const { accessToken, refreshToken } = (await answer.json()) as Record<string, string>;
    assert.equal(await stage.isAlive(accessToken ?? ''), true);
    assert.match(refreshToken ?? '', /^ghr_/);
  });

  test('is told of a refusal, and of a code that was used before', async () => {
    const sent = new URL((await get('/login')).headers.get('location') ?? '');
    const denied = new URL(await answerConsent(stage.browser, sent.pathname + sent.search, 'deny'));
    assert.equal((await get(denied.pathname + denied.search)).status, 401);
    const again = new URL((await get('/login')).headers.get('location') ?? '');
    const state = again.searchParams.get('state') ?? '';
    assert.equal((await get(`/callback?${new URLSearchParams({ code: 'ghc_used', state })}`)).status, 500);
  });
});

/** What a small web app does with the strategy; it knows one visitor, and so one session. */
async function startApp({ platform, native }: OAuthStage) {
  const session = {};
  const server = createServer((request, response) => authenticate(request, response));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  function authenticate(request: IncomingMessage, response: ServerResponse): void {
    const strategy = new Strategy(
      {
        authorizationURL: `${platform.url}/oauth/authorize`,
        tokenURL: `${platform.url}/oauth/token`,
        clientID: native.clientId,
        clientSecret: '',
        callbackURL: `${url}/cb`,
        pkce: true,
        state: true,
      },
      (accessToken: string, refreshToken: string, _profile: unknown, done: VerifyCallback) =>
        done(null, { accessToken, refreshToken }),
    );
    const end = (status: number, body: unknown, headers = {}) => {
      response.writeHead(status, headers);
      response.end(JSON.stringify(body));
    };
    strategy.redirect = (location: string) => end(302, {}, { location });
    strategy.success = (user: unknown) => end(200, user);
    strategy.fail = () => end(401, {});
    strategy.error = (error: Error) => end(500, { error: error.message });
    const query = Object.fromEntries(new URL(request.url ?? '', url).searchParams);
    strategy.authenticate(Object.assign(request, { session, query }) as never, {});
  }
  return {
    url,
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
