import { errorOf } from './authorization.ts';
import { answerOf, type Guide, outOfBand, pairOf } from './guide.ts';
import { decide } from './visitor.ts';

/** A code carried by hand, three ways of writing a body, a look at tokens, and their end. */
export async function inspection(guide: Guide): Promise<void> {
  const { say, safety, nightly, origin, jimsBrowser: browser } = guide;
  const client = guide.oauth(safety);
  say.chapter('Apps without an address, and a look at tokens');

  say.step('An app without an address of its own: its code is shown on a page');
  const query = { response_type: 'code', client_id: safety.clientId, redirect_uri: outOfBand };
  const shown = await decide(browser, `/oauth/authorize?${new URLSearchParams(query)}`, 'allow');
  const page = await (await browser.get(shown)).text();
  const code = decodeURIComponent(shown.split('/').at(-1) ?? '');
  say.check('A7', 'the page and its address show the same code', page.includes(`>${code}</textarea>`));
  const fields = { grant_type: 'authorization_code', code, redirect_uri: outOfBand };
  const bought = await guide.post(safety, '/oauth/token', fields);
  say.check('A7', 'carried over by hand, it buys tokens', bought.status, 200);
  say.check('A2', 'which say when they were made, in seconds', Number.isInteger(bought.body.created_at));

  say.step('The same request written as JSON and as multipart');
  const credentials = { client_id: safety.clientId, client_secret: safety.clientSecret };
  const refreshOf = (token: unknown) => ({ grant_type: 'refresh_token', refresh_token: String(token) });
  const asJson = await answerOf(
    guide.fetch(`${origin}/oauth/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...credentials, ...refreshOf(bought.body.refresh_token) }),
    }),
  );
  const multipart = new FormData();
  const parts = { ...credentials, ...refreshOf(asJson.body.refresh_token) };
  for (const [name, value] of Object.entries(parts)) multipart.set(name, value);
  const asMultipart = await answerOf(
    guide.fetch(`${origin}/oauth/token`, { method: 'POST', body: multipart }),
  );
  say.check('A8', 'each is understood', [asJson.status, asMultipart.status], [200, 200]);
  const basic = Buffer.from(`${safety.clientId}:${safety.clientSecret}`).toString('base64');
  const twice = await answerOf(
    guide.fetch(`${origin}/oauth/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${basic}` },
      body: new URLSearchParams({ ...credentials, grant_type: 'client_credentials' }),
    }),
  );
  say.check('A8', 'but credentials in two places are refused', twice.body.error, 'invalid_request');

  say.step('Whose token is this?');
  const pair = pairOf({
    accessToken: String(asMultipart.body.access_token),
    refreshToken: String(asMultipart.body.refresh_token),
    obtainedAt: 0,
    expiresAt: 0,
  });
  const info = await client.tokenInfo(pair.accessToken);
  say.check('A2', 'token info names the app', info.application.uid, safety.clientId);
  const own = await client.introspect(pair.accessToken);
  say.check('A10', 'introspection tells the app about its own token', own.active);
  const foreign = await guide.oauth(nightly).introspect(pair.accessToken);
  say.check('A10', 'and another app nothing at all', foreign, { active: false });

  say.step('The app gives its access back');
  const revoked = await guide.post(safety, '/oauth/revoke', { token: pair.accessToken });
  say.check('A6', 'revoked, with a JSON body', revoked, { status: 200, body: {} });
  const unknown = await guide.post(safety, '/oauth/revoke', { token: 'never-heard-of' });
  say.check('A6', 'an unknown token is answered alike', unknown, revoked);
  say.check(
    'A6',
    'the access token is dead',
    await errorOf(client.tokenInfo(pair.accessToken)),
    'invalid_token',
  );
  say.check(
    'A6',
    'and so is its refresh token',
    await errorOf(client.refresh(pair.refreshToken)),
    'invalid_grant',
  );
}
