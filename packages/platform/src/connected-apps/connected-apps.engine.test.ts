import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ConnectedApps, CurrentPerson, parse } from '@gatehouse/wire';
import { answerConsent, type FormBrowser, signInByForm } from '../testing/sign-in-by-form.ts';
import { startPlatform, type TestPlatform } from '../testing/start-platform.ts';

let platform: TestPlatform;
before(async () => {
  platform = await startPlatform();
});
after(() => platform.close());

const oob = 'urn:ietf:wg:oauth:2.0:oob';

async function signIn(name: string): Promise<FormBrowser> {
  const person = platform.demo.people.find((each) => each.name === name);
  assert.ok(person);
  return await signInByForm(platform.url, person);
}

function demoApp(environment = 'production') {
  const app = platform.demo.apps.find((each) => each.environment === environment);
  assert.ok(app);
  return app;
}

/** Allows the demo app and redeems the code. */
async function allow(browser: FormBrowser, environment = 'production') {
  return await redeem(await codeFor(browser, environment), environment);
}

async function codeFor(browser: FormBrowser, environment = 'production') {
  const { clientId } = demoApp(environment);
  const query = new URLSearchParams({ response_type: 'code', client_id: clientId, redirect_uri: oob });
  const location = await answerConsent(browser, `/oauth/authorize?${query}&prompt=consent`);
  return decodeURIComponent(new URL(location, platform.url).pathname.split('/').at(-1) ?? '');
}

async function redeem(code: string, environment = 'production') {
  const { clientId, clientSecret } = demoApp(environment);
  return await token({
    grant_type: 'authorization_code',
    code,
    redirect_uri: oob,
    client_id: clientId,
    client_secret: clientSecret,
  });
}

async function token(fields: Record<string, string>) {
  const response = await fetch(new URL('/oauth/token', platform.url), {
    method: 'POST',
    body: new URLSearchParams(fields),
  });
  return { status: response.status, body: (await response.json()) as Record<string, string> };
}

async function manage(
  browser: FormBrowser,
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: unknown,
) {
  const response = await fetch(new URL(path, platform.url), {
    method,
    headers: {
      cookie: browser.cookies(),
      origin: platform.url,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    body: text === '' ? undefined : JSON.parse(text),
    headers: response.headers,
  };
}

async function listed(browser: FormBrowser): Promise<ConnectedApps> {
  const { status, body } = await manage(browser, 'GET', '/manage/v1/connected_apps');
  assert.equal(status, 200);
  const parsed = parse(ConnectedApps, body);
  assert.ok(parsed.ok, JSON.stringify(parsed));
  return parsed.value;
}

async function csrfOf(browser: FormBrowser): Promise<Record<string, string>> {
  const { body } = await manage(browser, 'GET', '/manage/v1/session');
  const parsed = parse(CurrentPerson, body);
  assert.ok(parsed.ok, JSON.stringify(parsed));
  return { 'x-csrf-token': parsed.value.csrf_token };
}

const me = (accessToken: string) =>
  fetch(new URL('/rest/v1.0/me', platform.url), { headers: { authorization: `Bearer ${accessToken}` } });

test('an allowed app is listed with where it is connected; revoked, it is dead at once', async () => {
  const browser = await signIn('Ana Torres');
  const bought = await allow(browser);
  assert.equal(bought.status, 200);
  const { access_token: accessToken = '', refresh_token: refreshToken = '' } = bought.body;
  assert.equal((await me(accessToken)).status, 200);
  const [app, ...others] = await listed(browser);
  assert.ok(app);
  assert.deepEqual(others, []);
  assert.equal(app.app.name, demoApp().name);
  assert.equal(app.environment, 'production');
  assert.deepEqual(
    app.companies.map(({ name, connected }) => [name, connected]),
    [['Ridgeline Construction', true]],
  );

  const path = `/manage/v1/connected_apps/${app.id}`;
  const csrf = await csrfOf(browser);
  assert.equal((await manage(browser, 'DELETE', path, csrf)).status, 204);
  assert.equal((await me(accessToken)).status, 401);
  const { clientId, clientSecret } = demoApp();
  const refreshed = await token({
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
    client_id: clientId,
    client_secret: clientSecret,
  });
  assert.deepEqual([refreshed.status, refreshed.body.error], [400, 'invalid_grant']);
  assert.deepEqual(await listed(browser), []);

  assert.equal((await manage(browser, 'DELETE', path, csrf)).status, 204);
  const revocations = await platform.house.database.read((tx) =>
    tx.selectFrom('audit_events').select('actor_id').where('event', '=', 'authorization.revoked').execute(),
  );
  assert.equal(revocations.length, 1);
});

test('the app is told that an Allow was taken back, where it works and the person had let it in, and all go at once', async () => {
  const browser = await signIn('Jim Carter');
  const tokens = [await allow(browser), await allow(browser, 'sandbox')].map(
    ({ body }) => body.access_token ?? '',
  );
  const apps = await listed(browser);
  assert.equal(apps.length, 2);
  const production = apps.find(({ environment }) => environment === 'production');
  const [kept, left] = production?.companies ?? [];
  assert.ok(production && kept && left, JSON.stringify(apps));
  const csrf = await csrfOf(browser);
  const out = `/manage/v1/connected_apps/${production.id}/companies/${left.id}`;
  assert.equal((await manage(browser, 'DELETE', out, csrf)).status, 200);
  assert.equal(
    (await manage(browser, 'DELETE', '/manage/v1/connected_apps')).status,
    403,
    'by our page alone',
  );
  assert.equal((await manage(browser, 'DELETE', '/manage/v1/connected_apps', csrf)).status, 204);
  assert.deepEqual(await listed(browser), []);
  for (const accessToken of tokens) assert.equal((await me(accessToken)).status, 401);
  const { told, jim } = await platform.house.database.read(async (tx) => ({
    told: await tx
      .selectFrom('app_events')
      .select(['company_id', 'data'])
      .where('event', '=', 'authorization_revoked')
      .execute(),
    jim: await tx
      .selectFrom('people')
      .select('id')
      .where('name', '=', 'Jim Carter')
      .executeTakeFirstOrThrow(),
  }));
  const ofJim = told.filter(({ data }) => JSON.parse(data).person_id === jim.id);
  assert.deepEqual(
    ofJim.map(({ company_id }) => company_id),
    [kept.id],
  );
});

test('a code from before the Allow was taken back buys nothing, also once the app is allowed anew', async () => {
  const browser = await signIn('Lucía Ramírez');
  const [waiting, later] = [await codeFor(browser), await codeFor(browser)];
  const [app] = await listed(browser);
  assert.ok(app);
  const revoked = await manage(
    browser,
    'DELETE',
    `/manage/v1/connected_apps/${app.id}`,
    await csrfOf(browser),
  );
  assert.equal(revoked.status, 204);
  const refused = await redeem(waiting);
  assert.deepEqual([refused.status, refused.body.error], [400, 'invalid_grant']);
  assert.equal((await allow(browser)).status, 200);
  assert.equal((await redeem(later)).body.error, 'invalid_grant');
});

test('an app allowed in the sandbox and in production is listed for each, and the two are told apart', async () => {
  const ana = await signIn('Ana Torres');
  for (const environment of ['production', 'sandbox'])
    assert.equal((await allow(ana, environment)).status, 200, environment);
  const apps = await listed(ana);
  assert.deepEqual(apps.map(({ app, environment }) => [app.name, environment]).toSorted(), [
    [demoApp().name, 'production'],
    [demoApp('sandbox').name, 'sandbox'],
  ]);
  const csrf = await csrfOf(ana);
  for (const { id } of apps)
    assert.equal((await manage(ana, 'DELETE', `/manage/v1/connected_apps/${id}`, csrf)).status, 204);
});

test('an app another person allowed is neither listed nor revoked: it is absent', async () => {
  const jim = await signIn('Jim Carter');
  const { body } = await allow(jim);
  const [app] = await listed(jim);
  assert.ok(app);
  const ana = await signIn('Ana Torres');
  assert.deepEqual(await listed(ana), []);
  const csrf = await csrfOf(ana);
  for (const id of [app.id, 'unknown', '%00', '%2e%2e'])
    assert.equal((await manage(ana, 'DELETE', `/manage/v1/connected_apps/${id}`, csrf)).status, 404, id);
  assert.equal((await me(body.access_token ?? '')).status, 200);
});

test('no change without the session’s own CSRF token, nor by an app’s access token', async () => {
  const jim = await signIn('Jim Carter');
  const ana = await signIn('Ana Torres');
  const { body } = await allow(ana);
  const [app] = await listed(ana);
  const path = `/manage/v1/connected_apps/${app?.id}`;
  for (const headers of [{}, { 'x-csrf-token': 'x' }, await csrfOf(jim)])
    assert.equal((await manage(ana, 'DELETE', path, headers)).status, 403);
  const foreign = { ...(await csrfOf(ana)), origin: 'https://evil.example' };
  assert.equal((await manage(ana, 'DELETE', path, foreign)).status, 403);
  const bearer = { authorization: `Bearer ${body.access_token}`, cookie: '' };
  assert.equal((await manage(ana, 'DELETE', path, bearer)).status, 401);
  assert.equal((await manage(ana, 'GET', '/manage/v1/session', bearer)).status, 401);
  assert.equal((await manage(ana, 'GET', '/manage/v1/connected_apps', { cookie: '' })).status, 401);
  assert.equal((await listed(ana)).length, 1);
});

test('a person sets the language, and a change is audited once', async () => {
  const sam = await signIn('Sam Okafor');
  const csrf = await csrfOf(sam);
  const change = (locale: string) => manage(sam, 'PATCH', '/manage/v1/session', csrf, { locale });
  for (let time = 0; time < 2; time += 1) {
    const { status, body } = await change('es');
    assert.deepEqual([status, body.locale], [200, 'es']);
  }
  const refused = await change('fr');
  assert.ok(refused.status === 400 || refused.status === 422);
  const events = await platform.house.database.read((tx) =>
    tx.selectFrom('audit_events').select('details').where('event', '=', 'person.locale_changed').execute(),
  );
  assert.deepEqual(
    events.map(({ details }) => details),
    ['{"locale":"es"}'],
  );
});

test('what a person is here is told by role', async () => {
  const rolesOf = async (name: string) =>
    (await manage(await signIn(name), 'GET', '/manage/v1/session')).body.roles;
  assert.deepEqual(await rolesOf('Olivia Reed'), ['operator']);
  assert.deepEqual(await rolesOf('Ana Torres'), ['company_admin', 'person']);
  assert.deepEqual(await rolesOf('Jim Carter'), ['person']);
  assert.deepEqual(await rolesOf('Devon Park'), ['company_admin', 'person', 'developer']);
});

test('the console signs out by the same rules as the page', async () => {
  const jim = await signIn('Jim Carter');
  const csrf = await csrfOf(jim);
  assert.equal((await manage(jim, 'DELETE', '/manage/v1/session')).status, 403);
  const left = await manage(jim, 'DELETE', '/manage/v1/session', csrf);
  assert.equal(left.status, 204);
  assert.match(left.headers.getSetCookie().join(), /__Host-gatehouse-session=; .*Max-Age=0/);
  assert.equal((await manage(jim, 'GET', '/manage/v1/session')).status, 401);
});
