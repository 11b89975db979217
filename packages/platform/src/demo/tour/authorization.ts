import { challengeOf, OAuthFailure } from '@gatehouse/client';
import { callback, type Guide, pathOf } from './guide.ts';
import { decide, goal, hiddenFields, press } from './visitor.ts';

/** From a link in an app to the app's first token. */
export async function authorization(guide: Guide): Promise<void> {
  const { say, safety, jim, jimsBrowser: browser, origin } = guide;
  const client = guide.oauth(safety);
  say.chapter('A person allows an app');

  say.step('The app learns how to talk to this server');
  const metadata = await client.metadata();
  say.check('A10', 'the metadata speaks for exactly this issuer (RFC 8414)', metadata.issuer, origin);
  say.check('A9', 'proof keys are S256', metadata.code_challenge_methods_supported, ['S256']);

  say.step('It sends Jim here; he is not signed in, so he is asked to');
  const { url, pending } = await client.startAuthorization(callback);
  const asked = await browser.get(pathOf(url));
  const toSignIn = goal(asked);
  say.check('A1', 'no session, so the sign-in page comes first', toSignIn.split('?')[0], '/sign-in');
  const spanish = await (await browser.get(toSignIn, { 'accept-language': 'es-MX' })).text();
  say.check('U2', 'a browser that prefers Spanish is asked in Spanish', spanish.includes('<html lang="es"'));

  say.step('He types his password, at Gatehouse and nowhere else');
  const form = hiddenFields(spanish, '/sign-in');
  const back = goal(await browser.post('/sign-in', { ...form, email: jim.email, password: jim.password }));
  say.check('A11', 'signed in, he returns to what the app asked for', back, pathOf(url));

  say.step('He reads who asks, and first says no');
  const consent = await (await browser.get(back)).text();
  for (const fact of [safety.name, jim.email, guide.ridgeline.name])
    say.check('A1', `the consent page names ${fact}`, consent.includes(fact));
  const denied = new URL(await press(browser, consent, 'deny')).searchParams;
  say.check(
    'A1',
    'the app is told no, and gets no code',
    [denied.get('error'), denied.get('code')],
    ['access_denied', null],
  );

  say.step('Asked again, he says yes');
  const arrived = new URL(await decide(browser, pathOf(url), 'allow'));
  const { searchParams } = arrived;
  say.check('A1', 'the browser goes to the registered address', arrived.href.split('?')[0], callback);
  say.check('A1', 'state comes back unchanged', searchParams.get('state') === pending.state);
  say.check('A10', 'the answer says which server gave it (RFC 9207)', searchParams.get('iss'), origin);

  say.step('A thief who saw the code has no verifier; the app has it');
  const code = searchParams.get('code') ?? '';
  const guess = { redirectUri: callback, codeVerifier: 'a'.repeat(43) };
  say.check(
    'A5',
    'a wrong verifier buys nothing',
    await errorOf(client.exchangeCode(code, guess)),
    'invalid_grant',
  );
  const tokens = await client.finishAuthorization(arrived.href, pending);
  say.check('A5', 'and did not burn the code: the app gets its tokens', typeof tokens.refreshToken, 'string');
  const lifetime = (tokens.expiresAt - tokens.obtainedAt) / 1000;
  say.check('A2', `the access token says how long it lives: ${lifetime} s`, lifetime > 0 && lifetime <= 7200);

  say.step('The same code a second time');
  const replayed = await errorOf(client.exchangeCode(code, pending));
  say.check('A5', 'a code works once', replayed, 'invalid_grant');
  const info = await errorOf(client.tokenInfo(tokens.accessToken));
  say.check('A5', 'shown again by its own client, it takes with it what it bought', info, 'invalid_token');

  say.step('A link that was tampered with goes nowhere');
  const evil = new URL(url);
  evil.searchParams.set('redirect_uri', 'https://evil.example/callback');
  const refused = await browser.get(pathOf(evil.href));
  say.check('A7', 'an address that is not registered is never followed', refused.status, 400);
  const plain = new URL(url);
  plain.searchParams.set('code_challenge', await challengeOf('short'));
  plain.searchParams.set('code_challenge_method', 'plain');
  const told = new URL(goal(await browser.get(pathOf(plain.href)))).searchParams.get('error');
  say.check('A9', 'a proof key that proves nothing is refused', told, 'invalid_request');
}

/** The OAuth error with which it ends; 'none' where it succeeds. */
export async function errorOf(asked: Promise<unknown>): Promise<string> {
  return await asked.then(
    () => 'none',
    (error: unknown) => {
      if (error instanceof OAuthFailure) return error.error;
      throw error;
    },
  );
}
