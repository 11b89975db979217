import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  authorizePath,
  makeProof,
  type OAuthStage,
  redirectUri,
  setOAuthStage,
} from '../testing/oauth-clients.ts';
import { answerConsent, hiddenField, openFormBrowser, signInByForm } from '../testing/sign-in-by-form.ts';

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

  it('sends the code, the state and the issuer to the app, and nothing else', async () => {
    const state = `<script>"'&=+ %00 ñ 😀`;
    const location = await answerConsent(stage.browser, authorizePath(stage.web, { state }));
    const { code, ...rest } = query(location);
    assert.match(code ?? '', /^ghc_/);
    assert.deepEqual(rest, { state, iss: stage.platform.url });
  });

  it('tells the app that the person said no, and makes no grant of it', async () => {
    const sam = stage.platform.demo.people.find(({ email }) => email.startsWith('sam@'));
    assert.ok(sam);
    const browser = await signInByForm(stage.platform.url, sam);
    const grants = await countGrants(stage);
    const answer = query(await answerConsent(browser, authorizePath(stage.web, { state: 's' }), 'deny'));
    assert.equal(answer.error, 'access_denied');
    assert.equal(answer.state, 's');
    assert.equal(answer.iss, stage.platform.url);
    assert.equal(await countGrants(stage), grants);
    assert.equal(await stage.audited('authorization.denied'), 1);
  });

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

  it('takes no answer without its CSRF token, nor one given in another session', async () => {
    const { text: page } = await open(authorizePath(stage.web));
    const request = hiddenField(page, 'request');
    const csrf = hiddenField(page, 'csrf');
    const answer = async (browser: typeof stage.browser, fields: Record<string, string>) => {
      const response = await browser.post('/oauth/authorize', { decision: 'allow', ...fields });
      await response.text();
      return { status: response.status, location: response.headers.get('location') };
    };
    assert.equal((await answer(stage.browser, { request })).status, 403);
    assert.equal((await answer(stage.browser, { request, csrf: `${csrf}A` })).status, 403);
    const ana = stage.platform.demo.people.find(({ email }) => email.startsWith('ana@'));
    assert.ok(ana);
    const other = await signInByForm(stage.platform.url, ana);
    assert.equal((await answer(other, { request, csrf })).status, 403);
    const theirs = hiddenField((await open(authorizePath(stage.web), other)).text, 'csrf');
    assert.equal((await answer(other, { request, csrf: theirs })).status, 400);
    const middle = Math.floor(request.length / 2);
    const tampered =
      request.slice(0, middle) + (request[middle] === 'A' ? 'B' : 'A') + request.slice(middle + 1);
    assert.equal((await answer(stage.browser, { request: tampered, csrf })).status, 400);
    assert.equal((await answer(stage.browser, { request, csrf, decision: 'maybe' })).status, 400);
    assert.equal((await answer(stage.browser, { request, csrf })).status, 303);
  });

  it('keeps two tabs apart', async () => {
    const first = (await open(authorizePath(stage.web, { state: 'first' }))).text;
    const second = (await open(authorizePath(stage.other, { state: 'second' }))).text;
    for (const [page, state] of [
      [second, 'second'],
      [first, 'first'],
    ] as const) {
      const response = await stage.browser.post('/oauth/authorize', {
        csrf: hiddenField(page, 'csrf'),
        request: hiddenField(page, 'request'),
        decision: 'allow',
      });
      await response.text();
      assert.equal(query(response.headers.get('location')).state, state);
    }
  });

  it('makes no code for a client that was switched off, nor a redirect URI that was taken away, meanwhile', async () => {
    const { house } = stage.platform;
    const page = (await open(authorizePath(stage.other))).text;
    const answer = async () => {
      const fields = {
        csrf: hiddenField(page, 'csrf'),
        request: hiddenField(page, 'request'),
        decision: 'allow',
      };
      const response = await stage.browser.post('/oauth/authorize', fields);
      await response.text();
      return response;
    };
    const set = (disabledAt: number | null) =>
      house.database.write((tx) =>
        tx
          .updateTable('clients')
          .set({ disabled_at: disabledAt })
          .where('client_id', '=', stage.other.clientId)
          .execute(),
      );
    await set(1);
    assert.equal((await answer()).headers.get('location'), null);
    await set(null);
    await house.database.write((tx) =>
      tx
        .deleteFrom('redirect_uris')
        .where('client_id', '=', stage.other.clientId)
        .where('uri', '=', redirectUri)
        .execute(),
    );
    assert.equal((await answer()).headers.get('location'), null);
  });

  it('installs the app where members may install, and nowhere an admin took it out', async () => {
    const { house, demo } = stage.platform;
    const [one, two] = demo.companies.filter(({ environment }) => environment === 'production');
    assert.ok(one && two);
    const app = await house.database.read((tx) =>
      tx
        .selectFrom('clients')
        .select('app_id')
        .where('client_id', '=', stage.web.clientId)
        .executeTakeFirstOrThrow(),
    );
    const appId = app.app_id ?? 0;
    const installations = () =>
      house.database.read((tx) =>
        tx
          .selectFrom('installations')
          .selectAll()
          .where('app_id', '=', appId)
          .orderBy('company_id')
          .execute(),
      );
    await stage.code();
    assert.deepEqual(
      (await installations()).map((row) => [row.company_id, row.origin]),
      [
        [one.id, 'authorization'],
        [two.id, 'authorization'],
      ],
    );
    await house.database.write((tx) =>
      tx
        .updateTable('installations')
        .set({ disconnected_at: 1 })
        .where('app_id', '=', appId)
        .where('company_id', '=', one.id)
        .execute(),
    );
    await stage.code();
    assert.deepEqual(
      (await installations()).map((row) => row.disconnected_at),
      [1, null],
    );
    await house.database.write(async (tx) => {
      await tx.deleteFrom('installations').where('app_id', '=', appId).execute();
      await tx
        .updateTable('companies')
        .set({ user_installs_blocked_at: 1 })
        .where('id', '=', two.id)
        .execute();
    });
    await stage.code();
    assert.deepEqual(
      (await installations()).map((row) => row.company_id),
      [one.id],
    );
  });

  it('keeps one grant for a person and a client, however often it is allowed', async () => {
    await Promise.all(Array.from({ length: 8 }, () => stage.code()));
    const grants = await stage.platform.house.database.read((tx) =>
      tx
        .selectFrom('grants')
        .select('id')
        .where('person_id', '=', stage.personId)
        .where('client_id', '=', stage.web.clientId)
        .execute(),
    );
    assert.equal(grants.length, 1);
  });

  it('shows an out-of-band code on its own page, to its own person, while it can be used', async () => {
    const outOfBand = 'urn:ietf:wg:oauth:2.0:oob';
    const location = await answerConsent(
      stage.browser,
      authorizePath(stage.web, { redirect_uri: outOfBand, state: 's' }),
    );
    assert.match(location, /^\/oauth\/authorize\/ghc_[A-Za-z0-9_-]+$/);
    const code = location.slice('/oauth/authorize/'.length);
    const shown = await open(location);
    assert.equal(shown.status, 200);
    assert.ok(shown.text.includes(code));
    assert.match(shown.headers.get('cache-control') ?? '', /no-store/);
    const ana = stage.platform.demo.people.find(({ email }) => email.startsWith('ana@'));
    assert.ok(ana);
    assert.equal((await open(location, await signInByForm(stage.platform.url, ana))).status, 404);
    assert.equal((await open('/oauth/authorize/buy-now-at-evil.example')).status, 404);
    assert.equal((await stage.redeem(stage.web, code, { redirect_uri: outOfBand })).status, 200);
    assert.equal((await open(location)).status, 404);
  });

  it('lets a loopback app use any port, and redeem for that port only', async () => {
    const uri = 'http://127.0.0.1:53219/cb';
    const location = await answerConsent(stage.browser, authorizePath(stage.web, { redirect_uri: uri }));
    const code = new URL(location).searchParams.get('code') ?? '';
    assert.equal(new URL(location).port, '53219');
    assert.equal((await stage.redeem(stage.web, code, { redirect_uri: 'http://127.0.0.1/cb' })).status, 400);
    assert.equal((await stage.redeem(stage.web, code, { redirect_uri: uri })).status, 200);
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

async function countGrants(stage: OAuthStage): Promise<number> {
  return (await stage.platform.house.database.read((tx) => tx.selectFrom('grants').select('id').execute()))
    .length;
}
