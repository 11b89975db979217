import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { Company, Folder, Me, Project, TokenInfo } from '@gatehouse/wire';
import * as sdk from '@procore/js-sdk';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../testing/open-browser.ts';
import { startPlatform, type TestPlatform } from '../testing/start-platform.ts';
import { listenForCallback } from './callback-listener.test-support.ts';

/** What a person reads and presses, in their language. */
interface Words {
  readonly locale: string;
  readonly lang: string;
  readonly email: string;
  readonly password: string;
  readonly signIn: string;
  readonly question: string;
  readonly neverSeesPassword: string;
  readonly allow: string;
}

const english: Words = {
  locale: 'en-US',
  lang: 'en',
  email: 'Email',
  password: 'Password',
  signIn: 'Sign in',
  question: 'Allow Safety App?',
  neverSeesPassword: 'It never sees your password.',
  allow: 'Allow',
};

const spanish: Words = {
  locale: 'es-MX',
  lang: 'es',
  email: 'Correo electrónico',
  password: 'Contraseña',
  signIn: 'Iniciar sesión',
  question: '¿Permitir Safety App?',
  neverSeesPassword: 'Nunca verá su contraseña.',
  allow: 'Permitir',
};

suite('the public JavaScript SDK, unchanged, with nothing but its base URL set', () => {
  let platform: TestPlatform;
  let browser: Browser;

  before(async () => {
    [platform, browser] = await Promise.all([startPlatform(), openBrowser()]);
  });
  after(async () => {
    await browser.close();
    await platform.close();
  });

  for (const { who, words, sees } of [
    { who: 'jim@', words: english, sees: ['Drawings', 'Photos', 'Incident report.txt', 'Minutes.txt'] },
    { who: 'lucia@', words: spanish, sees: ['Drawings', 'Photos', 'Minutes.txt'] },
  ]) {
    test(`a person signs in and allows an app in ${words.lang}; it works with exactly their rights until revoked`, async () => {
      const options = { apiHostname: platform.url };
      const person = platform.demo.people.find(({ email }) => email.startsWith(who));
      const app = platform.demo.apps.find(({ name }) => name === 'Safety App');
      const company = platform.demo.companies.find(({ name }) => name === 'Ridgeline Construction');
      assert.ok(person && app && company);
      const { clientId, clientSecret } = app;

      await using callback = await listenForCallback();
      const uri = callback.redirectUri;
      const page = await browser.newPage({ locale: words.locale });
      await page.goto(sdk.authorize({ clientId, uri }, options));
      await signIn(page, words, person);
      await allow(page, words);
      const { searchParams } = await callback.arrival;
      assert.equal(searchParams.get('iss'), platform.url);
      await page.context().close();

      const code = searchParams.get('code') ?? '';
      const tokens = await sdk.token({ id: clientId, secret: clientSecret, code, uri }, options);
      assert.deepEqual(Object.keys(tokens).sort(), [
        'access_token',
        'created_at',
        'expires_in',
        'refresh_token',
        'token_type',
      ]);
      assert.deepEqual([tokens.token_type, tokens.expires_in], ['bearer', 5400]);

      const authorizer = sdk.oauth(tokens.access_token);
      const client = sdk.client(authorizer, {}, { ...options, defaultCompanyId: company.id });
      const me = await readMe(client, options, authorizer);
      assert.deepEqual([me.login, me.name], [person.email, person.name]);

      const info: TokenInfo = await sdk.info(tokens.access_token, options);
      assert.equal(info.resource_owner_id, me.id);
      assert.equal(info.application.uid, clientId);
      assert.ok(info.expires_in_seconds > 5300 && info.expires_in_seconds <= 5400);

      const companies: Company[] = (await client.get({ base: '/companies' })).body;
      assert.ok(companies.some(({ id, name }) => id === company.id && name === company.name));
      const listed = await client.get({ base: '/projects', qs: { company_id: company.id } });
      const projects: Project[] = listed.body;
      assert.equal(Number(listed.response.headers.get('Total')), projects.length);
      const tower = projects.find(({ name }) => name === 'Harbor Tower');
      assert.ok(tower);

      const paths = await walk(client, tower.id);
      const inRoot = paths.filter((path) => path.split('/').length === 2).map((path) => path.split('/')[1]);
      assert.deepEqual(inRoot.sort(), sees.sort());
      assert.ok(paths.includes('Root Folder/Drawings/Structural/S-201 Core walls.txt'));
      assert.ok(paths.every((path) => !path.includes('Contracts')));

      const refreshing = { id: clientId, secret: clientSecret, uri, refresh: tokens.refresh_token };
      const renewed = await sdk.refresh(refreshing, options);
      assert.notEqual(renewed.refresh_token, tokens.refresh_token);
      authorizer.setToken(renewed.access_token);
      assert.equal((await client.get({ base: '/me' })).body.id, me.id);

      const revoked = await sdk.revoke({ token: renewed.access_token, clientId, clientSecret }, options);
      assert.deepEqual(revoked, {});
      for (const token of [tokens.access_token, renewed.access_token])
        assert.equal((await sdk.info(token, options)).error, 'invalid_token');
      await assert.rejects(client.get({ base: '/me' }), (refused: { response: Response }) => {
        assert.equal(refused.response.status, 401);
        return true;
      });
      const again = await sdk.refresh({ ...refreshing, refresh: renewed.refresh_token }, options);
      assert.equal(again.error, 'invalid_grant');
    });
  }

  test('its refresher renews by itself when a call is refused', async () => {
    const options = { apiHostname: platform.url };
    const account = platform.demo.serviceAccounts[0];
    assert.ok(account);
    let renewals = 0;
    const authorizer = sdk.refresher(sdk.oauth('gha_expired'), async () => {
      renewals += 1;
      const body = JSON.stringify({
        grant_type: 'client_credentials',
        client_id: account.clientId,
        client_secret: account.clientSecret,
      });
      const headers = { 'content-type': 'application/json' };
      return (await fetch(`${platform.url}/oauth/token`, { method: 'POST', headers, body })).json();
    });
    const client = sdk.client(authorizer as never, {}, { ...options, defaultCompanyId: account.companyId });
    for (let call = 0; call < 2; call += 1) {
      const { body } = await client.get({ base: '/companies' });
      assert.deepEqual(
        body.map(({ id }: Company) => id),
        [account.companyId],
      );
    }
    assert.equal(renewals, 1);
  });
});

async function signIn(page: Page, words: Words, person: { email: string; password: string }): Promise<void> {
  assert.equal(await page.locator('html').getAttribute('lang'), words.lang);
  await page.getByLabel(words.email, { exact: true }).fill(person.email);
  await page.getByLabel(words.password, { exact: true }).fill(person.password);
  await page.getByRole('button', { name: words.signIn, exact: true }).click();
}

async function allow(page: Page, words: Words): Promise<void> {
  await page.getByRole('heading', { name: words.question, level: 1 }).waitFor();
  assert.equal(await page.locator('html').getAttribute('lang'), words.lang);
  assert.ok(await page.getByText(words.neverSeesPassword).isVisible());
  await page.getByRole('button', { name: words.allow, exact: true }).click();
}

/** The same answer by each way in which the SDK can name it. */
async function readMe(
  client: ReturnType<typeof sdk.client>,
  options: { apiHostname: string },
  authorizer: ReturnType<typeof sdk.oauth>,
): Promise<Me> {
  const { body } = await client.get({ base: '/me' });
  const legacy = sdk.client(authorizer, {}, { ...options, defaultVersion: 'vapid' });
  assert.deepEqual((await legacy.get({ base: '/me' })).body, body);
  const rooted = sdk.client(authorizer, {}, `${options.apiHostname}/rest/v1.0`);
  assert.deepEqual((await rooted.get('/me')).body, body);
  // A plain string is an address without any version.
  assert.deepEqual((await client.get('/me')).body, body);
  return body;
}

/** Every path below the root: a folder shows its own items, and each folder in it is shown in turn. */
async function walk(client: ReturnType<typeof sdk.client>, projectId: number): Promise<string[]> {
  const qs = { project_id: projectId };
  const root: Folder = (await client.get({ base: '/folders', qs })).body;
  const paths: string[] = [];
  const open = [root];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    paths.push(...[...folder.folders, ...folder.files].map((item) => item.name_with_path));
    for (const { id } of folder.folders)
      open.push((await client.get({ base: '/folders/{folder_id}', params: { folder_id: id }, qs })).body);
  }
  return paths;
}
