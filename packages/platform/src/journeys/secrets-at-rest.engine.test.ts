import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { bearer, GatehouseApi, OAuthClient } from '@gatehouse/client';
import { testEngine } from '@gatehouse/database/testing';
import { record } from '../audit/audit.ts';
import type { DemoApp } from '../demo/demo-file.ts';
import { addAuthenticator, typeCode, typePassword } from '../testing/authenticator.ts';
import { answerConsent, hiddenField, openFormBrowser } from '../testing/sign-in-by-form.ts';
import { startPlatform, type TestPlatform } from '../testing/start-platform.ts';
import {
  databaseFiles,
  filesIn,
  hunt,
  type Place,
  type Secret,
  tablesOf,
} from './secret-hunt.test-support.ts';

/** Both exist to hold secrets, and are readable by their owner only. */
const keepers = ['demo.json', 'secret.keys'];

suite('after a full flow', () => {
  let platform: TestPlatform;
  let secrets: readonly Secret[];

  before(async () => {
    platform = await startPlatform();
    secrets = await walkThrough(platform);
  });
  after(() => platform.close());

  test('no password, secret, code, verifier, token or cookie lies in any table, file or log line', async () => {
    const places = await everyPlace(platform);
    const names = places.map(({ name }) => name);
    for (const table of ['people', 'client_secrets', 'authorization_codes', 'token_families', 'audit_events'])
      assert.ok(names.includes(`table ${table}`), `${table} was not searched`);
    assert.deepEqual(hunt(secrets, places), []);
  });

  test('what may be known was really kept: the hunt looked where things are', async () => {
    const company = platform.demo.companies[0]?.name ?? '';
    const client = platform.demo.apps[0]?.clientId ?? '';
    const places = await everyPlace(platform);
    const inTables = hunt([{ name: 'a company', value: company }], places.filter(isTable));
    assert.ok(inTables.includes('a company lies in table companies'), inTables.join());
    assert.ok(hunt([{ name: 'a client id', value: client }], places.filter(isTable)).length > 1);
    if (testEngine === 'sqlite')
      assert.ok(hunt([{ name: 'a company', value: company }], places.filter(isDatabaseFile)).length > 0);
    const log = places.filter(({ name }) => name === 'the log');
    assert.equal(hunt([{ name: 'a path', value: '/oauth/introspect' }], log).length, 1);
  });

  test('a secret that is left anywhere is found, in whatever spelling', async () => {
    const planted: Secret = { name: 'planted', value: `ghs_${randomBytes(32).toString('base64url')}` };
    const { value } = planted;
    const { house } = platform;
    const spelled: [string, string][] = [
      ['plain', value],
      ['inside JSON', JSON.stringify({ token: value })],
      ['hex', Buffer.from(value).toString('hex')],
      ['random part as hex', Buffer.from(value.slice(-32), 'base64url').toString('hex').toUpperCase()],
      ...['', 'x', 'xy'].map((before): [string, string] => [
        `base64 behind "${before}"`,
        Buffer.from(`${before}${value}, and more`).toString('base64'),
      ]),
      ['Basic', Buffer.from(`client:${value}`).toString('base64url')],
    ];
    for (const [how, text] of spelled)
      assert.deepEqual(hunt([planted], [{ name: how, content: Buffer.from(text) }]), [
        `planted lies in ${how}`,
      ]);

    const system = { requestId: 'x', address: '', actor: { kind: 'system' }, clientId: null } as const;
    const details = { note: Buffer.from(`?code=${value}`).toString('base64') };
    await house.database.write((tx) => record(house, tx, system, { event: 'demo.loaded', details }));
    await writeFile(join(platform.dataDir, 'left-behind'), `key=${value}\n`);
    house.logger.info({ note: Buffer.from(value).toString('hex') }, 'left behind');
    const found = hunt([planted], await everyPlace(platform));
    assert.ok(found.includes('planted lies in table audit_events'), found.join());
    assert.ok(found.includes(`planted lies in ${join(platform.dataDir, 'left-behind')}`), found.join());
    assert.ok(found.includes('planted lies in the log'), found.join());
  });
});

const isTable = ({ name }: Place) => name.startsWith('table ');
const isDatabaseFile = ({ name }: Place) => /\.db(-wal)?$/.test(name);

async function everyPlace({ house, dataDir, logs }: TestPlatform): Promise<Place[]> {
  const { databaseUrl } = house.settings;
  assert.ok(databaseUrl);
  return [
    ...(await tablesOf(databaseUrl)),
    ...(await databaseFiles(databaseUrl)),
    ...(await filesIn(dataDir, keepers)),
    { name: 'the log', content: Buffer.from(logs()) },
  ];
}

/** Uses every secret the platform knows of, rightly and wrongly, and returns them all. */
async function walkThrough(platform: TestPlatform): Promise<Secret[]> {
  const { url, demo, clock } = platform;
  const person = demo.people.find(({ email }) => email.startsWith('jim@'));
  const app = demo.apps.find(({ name }) => name === 'Nightly Report');
  const account = demo.serviceAccounts[0];
  const company = demo.companies.find(({ id }) => id === account?.companyId);
  assert.ok(person && app && account && company);
  const secrets: Secret[] = [
    { name: 'the password', value: person.password },
    ...demo.apps.map(({ name, clientSecret }) => ({ name: `the secret of ${name}`, value: clientSecret })),
    { name: 'the secret of the account', value: account.clientSecret },
  ];
  const keep = (name: string, value: string | undefined) => {
    assert.ok(value, name);
    secrets.push({ name, value });
    return value;
  };

  const browser = openFormBrowser(url);
  const page = await (await browser.get('/sign-in')).text();
  const csrf = keep('the csrf token of the sign-in form', hiddenField(page, 'csrf'));
  const wrong = keep('a wrong password', `${person.password}-mistyped`);
  for (const password of [wrong, person.password])
    await browser.post('/sign-in', { csrf, return_to: '', email: person.email, password });
  for (const cookie of browser.cookies().split('; ')) {
    const [name, value] = cookie.split(/=(.*)/s);
    if (value !== undefined && value.length >= 12) keep(`the cookie ${name}`, value);
  }
  const session = (await (await browser.get('/manage/v1/session')).json()) as { csrf_token: string };
  keep('the csrf token of the session', session.csrf_token);

  const authenticator = await addAuthenticator(platform, browser);
  for (const [place, digits] of authenticator.recoveryCodes.entries())
    keep(`recovery code ${place}`, digits.replaceAll(' ', ''));
  for (const spelling of authenticator.spellings) keep('the secret of the authenticator app', spelling);
  clock.advance(60_000);
  await typePassword(platform, person, browser);
  await typeCode(browser, authenticator.recoveryCodes[0] ?? '');
  const renewed = (await (await browser.get('/manage/v1/session')).json()) as { csrf_token: string };
  keep('the csrf token of the second session', renewed.csrf_token);

  const client = new OAuthClient({ issuer: url, clientId: app.clientId, clientSecret: app.clientSecret });
  const { url: asked, pending } = await client.startAuthorization('http://127.0.0.1:4321/callback');
  keep('the verifier', pending.codeVerifier);
  const callback = await answerConsent(browser, asked.slice(url.length));
  const code = keep('the code', new URL(callback).searchParams.get('code') ?? undefined);
  const first = await client.finishAuthorization(callback, pending);
  const refreshed = await client.refresh(keep('the refresh token', first.refreshToken));
  keep('the access token', first.accessToken);
  keep('the second access token', refreshed.accessToken);
  const current = keep('the second refresh token', refreshed.refreshToken);
  keep('the code on a page', await codeOnPage(browser.get, await answerConsent(browser, outOfBand(app))));

  const forPerson = { accessToken: async () => refreshed.accessToken, renew: async () => '' };
  const api = new GatehouseApi({ baseUrl: url, authorizer: bearer(forPerson) });
  const project = { companyId: company.id, projectId: company.projects[0]?.id ?? 0 };
  const content = new Blob(['weather: dry\n'], { type: 'text/plain' });
  const file = await api.files.upload(project, { name: 'Diary.txt', content });
  await (await api.files.download(project, file)).stream.cancel();

  for (const credentials of [app, account]) {
    const { clientId, clientSecret } = credentials;
    const machine = new OAuthClient({ issuer: url, clientId, clientSecret });
    const { accessToken } = await machine.clientCredentials();
    keep(`a token of ${credentials.name} itself`, accessToken);
    await machine.tokenInfo(accessToken);
    await machine.revoke(accessToken);
  }
  await misuse(url, app, { code, current, csrf });
  await client.introspect(current);
  // A replayed ancestor, beyond the grace: the family dies, and a row tells of it.
  clock.advance(60_000);
  await assert.rejects(client.refresh(first.refreshToken ?? ''), { error: 'invalid_grant' });
  await client.revoke(current);
  return secrets;
}

function outOfBand({ clientId }: DemoApp): string {
  const redirectUri = 'urn:ietf:wg:oauth:2.0:oob';
  const query = { response_type: 'code', client_id: clientId, redirect_uri: redirectUri };
  return `/oauth/authorize?${new URLSearchParams(query)}`;
}

/** The page whose own address holds the code (wire reference A.2): the likeliest of all to end up in a log. */
async function codeOnPage(get: (path: string) => Promise<Response>, location: string): Promise<string> {
  const response = await get(location);
  await response.text();
  assert.equal(response.status, 200);
  return decodeURIComponent(location.split('/').at(-1) ?? '');
}

/** Secrets sent to where they do not belong, as programs under development do. */
async function misuse(
  url: string,
  app: DemoApp,
  { code, current, csrf }: { readonly code: string; readonly current: string; readonly csrf: string },
): Promise<void> {
  const { clientId, clientSecret } = app;
  const basic = (id: string, secret: string) => ({
    authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
  });
  const requests: [path: string, init: RequestInit][] = [
    [`/oauth/token?client_secret=${clientSecret}&code=${code}`, {}],
    [`/rest/v1.0/me?access_token=${current}`, {}],
    [`/rest/v1.0/${current}`, { headers: { authorization: `Bearer ${current}` } }],
    [`/oauth/authorize/${code}`, {}],
    [`/sign-in?csrf=${csrf}`, { headers: { referer: `${url}/?code=${code}`, cookie: `token=${current}` } }],
    ['/oauth/introspect', { method: 'POST', headers: basic(clientSecret, clientId) }],
    [
      '/oauth/token',
      { method: 'POST', headers: basic(clientId, clientSecret), body: new URLSearchParams({ code }) },
    ],
    [
      '/oauth/token',
      { method: 'POST', body: JSON.stringify({ client_secret: clientSecret, refresh: current }) },
    ],
  ];
  for (const [path, init] of requests) {
    const response = await fetch(`${url}${path}`, { redirect: 'manual', ...init });
    await response.text();
    assert.ok(response.status < 500, `${path.slice(0, 20)}: ${response.status}`);
  }
}
