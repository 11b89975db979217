import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { SigningAlgorithm } from '@gatehouse/wire';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { addAuthenticator, toNextStep, typeCode, typePassword } from '../testing/authenticator.ts';
import { answerOf, authorizePath, type OAuthStage, setOAuthStage } from '../testing/oauth-clients.ts';
import {
  answerConsent,
  type FormBrowser,
  hiddenField,
  openFormBrowser,
  signInByForm,
} from '../testing/sign-in-by-form.ts';

const openid = { scope: 'openid profile email offline_access', nonce: 'n-0S6_WzA2Mj', state: 's' };

describe('signing in elsewhere with Gatehouse (OpenID Connect)', () => {
  let stage: OAuthStage;
  before(async () => {
    stage = await setOAuthStage();
    const { house } = stage.platform;
    await house.database.write((tx) =>
      tx
        .updateTable('clients')
        .set({ post_logout_redirect_uris: JSON.stringify(['https://web.example/bye']) })
        .where('client_id', '=', stage.web.clientId)
        .execute(),
    );
  });
  after(() => stage[Symbol.asyncDispose]());

  async function signedIn(parameters: Readonly<Record<string, string>> = openid) {
    const { body } = await stage.redeem(stage.web, await stage.code(stage.web, parameters));
    return body;
  }
  async function claimsOf(idToken: unknown, algorithm = 'RS256') {
    const keys = createRemoteJWKSet(new URL('/oauth/jwks', stage.platform.url));
    const currentDate = new Date(stage.platform.clock.now());
    const { payload, protectedHeader } = await jwtVerify(String(idToken), keys, {
      issuer: stage.platform.url,
      audience: stage.web.clientId,
      currentDate,
    });
    assert.equal(protectedHeader.alg, algorithm);
    return payload;
  }
  async function userinfo(token: unknown, method = 'GET') {
    const headers = { authorization: `Bearer ${token}` };
    return await answerOf(fetch(new URL('/oauth/userinfo', stage.platform.url), { method, headers }));
  }
  /** Where the authorization endpoint sends this browser at once. */
  async function sentTo(
    parameters: Readonly<Record<string, string>>,
    browser = stage.browser,
    client = stage.web,
  ) {
    const response = await browser.get(authorizePath(client, parameters));
    const location = response.headers.get('location');
    return location === null ? undefined : new URL(location, stage.platform.url);
  }

  it('an id_token says who signed in, when and for whom, signed by a published key', async () => {
    const body = await signedIn();
    assert.equal(body.scope, 'openid profile email offline_access');
    const claims = await claimsOf(body.id_token);
    assert.equal(claims.sub, `person:${stage.personId}`);
    assert.equal(claims.nonce, openid.nonce);
    const age = Number(claims.iat) - Number(claims.auth_time);
    assert.ok(age >= 0 && age < 3600, String(age));
    // The left half of the digest of the access token (OpenID Connect Core 3.1.3.6).
    const digest = createHash('sha256').update(String(body.access_token)).digest();
    assert.equal(claims.at_hash, digest.subarray(0, 16).toString('base64url'));
  });

  it('offline_access is said back to an app that gets refresh tokens, and to no other', async () => {
    const asked = { scope: 'openid offline_access' };
    const grantTypes = (types: readonly string[]) =>
      stage.platform.house.database.write((tx) =>
        tx
          .updateTable('clients')
          .set({ grant_types: JSON.stringify(types) })
          .where('client_id', '=', stage.other.clientId)
          .execute(),
      );
    const tokens = async () => (await stage.redeem(stage.other, await stage.code(stage.other, asked))).body;
    const lasting = await tokens();
    assert.equal(lasting.scope, 'openid offline_access');
    assert.equal(typeof lasting.refresh_token, 'string');
    await grantTypes(['authorization_code']);
    const brief = await tokens();
    assert.equal(brief.scope, 'openid');
    assert.equal(brief.refresh_token, undefined);
  });

  it('is signed as every client reads it, or as the app asked for; either is a hint that is believed', async () => {
    const ask = (algorithm: SigningAlgorithm | null) =>
      stage.platform.house.database.write((tx) =>
        tx
          .updateTable('clients')
          .set({ id_token_algorithm: algorithm })
          .where('client_id', '=', stage.web.clientId)
          .execute(),
      );
    for (const [asked, algorithm] of [
      ['ES256', 'ES256'],
      ['RS256', 'RS256'],
      [null, 'RS256'],
    ] as const) {
      await ask(asked);
      const { id_token: hint } = await signedIn();
      assert.equal((await claimsOf(hint, algorithm)).sub, `person:${stage.personId}`);
      const query = new URLSearchParams({
        id_token_hint: String(hint),
        post_logout_redirect_uri: 'https://web.example/bye',
      });
      assert.equal((await stage.browser.get(`/oauth/logout?${query}`)).status, 200, algorithm);
    }
  });

  it('and who that is as far as the scopes say, for clients that never ask userinfo', async () => {
    const body = await signedIn();
    const { sub, ...told } = (await userinfo(body.access_token)).body;
    const claims = await claimsOf(body.id_token);
    assert.equal(claims.sub, sub);
    for (const name of ['name', 'family_name', 'given_name', 'email', 'email_verified'])
      assert.deepEqual([name, claims[name]], [name, told[name]]);
    assert.match(String(claims.email), /^jim@/);
    const bare = await claimsOf((await signedIn({ scope: 'openid' })).id_token);
    assert.ok(!('name' in bare) && !('email' in bare), JSON.stringify(bare));
  });

  it('userinfo says what the scopes allow, by GET and by POST, to a live token only', async () => {
    const { access_token: token } = await signedIn();
    for (const method of ['GET', 'POST']) {
      const { status, body } = await userinfo(token, method);
      assert.equal(status, 200);
      assert.equal(body.sub, `person:${stage.personId}`);
      assert.match(String(body.email), /^jim@/);
      assert.match(String(body.name), /^Jim/);
      assert.equal(body.email_verified, true);
    }
    const proven = (at: number | null) =>
      stage.platform.house.database.write((tx) =>
        tx.updateTable('people').set({ email_proven_at: at }).where('id', '=', stage.personId).execute(),
      );
    await proven(null);
    assert.equal((await userinfo(token)).body.email_verified, false, 'nobody has shown that they read there');
    await proven(1);
    const bare = await signedIn({ scope: 'openid' });
    assert.deepEqual(Object.keys((await userinfo(bare.access_token)).body), ['sub']);
    await stage.revoke(stage.web, String(token));
    assert.equal((await userinfo(token)).status, 401);
    const nobody = await fetch(`${stage.platform.url}/oauth/userinfo`);
    const challenge = nobody.headers.get('www-authenticate') ?? '';
    assert.deepEqual([nobody.status, challenge.includes('error')], [401, false], challenge);
  });

  it('without openid nothing changes: scope, prompt and max_age are ignored, and userinfo is refused', async () => {
    const body = await signedIn({ scope: 'read write', prompt: 'none', max_age: '0', nonce: 'x' });
    assert.deepEqual(
      [body.id_token, body.scope, Object.keys(body).sort().join(' ')],
      [undefined, undefined, 'access_token created_at expires_in refresh_token token_type'],
    );
    const { status, headers } = await userinfo(body.access_token);
    assert.equal(status, 403);
    assert.match(headers.get('www-authenticate') ?? '', /insufficient_scope/);
  });

  it('an app that signs nobody in any more gets no id_token for a code from before, and learns nothing at userinfo', async () => {
    const refuse = (at: number | null) =>
      stage.platform.house.database.write((tx) =>
        tx
          .updateTable('clients')
          .set({ openid_refused_at: at })
          .where('client_id', '=', stage.web.clientId)
          .execute(),
      );
    const { access_token: token } = await signedIn();
    const code = await stage.code(stage.web, openid);
    await refuse(1);
    const { status, body } = await stage.redeem(stage.web, code);
    assert.deepEqual([status, body.id_token, body.scope], [200, undefined, undefined]);
    for (const held of [token, body.access_token]) assert.equal((await userinfo(held)).status, 403);
    assert.equal((await sentTo(openid))?.searchParams.get('error'), 'invalid_scope');
    await refuse(null);
    assert.equal((await userinfo(token)).status, 200);
  });

  it('an id_token opens no door of the API', async () => {
    const { id_token: idToken } = await signedIn();
    assert.equal((await userinfo(idToken)).status, 401);
    const headers = { authorization: `Bearer ${idToken}` };
    assert.equal((await fetch(new URL('/rest/v1.0/me', stage.platform.url), { headers })).status, 401);
  });

  it('prompt=none gives a code where the app was allowed as much before, and says consent_required where not', async () => {
    await signedIn();
    const allowed = await sentTo({ ...openid, prompt: 'none' });
    assert.equal((await stage.redeem(stage.web, allowed?.searchParams.get('code') ?? '')).status, 200);
    const other = await sentTo({ ...openid, prompt: 'none' }, stage.browser, stage.other);
    assert.equal(other?.searchParams.get('error'), 'consent_required');
    await stage.redeem(stage.other, await stage.code(stage.other, { ...openid, scope: 'openid' }));
    const asBefore = await sentTo({ ...openid, scope: 'openid', prompt: 'none' }, stage.browser, stage.other);
    assert.ok(asBefore?.searchParams.get('code'));
    const more = await sentTo({ ...openid, prompt: 'none' }, stage.browser, stage.other);
    assert.equal(more?.searchParams.get('error'), 'consent_required');
    const both = await sentTo({ ...openid, prompt: 'none login' });
    assert.equal(both?.searchParams.get('error'), 'invalid_request');
  });

  it('prompt=none bounces nobody who is signed out to an app that nobody verified', async () => {
    const stranger = openFormBrowser(stage.platform.url);
    const unverified = await stranger.get(authorizePath(stage.web, { ...openid, prompt: 'none' }));
    assert.deepEqual([unverified.status, unverified.headers.get('location')], [400, null]);
    const { house, clock } = stage.platform;
    const verify = (at: number | null) =>
      house.database.write((tx) =>
        tx.updateTable('apps').set({ publisher_verified_at: at }).where('name', '=', 'Web').execute(),
      );
    await verify(clock.now());
    const location = await sentTo({ ...openid, prompt: 'none' }, stranger);
    assert.deepEqual(
      ['error', 'state', 'iss'].map((name) => location?.searchParams.get(name)),
      ['login_required', 's', stage.platform.url],
    );
    await verify(null);
  });

  it('prompt=login and max_age ask for a fresh sign-in, once, and the app sees its time', async () => {
    const jim = stage.platform.demo.people.find(({ email }) => email.startsWith('jim@')) ?? assert.fail();
    for (const more of [{ prompt: 'login' }, { max_age: '0' }, { max_age: '600' }]) {
      const browser = await signInByForm(stage.platform.url, jim);
      const before = Math.floor(stage.platform.clock.now() / 1000);
      stage.platform.clock.advance(3_600_000);
      const again = await sentTo({ ...openid, ...more, login_hint: jim.email }, browser);
      assert.equal(again?.pathname, '/sign-in', JSON.stringify(more));
      const page = await (await browser.get(again.pathname + again.search)).text();
      assert.match(page, new RegExp(`value="${jim.email}"`));
      const fields = {
        csrf: hiddenField(page, 'csrf'),
        return_to: again.searchParams.get('return_to') ?? '',
      };
      const back = await browser.post('/sign-in', { ...fields, email: jim.email, password: jim.password });
      const path = back.headers.get('location') ?? '';
      const code = new URL(await answerConsent(browser, path), stage.platform.url).searchParams.get('code');
      const { body } = await stage.redeem(stage.web, code ?? '');
      const { auth_time: time } = await claimsOf(body.id_token);
      assert.ok(Number(time) >= before + 3_600, String(time));
    }
  });

  it('amr and acr say how, and acr_values ask for a second factor of whoever has one (RFC 8176)', async () => {
    const { url, demo, clock } = stage.platform;
    const ana = demo.people.find(({ name }) => name === 'Ana Torres') ?? assert.fail();
    const signInFor = async (browser: FormBrowser, acr: string) => {
      const path = authorizePath(stage.web, { ...openid, acr_values: acr });
      const code = new URL(await answerConsent(browser, path), url).searchParams.get('code');
      const { amr, acr: reached } = await claimsOf((await stage.redeem(stage.web, code ?? '')).body.id_token);
      return [amr, reached];
    };
    const browser = await signInByForm(url, ana);
    assert.deepEqual(
      await signInFor(browser, 'phr mfa'),
      [['pwd'], 'pwd'],
      'nobody is asked for what they lack',
    );
    toNextStep(stage.platform);
    const app = await addAuthenticator(stage.platform, browser);
    assert.deepEqual(await signInFor(browser, 'mfa'), [['pwd', 'otp', 'mfa'], 'mfa']);
    await stage.platform.house.database.write((tx) =>
      tx.updateTable('sessions').set({ methods: 'pwd' }).execute(),
    );
    assert.deepEqual(await signInFor(browser, 'pwd'), [['pwd'], 'pwd']);
    assert.equal(
      (await sentTo({ ...openid, acr_values: 'mfa', prompt: 'none' }, browser))?.searchParams.get('error'),
      'login_required',
    );
    const again = await sentTo({ ...openid, acr_values: 'phr mfa' }, browser);
    assert.equal(again?.pathname, '/sign-in');
    clock.advance(60_000);
    await typePassword(stage.platform, ana, browser);
    assert.equal((await typeCode(browser, app.code())).location, '/');
    assert.deepEqual(await signInFor(browser, 'mfa'), [['pwd', 'otp', 'mfa'], 'mfa']);
  });

  it('an old sign-in and prompt=none is login_required', async () => {
    stage.platform.clock.advance(60_000);
    const location = await sentTo({ ...openid, prompt: 'none', max_age: '30' });
    assert.equal(location?.searchParams.get('error'), 'login_required');
  });

  it('discovery says what there is', async () => {
    const { url } = stage.platform;
    const { body } = await answerOf(fetch(`${url}/.well-known/openid-configuration`));
    assert.equal(body.issuer, url);
    assert.deepEqual(body.id_token_signing_alg_values_supported, ['RS256', 'ES256']);
    assert.deepEqual(body.scopes_supported, ['openid', 'profile', 'email', 'offline_access']);
    for (const name of ['userinfo_endpoint', 'end_session_endpoint', 'jwks_uri'])
      assert.notEqual((await fetch(String(body[name]), { redirect: 'manual' })).status, 404, name);
  });

  it('a sign-out that an app asks for is a person’s click, and leads back to a registered address', async () => {
    const { id_token: hint } = await signedIn();
    const jim = stage.platform.demo.people.find(({ email }) => email.startsWith('jim@')) ?? assert.fail();
    const browser = await signInByForm(stage.platform.url, jim);
    const back = { post_logout_redirect_uri: 'https://web.example/bye', state: 'out' };
    const path = (more: Record<string, string>) => `/oauth/logout?${new URLSearchParams(more)}`;
    for (const wrong of [
      { id_token_hint: String(hint), post_logout_redirect_uri: 'https://evil.example/' },
      { id_token_hint: `${hint}x`, ...back },
      { id_token_hint: String(hint), client_id: stage.other.clientId, ...back },
      back,
    ]) {
      const { status, headers } = await browser.get(path(wrong));
      assert.deepEqual([status, headers.get('location')], [400, null]);
    }
    const asked = await browser.get(path({ id_token_hint: String(hint), ...back }));
    assert.equal(asked.status, 200);
    const page = await asked.text();
    const forged = await browser.post('/oauth/logout', { csrf: 'x', after: hiddenField(page, 'after') });
    assert.equal(forged.status, 403);
    const fields = { csrf: hiddenField(page, 'csrf'), after: hiddenField(page, 'after') };
    const left = await browser.post('/oauth/logout', fields);
    assert.equal(left.headers.get('location'), 'https://web.example/bye?state=out');
    assert.equal((await sentTo({}, browser))?.pathname, '/sign-in');
    // Signed out already: with an id_token straight back, by a mere link nowhere.
    const proven = await browser.get(path({ id_token_hint: String(hint), ...back }));
    assert.equal(proven.headers.get('location'), 'https://web.example/bye?state=out');
    const link = await browser.get(path({ client_id: stage.web.clientId, ...back }));
    assert.equal(link.headers.get('location'), '/sign-in?signed_out=1');
  });

  it('a public client gets no code unseen', async () => {
    const location = await sentTo(
      { ...openid, prompt: 'none', code_challenge: 'A'.repeat(43), code_challenge_method: 'S256' },
      stage.browser,
      stage.native,
    );
    assert.equal(location?.searchParams.get('error'), 'consent_required');
  });
});

it('a deployment without it ignores openid, and has neither discovery nor userinfo', async () => {
  await using stage = await setOAuthStage({ openidConnect: false });
  const { url } = stage.platform;
  assert.equal((await fetch(`${url}/.well-known/openid-configuration`)).status, 404);
  assert.equal((await fetch(`${url}/oauth/userinfo`)).status, 404);
  const { body } = await stage.redeem(stage.web, await stage.code(stage.web, openid));
  assert.equal(body.id_token, undefined);
  const metadata = await answerOf(fetch(`${url}/.well-known/oauth-authorization-server`));
  assert.equal('userinfo_endpoint' in metadata.body, false);
});
