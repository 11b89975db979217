import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../testing/open-browser.ts';
import { signInByForm } from '../testing/sign-in-by-form.ts';
import { startPlatform, type TestPlatform } from '../testing/start-platform.ts';

let platform: TestPlatform;
let browser: Browser;
before(async () => {
  platform = await startPlatform();
  browser = await openBrowser();
});
after(async () => {
  await browser.close();
  await platform.close();
});

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const words = {
  en: {
    change: 'Change password',
    title: 'Sign-in and security',
    here: 'This browser',
    all: 'Sign out all others',
    one: /^Sign out: /,
  },
  es: {
    change: 'Cambiar la contraseña',
    title: 'Acceso y seguridad',
    here: 'Este navegador',
    all: 'Cerrar todas las demás',
    one: /^Cerrar: /,
  },
} as const;

/** What axe finds wrong by WCAG 2.2 AA and its best practices. */
async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const results = (await page.evaluate('axe.run()')) as AxeResults;
  return results.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

/** Moves on by Tab until the focus is on the button, as somebody without a mouse does. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const control = page.getByRole('button', { name, ...(typeof name === 'string' && { exact: true }) }).last();
  await control.waitFor();
  for (let press = 0; press < 40; press += 1) {
    if (await control.evaluate((element) => element.matches(':focus'))) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`${name} cannot be reached by keyboard`);
}

for (const [locale, width, colorScheme] of [
  ['en', 1200, 'light'],
  ['es', 320, 'dark'],
] as const)
  test(`other browsers are seen and signed out by keyboard alone, in ${locale}, ${colorScheme}, ${width} wide; axe finds nothing`, async () => {
    const say = words[locale];
    const person = platform.demo.people.find(
      ({ name }) => name === (locale === 'en' ? 'Jim Carter' : 'Ana Torres'),
    );
    assert.ok(person);
    const others = [1, 2, 3].map(() => signInByForm(platform.url, person));
    const elsewhere = await Promise.all(others);
    const statuses = async () =>
      (await Promise.all(elsewhere.map((each) => each.get('/manage/v1/session')))).map(
        ({ status }) => status,
      );
    const context = await browser.newContext({
      locale,
      colorScheme,
      viewport: { width, height: 720 },
      reducedMotion: 'reduce',
    });
    try {
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.goto(`${platform.url}/console/security`);
      await page.fill('#email', person.email);
      await page.fill('#password', person.password);
      await page.keyboard.press('Enter');
      await page.waitForSelector(`h1:has-text("${say.title}")`);
      await page.getByText(say.here, { exact: true }).waitFor();
      assert.equal(await page.getByRole('button', { name: say.one }).count(), 3);
      assert.deepEqual(await faults(page), []);
      assert.equal(await page.evaluate('document.documentElement.scrollWidth > window.innerWidth'), false);

      await tabTo(page, say.one);
      await page.keyboard.press('Enter');
      const ends = page.getByRole('button', { name: say.one });
      await ends.nth(2).waitFor({ state: 'detached' });
      assert.deepEqual((await statuses()).sort(), [200, 200, 401]);
      await tabTo(page, say.all);
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog');
      await dialog.waitFor();
      assert.deepEqual(await faults(page), []);
      await tabTo(page, say.all);
      await page.keyboard.press('Enter');
      await dialog.waitFor({ state: 'detached' });
      await ends.first().waitFor({ state: 'detached' });
      assert.deepEqual(await statuses(), [401, 401, 401]);
      assert.deepEqual(await faults(page), []);

      await page.getByRole('link', { name: say.change }).click();
      await page.waitForSelector(`h1:has-text("${say.change}")`);
      assert.deepEqual(await faults(page), []);
      await page.fill('#current_password', 'a wrong one');
      await page.fill('#password', 'nine lanterns on a pier');
      await page.fill('#password_again', 'nine lanterns on a pier');
      await page.keyboard.press('Enter');
      await page.waitForSelector('.problem:focus');
      assert.deepEqual(await faults(page), []);
      await page.fill('#current_password', person.password);
      await page.fill('#password', 'nine lanterns on a pier');
      await page.fill('#password_again', 'nine lanterns on a pier');
      await page.keyboard.press('Enter');
      await page.waitForSelector('.notice');
      assert.deepEqual(await faults(page), []);
      assert.deepEqual(complaints, []);
    } finally {
      await context.close();
    }
  });
