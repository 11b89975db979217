import assert from 'node:assert/strict';
import { probed, provenWithin, type Requirement } from '../requirement.ts';
import { makeProof, type Target } from '../target.ts';

const room = 'packages/platform/src';
const signIn = `${room}/sign-in/sign-in.engine.test.ts`;
const decision = `${room}/authorization/consent-decision.engine.test.ts`;

/** The pages of the server that a request for authorization can show. */
async function pages(t: Target) {
  const signedOut = t.newBrowser();
  const first = await signedOut.get(t.authorizePath());
  return [
    await t.browser.get(t.authorizePath()),
    first.location === null ? first : await signedOut.get(first.location),
    await t.browser.get(t.authorizePath({ client_id: 'nobody' })),
  ];
}

async function consentForm(t: Target) {
  const page = await t.browser.get(t.authorizePath());
  const form = page.forms.find(({ buttons }) => buttons.length > 1);
  assert.ok(form, 'no consent form');
  return { page, form };
}

export const pagesAndSessions: readonly Requirement[] = [
  probed('UI-01', ['MUST', 'RFC 9700 4.16', 'No page can be framed.'], async (t) => {
    for (const { headers, url } of await pages(t)) {
      assert.match(headers.get('content-security-policy') ?? '', /frame-ancestors 'none'/, url);
      assert.equal(headers.get('x-frame-options'), 'DENY', url);
    }
  }),
  probed(
    'UI-02',
    ['MUST', 'RFC 9700 4.2.4', 'Pages run no script that is not theirs, and load nothing from elsewhere.'],
    async (t) => {
      for (const { headers, text } of await pages(t)) {
        const policy = headers.get('content-security-policy') ?? '';
        assert.match(policy, /default-src 'none'|default-src 'self'/);
        assert.doesNotMatch(policy, /unsafe-inline|unsafe-eval|\*/);
        assert.doesNotMatch(
          text,
          /(?:src|href)="https?:\/\/(?!127\.0\.0\.1|localhost)[^"]*\.(?:js|css|png|svg)/,
        );
      }
    },
  ),
  probed('UI-03', ['MUST', 'RFC 9700 4.2.4', 'No page tells the next where one came from.'], async (t) => {
    for (const { headers } of await pages(t)) assert.equal(headers.get('referrer-policy'), 'no-referrer');
  }),
  probed(
    'UI-04',
    ['MUST', 'RFC 9700 4.7', 'An Allow counts only from its own page, in its own session.'],
    async (t) => {
      const { page, form } = await consentForm(t);
      const foreign = await t.newBrowser().submit(form, { decision: 'allow' }, page);
      assert.equal(new URL(foreign.location ?? t.issuer).searchParams.get('code'), null);
      const hidden = Object.keys(form.fields);
      for (const name of hidden) {
        const spoiled = await t.browser.submit(form, { decision: 'allow', [name]: 'spoiled' }, page);
        assert.equal(new URL(spoiled.location ?? t.issuer).searchParams.get('code'), null, name);
      }
    },
  ),
  probed(
    'UI-05',
    ['MUST', 'ASVS 10.7.1', 'What is allowed is what the page showed, whatever the form says besides.'],
    async (t) => {
      const { page, form } = await consentForm(t);
      const given = {
        decision: 'allow',
        redirect_uri: 'https://evil.example/cb',
        client_id: t.clients.other.client_id,
      };
      const { location } = await t.browser.submit(form, given, page);
      assert.ok(location === null || location.startsWith(t.redirect_uri), String(location));
    },
  ),
  provenWithin(
    'UI-06',
    ['MUST', 'RFC 9700 4.7', 'Two tabs do not get into each other’s way.'],
    decision,
    'keeps two tabs apart',
  ),
  probed(
    'UI-07',
    ['MUST', 'RFC 9700 4.7', 'A request that one browser began is not finished in another.'],
    async (t) => {
      const { page, form } = await consentForm(t);
      const stranger = t.newBrowser();
      await stranger.get(t.authorizePath());
      const { location } = await stranger.submit(form, { decision: 'allow' }, page);
      assert.equal(new URL(location ?? t.issuer).searchParams.get('code'), null);
      // Nor where somebody is signed in, and the form is their own but for what says which request it is of.
      await stranger.signIn(t.authorizePath(), t.person);
      const own = await stranger.get(t.authorizePath());
      const theirs = own.forms.find(({ buttons }) => buttons.length > 1);
      assert.ok(theirs, 'no consent form');
      for (const [name, value] of Object.entries(form.fields)) {
        if (theirs.fields[name] === value) continue;
        const mixed = await stranger.submit(theirs, { decision: 'allow', [name]: value }, own);
        assert.equal(new URL(mixed.location ?? t.issuer).searchParams.get('code'), null, name);
      }
      const whole = await stranger.submit(theirs, { decision: 'allow' }, own);
      assert.ok(new URL(whole.location ?? t.issuer).searchParams.get('code'), 'its own form is an Allow');
    },
  ),
  provenWithin(
    'UI-08',
    ['MUST', 'ASVS 7.2.4', 'Signing in makes a new session.'],
    signIn,
    'a session from before signing in',
  ),
  probed('UI-09', ['MUST', 'ASVS 3.3', 'Cookies are of this host, and closed to scripts.'], async (t) => {
    assert.ok(
      t.browser.cookies().some((name) => name.startsWith('__Host-')),
      t.browser.cookies().join(),
    );
    const { headers } = await t.newBrowser().get(t.authorizePath());
    for (const line of headers.getSetCookie()) {
      assert.match(line, /;\s*httponly/i);
      assert.match(line, /;\s*secure/i);
      assert.match(line, /;\s*samesite=(?:lax|strict)/i);
    }
  }),
  provenWithin(
    'UI-10',
    ['MUST', 'RFC 9700 4.11', 'No page of ours sends a browser to an address of a request.'],
    `${room}/sign-in/return-to.test.ts`,
    'no address of another host',
  ),
  probed(
    'UI-11',
    ['MUST', 'RFC 6749 10.2', 'A public client never gets a code without being looked at.'],
    async (t) => {
      const fields = { client_id: t.clients.native.client_id, ...makeProof().challenge };
      await t.browser.decide(t.authorizePath(fields), 'allow');
      const again = await t.browser.get(t.authorizePath(fields));
      assert.equal(again.location, null);
      assert.ok(again.forms.some(({ buttons }) => buttons.length > 1));
    },
  ),
  probed(
    'UI-12',
    ['MUST', 'ASVS 10.7.2', 'The page names the app, and where the browser goes.'],
    async (t) => {
      const { text } = await t.browser.get(t.authorizePath());
      assert.ok(text.includes(new URL(t.redirect_uri).host), 'where the browser goes');
      assert.match(text, new RegExp(`\\b${t.web_name}\\b`), 'which app it is');
      const { client_id } = t.clients.other;
      const other = await t.browser.get(t.authorizePath({ client_id }));
      assert.doesNotMatch(other.text, new RegExp(`\\b${t.web_name}\\b`), 'every app is called so');
      const asked = { client_id: t.clients.native.client_id, redirect_uri: t.loopback_redirect_uri };
      const local = await t.browser.get(t.authorizePath({ ...asked, ...makeProof().challenge }));
      assert.ok(local.text.includes(new URL(t.loopback_redirect_uri).host), 'another way is said as well');
    },
  ),
  provenWithin(
    'UI-13',
    ['MUST', 'ASVS 10.7.3', 'People see what they allowed, and take it back, app by app or all at once.'],
    'packages/platform/src/connected-apps/connected-apps.browser.test.ts',
    'by keyboard alone all apps are revoked',
  ),
  probed('UI-14', ['SHOULD', 'OAuth 2.1 7', 'New and unverified apps are warned of.'], async (t) => {
    const { text } = await t.browser.get(t.authorizePath());
    assert.match(text, /not (?:been )?verified|unverified/i);
  }),
  provenWithin(
    'UI-15',
    ['MUST', 'ASVS 10.6.2', 'No foreign page signs anybody out.'],
    signIn,
    'nobody can be signed out',
  ),
  provenWithin(
    'UI-16',
    ['MUST', 'ASVS 6.3.8', 'Whether an address has an account is not told at sign-in.'],
    signIn,
    'a wrong password and an unknown address',
  ),
  provenWithin(
    'UI-17',
    ['MUST', 'RFC 6819 4.4.3.6', 'Guessing passwords is slowed down, and locks nobody out.'],
    signIn,
    'guessing is slowed down',
  ),
  probed(
    'UI-18',
    ['MUST', 'ASVS 1.2.1', 'What a request says is never written into a page as it is.'],
    async (t) => {
      for (const fields of [
        { client_id: '"><script>alert(1)</script>' },
        { state: '"><script>alert(1)</script>' },
        { login_hint: '"><script>alert(1)</script>' },
      ])
        assert.equal((await t.browser.get(t.authorizePath(fields))).text.includes('<script>alert(1)'), false);
    },
  ),
  provenWithin(
    'UI-19',
    ['MUST', 'RFC 6749 1.6', 'TLS is of today.'],
    'packages/service/src/server/tls.test.ts',
    'TLS 1.1 and plain HTTP get no answer',
  ),
  probed('UI-20', ['MUST', 'ASVS 14.3.2', 'No cache keeps a page.'], async (t) => {
    for (const { headers } of await pages(t)) assert.match(headers.get('cache-control') ?? '', /no-store/);
  }),
];
