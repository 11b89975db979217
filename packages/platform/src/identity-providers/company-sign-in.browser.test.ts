import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { createApp, createClient } from '../apps/create-app.ts';
import type { Origin } from '../audit/audit.ts';
import { openBrowser } from '../testing/open-browser.ts';
import { startPlatform, type TestPlatform } from '../testing/start-platform.ts';
import { callbackOf } from './ask-provider.ts';
import { approveDomain, insertDomain } from './identity-domain-store.ts';
import { changeProvider, insertProvider } from './identity-provider-store.ts';
import { sealSecret } from './provider-secret.ts';

const system: Origin = { requestId: 'test', address: '', actor: { kind: 'system' }, clientId: null };
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let here: TestPlatform;
let there: TestPlatform;
let browser: Browser;
before(async () => {
  here = await startPlatform({ identityProviders: 'at_private_addresses_too' });
  there = await startPlatform();
  browser = await openBrowser();
  await connect();
});
after(async () => {
  await browser.close();
  await here.close();
  await there.close();
});

/** Jim's company signs its people in at the other Gatehouse, and takes its members by their address. */
async function connect(): Promise<void> {
  const jim = here.demo.people.find(({ name }) => name === 'Jim Carter') ?? assert.fail();
  const companyId = here.demo.companies.find(({ name }) => name === 'Ridgeline Construction')?.id ?? 0;
  await there.house.database.write((tx) => tx.updateTable('people').set({ email_proven_at: 1 }).execute());
  const idAt = async ({ house }: TestPlatform) => {
    const { id } = await house.database.read((tx) =>
      tx.selectFrom('people').select('id').where('email', '=', jim.email).executeTakeFirstOrThrow(),
    );
    return id;
  };
  const [personId, developerId] = [await idAt(here), await idAt(there)];
  const id = await here.house.database.write((tx) =>
    insertProvider(tx, companyId, {
      issuer: there.url,
      client_id: '',
      client_secret_sealed: '',
      connects_since: 1,
      created_by: personId,
      created_at: 1,
    }),
  );
  const client = await there.house.database.write(async (tx) => {
    const app = { name: 'Gatehouse', description: '', publisher: 'Ridgeline', developerId };
    const { id: appId } = await createApp(there.house, tx, system, app);
    return await createClient(there.house, tx, system, {
      appId,
      environment: 'production',
      grantTypes: ['authorization_code'],
      redirectUris: [callbackOf(here.house, id)],
      confidential: true,
    });
  });
  await here.house.database.write(async (tx) => {
    const domain = jim.email.split('@')[1] ?? '';
    const client_secret_sealed = sealSecret(here.house, id, client.clientSecret ?? '');
    await changeProvider(tx, companyId, id, { client_id: client.clientId, client_secret_sealed });
    await insertDomain(tx, companyId, { provider_id: id, domain, created_at: 1 });
    const waiting = await tx.selectFrom('identity_domains').select('id').executeTakeFirstOrThrow();
    await approveDomain(tx, waiting.id, { approved_at: 1, approved_by: personId });
  });
}

async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const results = (await page.evaluate('axe.run()')) as AxeResults;
  return results.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

for (const { locale, width, colorScheme, title, go, allow } of [
  {
    locale: 'en-US',
    width: 1280,
    colorScheme: 'light',
    title: 'Sign in with your company',
    go: 'Continue',
    allow: 'Allow',
  },
  {
    locale: 'es-MX',
    width: 320,
    colorScheme: 'dark',
    title: 'Iniciar sesión con su empresa',
    go: 'Continuar',
    allow: 'Permitir',
  },
] as const)
  test(`from the sign-in page to the company and back, without script: ${locale}, ${colorScheme}, ${width} wide`, async () => {
    const jim = there.demo.people.find(({ name }) => name === 'Jim Carter') ?? assert.fail();
    const context = await browser.newContext({ locale, colorScheme, viewport: { width, height: 720 } });
    try {
      const page = await context.newPage();
      await page.goto(`${here.url}/sign-in`);
      await page.getByRole('link', { name: title }).click();
      await page.getByRole('heading', { level: 1, name: title }).waitFor();
      assert.deepEqual(await faults(page), []);
      await page.keyboard.type('somebody@unknown.example');
      await page.keyboard.press('Enter');
      await page.locator('#email[aria-invalid]').waitFor();
      assert.deepEqual(await faults(page), []);
      await page.locator('#email').fill(jim.email);
      await page.keyboard.press('Enter');
      await page.getByText(new URL(there.url).host).waitFor();
      assert.deepEqual(await faults(page), []);
      assert.equal(await page.evaluate('document.documentElement.scrollWidth > innerWidth'), false);
      await page.getByRole('link', { name: go, exact: true }).click();
      await page.waitForURL(`${there.url}/**`);
      await page.locator('#password').fill(jim.password);
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: allow, exact: true }).click();
      await page.waitForURL(`${here.url}/**`);
      const session = await page.request.get(`${here.url}/manage/v1/session`);
      assert.equal(((await session.json()) as { email: string }).email, jim.email);
    } finally {
      await context.close();
    }
  });
