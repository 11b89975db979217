import type { ConnectedApp, CurrentPerson } from '@gatehouse/wire';
import { errorOf } from './authorization.ts';
import { statusOf } from './documents.ts';
import type { Guide } from './guide.ts';

/** The last word is the person's. */
export async function takingBack(guide: Guide): Promise<void> {
  const { say, safety, jimsBrowser: browser } = guide;
  say.chapter('The person takes it back');

  say.step('Jim looks at what he has allowed');
  const pair = await guide.allow(browser);
  const api = guide.api(pair.accessToken);
  say.check('A11', 'the app works', await statusOf(api.me.show()), 200);
  const list = await jsonOf<ConnectedApp[]>(browser.call('GET', '/manage/v1/connected_apps'));
  // Its sandbox credentials are on the list as well, and reach no company of his.
  const connected = list.find(({ app, companies }) => app.name === safety.name && companies.length > 0);
  const reached = connected?.companies.map(({ name }) => name).sort();
  say.check('U1', 'the app is on his list, with the companies it reaches', reached, [
    guide.cascade.name,
    guide.ridgeline.name,
  ]);

  say.step('He revokes it');
  const person = await jsonOf<CurrentPerson>(browser.call('GET', '/manage/v1/session'));
  const path = `/manage/v1/connected_apps/${connected?.id}`;
  const forged = await browser.call('DELETE', path);
  say.check('U1', 'a foreign page cannot do that for him', forged.status, 403);
  const revoked = await browser.call('DELETE', path, person.csrf_token);
  say.check('U1', 'one click of his own can', revoked.status, 204);
  say.check('D2', 'the app’s next call is refused', await statusOf(api.me.show()), 401);
  const refreshed = await errorOf(guide.oauth(safety).refresh(pair.refreshToken));
  say.check('A6', 'and it cannot refresh', refreshed, 'invalid_grant');

  say.step('He signs out');
  const out = await browser.call('DELETE', '/manage/v1/session', person.csrf_token);
  say.check('U1', 'the session is over', out.status, 204);
  const after = await browser.call('GET', '/manage/v1/session');
  say.check('U1', 'and nobody is signed in in this browser', after.status, 401);
}

async function jsonOf<T>(sent: Promise<Response>): Promise<T> {
  return (await (await sent).json()) as T;
}
