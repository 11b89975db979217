import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { looksRight } from '../testing/looks-right.ts';
import { openStage } from '../testing/open-stage.ts';
import { tabTo } from '../testing/tab-to.ts';

const { platform, browser } = await openStage();

const words = {
  en: {
    signIn: 'Sign in',
    wrong: 'There is a problem',
    consent: /^Allow /,
    code: 'Almost done',
    other: 'Español',
  },
  es: {
    signIn: 'Iniciar sesión',
    wrong: 'Hay un problema',
    consent: /^¿Permitir /,
    code: 'Ya casi está',
    other: 'English',
  },
} as const;

async function withPage(options: BrowserContextOptions, work: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext(options);
  try {
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (/Content Security Policy/i.test(message.text())) complaints.push(message.text());
    });
    await work(page);
    assert.deepEqual(complaints, []);
  } finally {
    await context.close();
  }
}

function person(name: string) {
  const found = platform.demo.people.find((each) => each.name === name);
  assert.ok(found);
  return found;
}

function authorizeUrl(redirectUri = 'urn:ietf:wg:oauth:2.0:oob'): string {
  const app = platform.demo.apps.find(({ environment }) => environment === 'production');
  assert.ok(app);
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: app.clientId,
    redirect_uri: redirectUri,
  });
  return `${platform.url}/oauth/authorize?${query}`;
}

for (const locale of ['en', 'es'] as const) {
  const say = words[locale];
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`by keyboard alone from sign-in to the code, in ${locale}, ${colorScheme}, on a phone; axe finds nothing`, async () => {
      const { email, password } = person('Jim Carter');
      const phone = { locale, colorScheme, viewport: { width: 320, height: 640 } };
      await withPage(phone, async (page) => {
        await page.goto(authorizeUrl());
        assert.equal(await page.locator('h1').textContent(), say.signIn);
        assert.equal(await page.locator('html').getAttribute('lang'), locale);
        await looksRight(page);

        assert.equal(await page.locator('#email').evaluate((element) => element.matches(':focus')), true);
        await page.keyboard.type(email);
        await tabTo(page.locator('#password'));
        await page.keyboard.type('a wrong one');
        await page.keyboard.press('Enter');
        await page.waitForSelector('.problem');
        assert.equal(await page.locator('.problem h2').textContent(), say.wrong);
        assert.equal(await page.locator('.problem').evaluate((element) => element.matches(':focus')), true);
        assert.equal(await page.inputValue('#email'), email);
        assert.equal(await page.inputValue('#password'), '');
        await looksRight(page);

        await tabTo(page.locator('#password'));
        await page.keyboard.type(password);
        await page.keyboard.press('Enter');
        await page.waitForSelector('button[value=allow]');
        assert.match((await page.locator('h1').textContent()) ?? '', say.consent);
        await looksRight(page);

        await tabTo(page.locator('button[value=allow]'));
        await page.keyboard.press('Enter');
        await page.waitForSelector('#code');
        assert.equal(await page.locator('h1').textContent(), say.code);
        assert.match(await page.inputValue('#code'), /^ghc_/);
        await looksRight(page);
      });
    });
  }

  test(`an address that was not registered is explained in ${locale}; axe finds nothing`, async () => {
    await withPage({ locale }, async (page) => {
      const response = await page.goto(authorizeUrl('https://evil.example/'));
      assert.equal(response?.status(), 400);
      assert.equal(await page.locator('html').getAttribute('lang'), locale);
      await looksRight(page);
    });
  });
}

test('the language can be changed on the way, and the way goes on', async () => {
  await withPage({ locale: 'en' }, async (page) => {
    await page.goto(authorizeUrl());
    await page.getByRole('button', { name: words.en.other }).click();
    assert.equal(await page.locator('h1').textContent(), words.es.signIn);
    const { email, password } = person('Ana Torres');
    await page.fill('#email', email);
    await page.fill('#password', password);
    await page.keyboard.press('Enter');
    await page.waitForSelector('button[value=deny]');
    assert.match((await page.locator('h1').textContent()) ?? '', words.es.consent);
    await page.getByRole('button', { name: words.es.other }).click();
    await page.waitForSelector('html[lang=en] button[value=deny]');
  });
});

test('after signing out, the back button shows nothing that was there', async () => {
  await withPage({ locale: 'en' }, async (page) => {
    const { email, password } = person('Lucía Ramírez');
    await page.goto(`${platform.url}/logout`);
    await page.fill('#email', email);
    await page.fill('#password', password);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/console\//);
    await page.goto(`${platform.url}/logout`);
    await looksRight(page);
    await page.locator('.decision button').click();
    await page.waitForURL(/\/sign-in\?signed_out=1$/);
    await looksRight(page);
    await page.goBack();
    await page.waitForURL(/\/sign-in/);
    assert.equal((await page.content()).includes('Lucía'), false);
  });
});
