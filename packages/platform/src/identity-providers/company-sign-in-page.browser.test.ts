import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { as, copied, press, seeHeading } from '../journeys/people.test-support.ts';
import { looksRight } from '../testing/looks-right.ts';
import { openBrowser } from '../testing/open-browser.ts';
import { openFormBrowser } from '../testing/sign-in-by-form.ts';
import { type CompanySignInStage, companySignInStage, outsider } from './testing/company-sign-in-stage.ts';
import { type DnsServer, startDnsServer } from './testing/dns-server.ts';

let dns: DnsServer;
let stage: CompanySignInStage;
let browser: Browser;
before(async () => {
  dns = await startDnsServer();
  stage = await companySignInStage({ dnsServers: [dns.address] });
  browser = await openBrowser();
});
after(async () => {
  await browser.close();
  await stage.close();
  await dns.close();
});

const visit = () => ({ browser, platform: stage.here });
const say = (page: Page, text: string) => page.getByText(text, { exact: true }).first().waitFor();
const refused = (status: number, words: string) =>
  `Failed to load resource: the server responded with a status of ${status} (${words})`;
const nia = outsider('nia', { email: 'nia@crew.example' });

test('a company admin sets up a provider, proves a domain, chooses, and makes it the only way in', async () => {
  const path = `/companies/${stage.companyId}/sign-in`;
  await as(
    visit(),
    'Ana Torres',
    { locale: 'en-US', path, complaints: [refused(422, 'Unprocessable Entity')] },
    async (page) => {
      await seeHeading(page, 'Set up your provider');
      await looksRight(page);
      await page.getByLabel('Issuer').fill(stage.there.issuer);
      await page.getByLabel('Client ID').fill('not known there');
      await page.getByLabel('Client secret').fill('not known there');
      await page.getByLabel('Mail domains').fill('crew.example\nwrong.example');
      await press(page, 'Register provider');
      await seeHeading(page, 'Your provider');
      await say(page, 'Waiting for proof of a domain');
      await looksRight(page);

      const redirectUri = await copied(page, /\/sign-in\/providers\//);
      const { client_id, client_secret } = await stage.there.register(redirectUri);
      await press(page, 'Change');
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Client ID').fill(client_id);
      await dialog.getByLabel('New client secret').fill(client_secret);
      await looksRight(page);
      await press(page, 'Save provider');
      await dialog.waitFor({ state: 'detached' });
      await say(page, client_id);

      await press(page, 'Look for the record of crew.example');
      await say(page, 'That domain is not proven yet');
      await looksRight(page);
      const value = await copied(page, /^gatehouse-domain-verification=/);
      dns.publish('_gatehouse.crew.example', [value]);
      await press(page, 'Look for the record of crew.example');
      await say(page, 'Proven by DNS');
      await say(page, 'Works');

      await page.getByLabel('New people get an account when they first sign in').check();
      await page.getByLabel('Permissions of new people').waitFor();
      await press(page, 'Save choices');
      await say(page, 'Saved.');
      await say(page, 'First sign in by your provider yourself: it has to have worked once.');
      const elsewhere = openFormBrowser(stage.here.url);
      const { location } = await stage.begin(elsewhere, 'nia@crew.example');
      await stage.comeBack(elsewhere, await stage.there.signIn(nia, location));
      assert.equal(await stage.whoIs(elsewhere), 'nia@crew.example');

      await page.reload();
      await say(page, '1 person is connected by it.');
      await press(page, 'Make new way-out codes');
      await say(page, '8 way-out codes are left.');
      await copied(page, /^\w{4}-\w{4}-\w{4}-\w{4} /);
      await looksRight(page);
      await press(page, 'Make it the only way in');
      await page.getByRole('dialog').waitFor();
      await looksRight(page);
      await press(page, 'Make it the only way in');
      await say(page, 'Your provider is the only way in.');

      stage.there.setDown(true);
      await press(page, 'Test again');
      await say(page, 'Unreachable');
      stage.there.setDown(false);
      await press(page, 'Test again');
      await say(page, 'Works');
    },
  );
});

test('who types a password there is led to the company, and may type a way-out code', async () => {
  for (const { locale, width, said, link, code } of [
    {
      locale: 'en-US',
      width: 1280,
      said: 'People with this address sign in at their company.',
      link: 'Sign in with your company',
      code: 'Way-out code',
    },
    {
      locale: 'es-MX',
      width: 320,
      said: 'Las personas con esta dirección inician sesión en su empresa.',
      link: 'Iniciar sesión con su empresa',
      code: 'Código de salida',
    },
  ]) {
    const context = await browser.newContext({ locale, viewport: { width, height: 800 } });
    try {
      const page = await context.newPage();
      await page.goto(`${stage.here.url}/sign-in`);
      await page.fill('#email', 'nia@crew.example');
      await page.fill('#password', 'whatever it is');
      await page.keyboard.press('Enter');
      await say(page, said);
      await page.getByLabel(code).waitFor();
      await looksRight(page);
      await page.getByRole('link', { name: link, exact: true }).click();
      await page.locator('#email').waitFor();
      assert.equal(await page.locator('#email').inputValue(), 'nia@crew.example');
    } finally {
      await context.close();
    }
  }
});

test('an operator rejects what is not the company’s, and releases the company', async () => {
  const path = '/operator/sign-in';
  const look = { locale: 'es-MX', width: 360, colorScheme: 'dark', path } as const;
  await as(visit(), 'Olivia Reed', look, async (page) => {
    await seeHeading(page, 'wrong.example · Ridgeline Construction');
    await looksRight(page);
    await press(page, 'Rechazar wrong.example para Ridgeline Construction');
    await page.getByLabel('Por qué').fill('No es suyo.');
    await looksRight(page);
    await press(page, 'Rechazar');
    await say(page, 'Ningún dominio espera.');
    await press(page, 'Liberar a Ridgeline Construction');
    await page.getByRole('dialog').waitFor();
    await press(page, 'Liberar');
    await say(page, 'Ninguna empresa ha hecho de su proveedor la única entrada.');
    await looksRight(page);
  });
});

test('the company reads why, which stays so, and removes the provider', async () => {
  const path = `/companies/${stage.companyId}/sign-in`;
  const look = { locale: 'es-MX', width: 360, colorScheme: 'dark', path } as const;
  await as(visit(), 'Ana Torres', look, async (page) => {
    await say(page, 'No es suyo.');
    await looksRight(page);
    assert.equal(await page.getByRole('button', { name: 'Quitar wrong.example' }).count(), 0);
    await press(page, 'Quitar');
    await page.getByRole('dialog').waitFor();
    await looksRight(page);
    await press(page, 'Quitar');
    await seeHeading(page, 'Configure su proveedor');
  });
});
