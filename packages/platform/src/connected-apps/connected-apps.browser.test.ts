import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { as, press } from '../journeys/people.test-support.ts';
import { looksRight } from '../testing/looks-right.ts';
import { openStage } from '../testing/open-stage.ts';
import { answerConsent, signInByForm } from '../testing/sign-in-by-form.ts';
import { tabTo } from '../testing/tab-to.ts';

const { platform, browser } = await openStage();

const company = 'Ridgeline Construction';
const redirectUri = 'urn:ietf:wg:oauth:2.0:oob';

/** A page of a browser in Spanish. A complaint of the page's policy, or an error in its script, fails the test. */
async function inSpanish(width: number, colorScheme: 'light' | 'dark', work: (page: Page) => Promise<void>) {
  const context = await browser.newContext({
    locale: 'es-MX',
    colorScheme,
    viewport: { width, height: 720 },
    // Nothing fades in, so that axe never looks at half a colour.
    reducedMotion: 'reduce',
  });
  try {
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    await work(page);
    assert.deepEqual(complaints, []);
  } finally {
    await context.close();
  }
}

function demo() {
  const app = platform.demo.apps.find(({ environment }) => environment === 'production');
  const person = platform.demo.people.find(({ name }) => name === 'Lucía Ramírez');
  assert.ok(app && person);
  return { app, person };
}

async function signIn(page: Page): Promise<void> {
  const { email, password } = demo().person;
  await page.waitForSelector('#email:focus');
  await page.keyboard.type(email);
  await page.keyboard.press('Tab');
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
}

/** Signs in, allows the demo app, and redeems the code that the page shows. */
async function allow(page: Page) {
  const { app } = demo();
  const query = { response_type: 'code', client_id: app.clientId, redirect_uri: redirectUri };
  await page.goto(`${platform.url}/oauth/authorize?${new URLSearchParams(query)}`);
  await signIn(page);
  // The box of a company is taken by keyboard, and given back.
  await tabTo(page.getByRole('checkbox', { name: company, exact: true }));
  const box = page.getByRole('checkbox', { name: company });
  assert.equal(await box.isChecked(), true);
  await page.keyboard.press('Space');
  assert.equal(await box.isChecked(), false);
  await looksRight(page);
  await page.keyboard.press('Space');
  await tabTo(page.getByRole('button', { name: 'Permitir', exact: true }));
  await page.keyboard.press('Enter');
  await page.waitForSelector('#code');
  return await askToken({ grant_type: 'authorization_code', code: await page.inputValue('#code') });
}

async function askToken(fields: Record<string, string>) {
  const { clientId, clientSecret } = demo().app;
  const body = new URLSearchParams({
    client_id: clientId,
    client_secret: clientSecret,
    redirect_uri: redirectUri,
    ...fields,
  });
  const response = await fetch(`${platform.url}/oauth/token`, { method: 'POST', body });
  return { status: response.status, body: (await response.json()) as Record<string, string> };
}

async function callMe(accessToken = ''): Promise<number> {
  const headers = { authorization: `Bearer ${accessToken}` };
  const response = await fetch(`${platform.url}/rest/v1.0/me`, { headers });
  await response.text();
  return response.status;
}

async function callCompany(accessToken = ''): Promise<number> {
  const { id } = platform.demo.companies.find(({ name }) => name === company) ?? assert.fail();
  const headers = { authorization: `Bearer ${accessToken}` };
  const response = await fetch(`${platform.url}/rest/v1.0/companies/${id}`, { headers });
  await response.text();
  return response.status;
}

for (const { width, colorScheme } of [
  { width: 1280, colorScheme: 'light' },
  { width: 320, colorScheme: 'dark' },
] as const) {
  test(`by keyboard alone an app is allowed, seen in Spanish and revoked, dead at once: ${colorScheme}, ${width} wide`, async () => {
    const { app, person } = demo();
    await inSpanish(width, colorScheme, async (page) => {
      const bought = await allow(page);
      assert.equal(bought.status, 200);
      assert.equal(await callMe(bought.body.access_token), 200);

      await page.goto(`${platform.url}/console/`);
      await page.getByRole('heading', { level: 1, name: `Hola, ${person.name}` }).waitFor();
      await page.getByText('Harbor Tower').waitFor();
      assert.equal(await page.locator('html').getAttribute('lang'), 'es');
      await looksRight(page);

      if (width < 600) {
        await tabTo(page.getByRole('button', { name: 'Abrir el menú', exact: true }));
        await page.keyboard.press('Enter');
        await page.getByRole('dialog').waitFor();
        await looksRight(page);
      }
      await tabTo(page.getByRole('link', { name: 'Aplicaciones conectadas', exact: true }));
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 2, name: app.name }).waitFor();
      assert.equal(await page.locator('h1').evaluate((element) => element.matches(':focus')), true);
      assert.match((await page.locator('main').textContent()) ?? '', new RegExp(company));
      await looksRight(page);

      await tabTo(page.getByRole('switch', { name: `${company} Conectada`, exact: true }));
      await page.keyboard.press('Space');
      await page.getByText(`${app.name} ya no actúa por usted en ${company}.`).waitFor();
      await page.getByText('Aquí no tiene acceso').waitFor();
      await looksRight(page);
      assert.equal(await callCompany(bought.body.access_token), 404);
      assert.equal(await page.getByRole('switch').evaluate((element) => element.matches(':focus')), true);
      await page.keyboard.press('Space');
      await page.getByText(`${app.name} puede actuar por usted en ${company}.`).waitFor();
      assert.equal(await callCompany(bought.body.access_token), 200);

      await tabTo(page.getByRole('button', { name: `Revocar ${app.name}`, exact: true }));
      await page.keyboard.press('Enter');
      await page.getByRole('dialog', { name: `¿Revocar ${app.name}?` }).waitFor();
      await looksRight(page);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      assert.equal(await callMe(bought.body.access_token), 200);

      await tabTo(page.getByRole('button', { name: `Revocar ${app.name}`, exact: true }));
      await page.keyboard.press('Enter');
      await tabTo(page.getByRole('button', { name: 'Revocar acceso', exact: true }));
      await page.keyboard.press('Enter');
      await page.getByText(`Se revocó ${app.name}.`).waitFor();
      assert.equal(await callMe(bought.body.access_token), 401);
      const refreshed = await askToken({
        grant_type: 'refresh_token',
        refresh_token: bought.body.refresh_token ?? '',
      });
      assert.deepEqual([refreshed.status, refreshed.body.error], [400, 'invalid_grant']);

      await page.getByRole('heading', { name: 'No hay aplicaciones conectadas' }).waitFor();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      assert.equal(await page.locator('h1').evaluate((element) => element.matches(':focus')), true);
      await looksRight(page);
    });
  });
}

test('a language chosen in the console is the person’s everywhere, and signing out ends the session', async () => {
  await inSpanish(1280, 'light', async (page) => {
    await page.goto(`${platform.url}/console/connected-apps`);
    await signIn(page);
    await page.waitForURL('**/console/connected-apps');
    await tabTo(page.getByRole('button', { name: 'Idioma: Español', exact: true }));
    await page.keyboard.press('Enter');
    await page.getByRole('menuitemradio', { name: 'English' }).waitFor();
    await looksRight(page);
    await page.locator('[role=menuitemradio][lang=en]:focus').waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Connected apps' }).waitFor();
    await page.getByRole('button', { name: 'Language: English' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Connected apps' }).waitFor();

    await tabTo(page.getByRole('button', { name: `Your account: ${demo().person.name}`, exact: true }));
    await page.keyboard.press('Enter');
    await page.locator('[role=menuitem]:focus').waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/sign-in?signed_out=1');
    await page.goto(`${platform.url}/console/`);
    await page.waitForURL('**/sign-in?return_to=*');
  });
});

for (const [locale, colorScheme, width, say] of [
  [
    'en',
    'dark',
    1280,
    { all: 'Revoke all', asked: 'Revoke all apps?', done: 'No app acts in your name any more.' },
  ],
  [
    'es',
    'light',
    320,
    {
      all: 'Revocar todas',
      asked: '¿Revocar todas las aplicaciones?',
      done: 'Ninguna aplicación actúa ya en su nombre.',
    },
  ],
] as const)
  test(`by keyboard alone all apps are revoked at once, in ${locale}, ${colorScheme}, ${width} wide; axe finds nothing`, async () => {
    const person = platform.demo.people.find(({ name }) => name === 'Jim Carter') ?? assert.fail();
    const form = await signInByForm(platform.url, person);
    const apps = ['production', 'sandbox'].map(
      (environment) => platform.demo.apps.find((each) => each.environment === environment) ?? assert.fail(),
    );
    for (const { clientId } of apps) {
      const query = { response_type: 'code', client_id: clientId, redirect_uri: redirectUri };
      await answerConsent(form, `/oauth/authorize?${new URLSearchParams(query)}&prompt=consent`);
    }
    const visit = { locale, colorScheme, width, path: '/connected-apps' };
    await as({ browser, platform }, 'Jim Carter', visit, async (page) => {
      await page.getByRole('button', { name: say.all }).waitFor();
      await looksRight(page);
      await press(page, say.all);
      const question = page.getByRole('dialog', { name: say.asked });
      await question.waitFor();
      await looksRight(page);
      await press(page, say.all);
      await page.getByText(say.done).waitFor();
      await question.waitFor({ state: 'detached' });
      assert.equal(await page.getByRole('button', { name: say.all }).count(), 0);
      await looksRight(page);
    });
  });
