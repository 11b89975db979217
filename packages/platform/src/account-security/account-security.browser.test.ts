import assert from 'node:assert/strict';
import { test } from 'node:test';
import { looksRight } from '../testing/looks-right.ts';
import { openStage } from '../testing/open-stage.ts';
import { signInByForm } from '../testing/sign-in-by-form.ts';
import { tabTo } from '../testing/tab-to.ts';

const { platform, browser } = await openStage();

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
      await looksRight(page);

      await tabTo(page.getByRole('button', { name: say.one }).last());
      await page.keyboard.press('Enter');
      const ends = page.getByRole('button', { name: say.one });
      await ends.nth(2).waitFor({ state: 'detached' });
      assert.deepEqual((await statuses()).sort(), [200, 200, 401]);
      await tabTo(page.getByRole('button', { name: say.all, exact: true }).last());
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog');
      await dialog.waitFor();
      await looksRight(page);
      await tabTo(page.getByRole('button', { name: say.all, exact: true }).last());
      await page.keyboard.press('Enter');
      await dialog.waitFor({ state: 'detached' });
      await ends.first().waitFor({ state: 'detached' });
      assert.deepEqual(await statuses(), [401, 401, 401]);
      await looksRight(page);

      await page.getByRole('link', { name: say.change }).click();
      await page.waitForSelector(`h1:has-text("${say.change}")`);
      await looksRight(page);
      await page.fill('#current_password', 'a wrong one');
      await page.fill('#password', 'nine lanterns on a pier');
      await page.fill('#password_again', 'nine lanterns on a pier');
      await page.keyboard.press('Enter');
      await page.waitForSelector('.problem:focus');
      await looksRight(page);
      await page.fill('#current_password', person.password);
      await page.fill('#password', 'nine lanterns on a pier');
      await page.fill('#password_again', 'nine lanterns on a pier');
      await page.keyboard.press('Enter');
      await page.waitForSelector('.notice');
      await looksRight(page);
      assert.deepEqual(complaints, []);
    } finally {
      await context.close();
    }
  });
