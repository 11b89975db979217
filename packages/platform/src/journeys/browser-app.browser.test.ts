import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { authorizePath, makeProof, type OAuthStage, setOAuthStage } from '../testing/oauth-clients.ts';
import { openBrowser } from '../testing/open-browser.ts';
import { answerConsent } from '../testing/sign-in-by-form.ts';

/** What runs in the page: a standard client, unchanged, with nobody's help behind it. */
const app = `
const library = '/oauth4webapi.js';
const oauth = await import(library);
const http = { [oauth.allowInsecureRequests]: true };
globalThis.run = async ({ issuer, clientId, location, redirectUri, verifier, bound }) => {
  const at = new URL(issuer);
  const server = await oauth.processDiscoveryResponse(at, await oauth.discoveryRequest(at, { algorithm: 'oauth2', ...http }));
  const client = { client_id: clientId };
  const DPoP = bound ? oauth.DPoP(client, await oauth.generateKeyPair('ES256')) : undefined;
  const callback = oauth.validateAuthResponse(server, client, new URL(location), oauth.expectNoState);
  const ask = () => oauth.authorizationCodeGrantRequest(server, client, oauth.None(), callback, redirectUri, verifier, { DPoP, ...http });
  const take = async () => oauth.processAuthorizationCodeResponse(server, client, await ask());
  const tokens = await take().catch((error) => (oauth.isDPoPNonceError(error) ? take() : Promise.reject(error)));
  const again = await oauth.refreshTokenGrantRequest(server, client, oauth.None(), tokens.refresh_token, { DPoP, ...http });
  const next = await oauth.processRefreshTokenResponse(server, client, again);
  const keys = await (await fetch(server.jwks_uri)).json();
  await oauth.processRevocationResponse(await oauth.revocationRequest(server, client, oauth.None(), next.refresh_token, http));
  return { type: next.token_type, keys: keys.keys.length };
};
globalThis.reads = async (url, init) => (await fetch(url, init)).status;
globalThis.isReady = true;
`;

describe('an app that runs in a browser, at an origin of its own', () => {
  let stage: OAuthStage;
  let browser: Browser;
  let origin: string;
  const server = createServer(async (request, response) => {
    const library = fileURLToPath(import.meta.resolve('oauth4webapi'));
    const files = { '/app.js': app, '/oauth4webapi.js': await readFile(library, 'utf8') };
    const script = Object.entries(files).find(([path]) => path === request.url)?.[1];
    response.setHeader('content-type', script === undefined ? 'text/html' : 'text/javascript');
    response.end(script ?? '<!doctype html><script type="module" src="/app.js"></script>');
  });
  before(async () => {
    stage = await setOAuthStage();
    browser = await openBrowser();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(async () => {
    server.closeAllConnections();
    server.close();
    await browser.close();
    await stage[Symbol.asyncDispose]();
  });

  async function open() {
    const page = await browser.newPage();
    await page.goto(origin);
    await page.waitForFunction('globalThis.isReady');
    return page;
  }

  for (const bound of [false, true])
    it(`finds us, gets tokens${bound ? ' bound to a key' : ''}, refreshes and revokes`, async () => {
      const page = await open();
      const { verifier, challenge } = makeProof();
      const redirectUri = `${origin}/cb`;
      const path = authorizePath(stage.native, { ...challenge, redirect_uri: redirectUri });
      const location = await answerConsent(stage.browser, path);
      const { clientId } = stage.native;
      const issuer = stage.platform.url;
      const given = { issuer, clientId, location, redirectUri, verifier, bound };
      const got = await page.evaluate(`run(${JSON.stringify(given)})`);
      assert.deepEqual(got, { type: bound ? 'dpop' : 'bearer', keys: 2 });
      await page.close();
    });

  it('cannot read where people decide, nor send their cookie along', async () => {
    const page = await open();
    const reads = (path: string, init: object = {}) =>
      page.evaluate(`reads(${JSON.stringify(stage.platform.url + path)}, ${JSON.stringify(init)})`);
    for (const path of [authorizePath(stage.native), '/sign-in', '/rest/v1.0/me'])
      await assert.rejects(reads(path), /Failed to fetch/, path);
    assert.equal(await reads('/oauth/jwks'), 200);
    await assert.rejects(reads('/oauth/jwks', { credentials: 'include' }), /Failed to fetch/);
    await page.close();
  });
});
