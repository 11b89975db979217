import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  authorizePath,
  makeProof,
  type OAuthStage,
  redirectUri,
  setOAuthStage,
} from '../testing/oauth-clients.ts';
import { hiddenField, openFormBrowser } from '../testing/sign-in-by-form.ts';

describe('the authorization endpoint', () => {
  let stage: OAuthStage;
  before(async () => {
    stage = await setOAuthStage();
  });
  after(() => stage[Symbol.asyncDispose]());

  const open = async (path: string, browser = stage.browser) => {
    const response = await browser.get(path);
    return {
      status: response.status,
      location: response.headers.get('location'),
      headers: response.headers,
      text: await response.text(),
    };
  };
  const query = (location: string | null) => {
    if (!location?.startsWith(`${redirectUri}?`)) assert.fail(`sent to ${location}`);
    return Object.fromEntries(new URL(location).searchParams);
  };
  const raw = (text: string) => `/oauth/authorize?${text}`;

  it('shows a page of its own, and never redirects, while client or redirect URI are not proven', async () => {
    const id = `client_id=${stage.web.clientId}`;
    const good = `redirect_uri=${encodeURIComponent(redirectUri)}`;
    const evil = 'redirect_uri=https%3A%2F%2Fevil.example%2Fcb';
    for (const text of [
      `response_type=code&${good}`,
      `client_id=&${good}`,
      `client_id=unknown&${evil}`,
      `${id}&${id}&${good}&response_type=code`,
      `${id}&${evil}&response_type=code`,
      `${id}&${evil}&response_type=foo`,
      `${id}&${good}&${evil}&response_type=code`,
      `${id}&${evil}&${good}&response_type=code`,
      `${id}&redirect_uri=&response_type=code`,
      `${id}&redirect_uri[]=${encodeURIComponent(redirectUri)}&response_type=code`,
      `${id}&${good}%2F..%2Fcb&response_type=code`,
      `${id}&${good}%0d%0aSet-Cookie:a&response_type=code`,
      `${id}&${good}%3Fcode%3Dattackercode&response_type=code`,
      `client_id=${stage.account.clientId}&${good}&response_type=code`,
    ]) {
      const { status, location, text: page, headers } = await open(raw(text));
      assert.equal(status, 400, text);
      assert.equal(location, null, text);
      assert.equal(page.includes('evil.example'), false, text);
      assert.match(headers.get('content-type') ?? '', /^text\/html/);
    }
  });

  it('tells the app about every other fault, with its state and the issuer', async () => {
    const base = `client_id=${stage.web.clientId}&redirect_uri=${encodeURIComponent(redirectUri)}`;
    const { challenge } = makeProof();
    const digest = challenge.code_challenge;
    const cases: readonly (readonly [string, string])[] = [
      ['', 'invalid_request'],
      ['&response_type=foo', 'unsupported_response_type'],
      ['&response_type=token', 'unsupported_response_type'],
      ['&response_type=code%20token', 'unsupported_response_type'],
      ['&response_type=id_token%20token', 'unsupported_response_type'],
      ['&response_type=code&response_type=code', 'invalid_request'],
      ['&response_type=code&scope=a&scope=a', 'invalid_request'],
      ['&response_type=code&scope[a]=b', 'invalid_request'],
      ['&response_type=code&scope=%00', 'invalid_request'],
      ['&response_type=code&response_mode=fragment', 'invalid_request'],
      [`&response_type=code&code_challenge=${digest}`, 'invalid_request'],
      [`&response_type=code&code_challenge=${digest}&code_challenge_method=plain`, 'invalid_request'],
      [`&response_type=code&code_challenge=${digest}&code_challenge_method=S512`, 'invalid_request'],
      [`&response_type=code&code_challenge=${digest}A&code_challenge_method=S256`, 'invalid_request'],
      ['&response_type=code&code_challenge_method=S256', 'invalid_request'],
    ];
    for (const [text, error] of cases) {
      const { status, location } = await open(raw(`${base}&state=s${text}`));
      assert.equal(status, 303, text);
      const answer = query(location);
      assert.equal(answer.error, error, text);
      assert.equal(answer.state, 's', text);
      assert.equal(answer.iss, stage.platform.url, text);
    }
    const twice = await open(raw(`${base}&state=a&state=b&response_type=code`));
    assert.equal(query(twice.location).error, 'invalid_request');
    assert.equal(query(twice.location).state, undefined);
  });

  it('needs a challenge from a public client', async () => {
    const { location } = await open(authorizePath(stage.native));
    assert.equal(query(location).error, 'invalid_request');
    assert.equal((await open(authorizePath(stage.native, makeProof().challenge))).status, 200);
  });

  it('ignores parameters it does not know, and those of other protocols', async () => {
    const path = authorizePath(stage.web, { foo: 'bar', prompt: 'none', nonce: 'n', scope: 'anything' });
    assert.equal((await open(path)).status, 200);
  });

  it('lets a person sign in before a fault reaches the app, and come back to the very same request', async () => {
    const faulty = authorizePath(stage.web, { response_type: 'foo', state: 'a b' });
    const browser = openFormBrowser(stage.platform.url);
    const { status, location } = await open(faulty, browser);
    assert.equal(status, 303);
    assert.match(location ?? '', /^\/sign-in\?return_to=/);
    const page = await (await browser.get(location ?? '')).text();
    const jim = stage.platform.demo.people.find(({ email }) => email.startsWith('jim@'));
    assert.ok(jim);
    const back = await browser.post('/sign-in', {
      csrf: hiddenField(page, 'csrf'),
      return_to: new URL(location ?? '', stage.platform.url).searchParams.get('return_to') ?? '',
      email: jim.email,
      password: jim.password,
    });
    assert.equal(back.headers.get('location'), faulty);
  });

  it('takes a request that an app sends as a form for the same by an address, and never for an answer', async () => {
    const address = authorizePath(stage.web, { state: 'a b&c' });
    const fields = Object.fromEntries(new URL(address, stage.platform.url).searchParams);
    // A browser keeps the cookie back from the form of another site.
    for (const browser of [stage.browser, openFormBrowser(stage.platform.url)]) {
      const posted = await browser.post('/oauth/authorize', { ...fields, decision: 'allow' });
      assert.equal(posted.status, 303);
      const asked = new URL(posted.headers.get('location') ?? '', stage.platform.url);
      assert.equal(asked.pathname, '/oauth/authorize');
      assert.deepEqual(Object.fromEntries(asked.searchParams), { ...fields, decision: 'allow' });
      const { status, location } = await open(asked.pathname + asked.search, browser);
      if (browser === stage.browser) assert.equal(status, 200);
      else assert.match(location ?? '', /^\/sign-in\?return_to=/);
    }
    const twice = new URLSearchParams([...Object.entries(fields), ['client_id', 'other']]);
    const body = { method: 'POST', body: twice, redirect: 'manual' } as const;
    const repeated = await fetch(new URL('/oauth/authorize', stage.platform.url), body);
    assert.equal((await open(repeated.headers.get('location') ?? '')).status, 400);
    const long = await stage.browser.post('/oauth/authorize', { ...fields, state: 'a'.repeat(20_000) });
    assert.equal((await open(long.headers.get('location') ?? '')).status, 400);
  });

  it('sends pages that nobody may frame, keep, or post elsewhere than to us and the app', async () => {
    const { headers } = await open(authorizePath(stage.web));
    const policy = headers.get('content-security-policy') ?? '';
    assert.match(policy, /frame-ancestors 'none'/);
    assert.match(policy, /form-action 'self' https:\/\/web\.example(?:;|$)/);
    assert.equal(headers.get('x-frame-options'), 'DENY');
    assert.equal(headers.get('referrer-policy'), 'no-referrer');
    assert.equal(headers.get('access-control-allow-origin'), null);
    assert.match(headers.get('cache-control') ?? '', /no-store/);
  });
});
