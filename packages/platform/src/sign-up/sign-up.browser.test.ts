import assert from 'node:assert/strict';
import { test } from 'node:test';
import { looksRight } from '../testing/looks-right.ts';
import { newestMailTo } from '../testing/mail-links.ts';
import { openStage } from '../testing/open-stage.ts';

const { platform, browser } = await openStage();

const words = {
  en: {
    signUp: 'Sign up as a developer',
    signIn: 'Sign in',
    wrong: 'There is a problem',
    sent: 'Look into your mail',
    create: 'Create your account',
    forgot: 'Forgot your password?',
    renew: 'Choose a new password',
    first: 'Create your first app',
    welcome: 'Welcome, Dana Okafor',
  },
  es: {
    signUp: 'Registrarse como desarrollador',
    signIn: 'Iniciar sesión',
    wrong: 'Hay un problema',
    sent: 'Revise su correo',
    create: 'Cree su cuenta',
    forgot: '¿Olvidó su contraseña?',
    renew: 'Elija una contraseña nueva',
    first: 'Crear una aplicación',
    welcome: 'Hola, Dana Okafor',
  },
} as const;

for (const locale of ['en', 'es'] as const) {
  for (const colorScheme of ['light', 'dark'] as const) {
    const say = words[locale];
    test(`from the sign-in page to the first app, in ${locale}, ${colorScheme}, on a phone; axe finds nothing`, async () => {
      const context = await browser.newContext({
        locale,
        colorScheme,
        viewport: { width: 320, height: 640 },
      });
      try {
        const page = await context.newPage();
        await page.goto(`${platform.url}/sign-in`);
        await page.click(`text=${say.signUp}`);
        assert.equal(await page.locator('h1').textContent(), say.signUp);
        const focused = (selector: string) =>
          page.locator(selector).evaluate((element) => element.matches(':focus'));
        const email = `dana.${locale}.${colorScheme}@brightside.example`;
        assert.equal(await focused('#email'), true);
        await looksRight(page);
        await page.keyboard.type('dana');
        await page.keyboard.press('Enter');
        await page.waitForSelector('.problem');
        assert.equal(await focused('.problem'), true);
        await looksRight(page);
        await page.fill('#email', email);
        await page.keyboard.press('Enter');
        await page.waitForSelector(`h1:has-text("${say.sent}")`);
        await looksRight(page);
        // A demo without a mail server shows the mail, and the way on is a link in it.
        await page.click('a[href="/mail"]');
        await looksRight(page);
        await page.click('a[href*="/sign-up/ghl_"]');

        assert.equal(await page.locator('h1').textContent(), say.create);
        assert.equal(await focused('#first_name'), true);
        await looksRight(page);
        await page.fill('#first_name', 'Dana');
        await page.fill('#last_name', 'Okafor');
        await page.fill('#password', 'short');
        await page.keyboard.press('Enter');
        await page.waitForSelector('.problem');
        assert.equal(await page.locator('.problem h2').textContent(), say.wrong);
        assert.equal(await focused('.problem'), true);
        assert.equal(await page.inputValue('#password'), '');
        await looksRight(page);

        await page.fill('#password', 'four boats in a harbor');
        await page.fill('#password_again', 'four boats in a harbor');
        await page.keyboard.press('Enter');
        await page.waitForSelector(`h1:has-text("${say.welcome}")`);
        await page.waitForSelector(`a:has-text("${say.first}")`);
        await looksRight(page);
        await page.click(`a:has-text("${say.first}")`);
        await page.waitForURL('**/console/developer/apps/new');
      } finally {
        await context.close();
      }
    });
  }
}

for (const locale of ['en', 'es'] as const) {
  const say = words[locale];
  test(`from a forgotten password to a new one, in ${locale}, on a phone; axe finds nothing`, async () => {
    const person = platform.demo.people.find(
      ({ name }) => name === (locale === 'en' ? 'Jim Carter' : 'Ana Torres'),
    );
    assert.ok(person);
    const context = await browser.newContext({ locale, viewport: { width: 320, height: 640 } });
    try {
      const page = await context.newPage();
      await page.goto(`${platform.url}/sign-in`);
      await page.click(`text=${say.forgot}`);
      await looksRight(page);
      await page.keyboard.type(person.email);
      await page.keyboard.press('Enter');
      await page.waitForSelector(`h1:has-text("${say.sent}")`);
      const { link } = await newestMailTo(platform, person.email);
      await page.goto(link);
      assert.equal(await page.locator('h1').textContent(), say.renew);
      await looksRight(page);
      await page.keyboard.type('short');
      await page.keyboard.press('Enter');
      await page.waitForSelector('.problem');
      await looksRight(page);
      await page.fill('#password', 'nine lanterns on a pier');
      await page.fill('#password_again', 'nine lanterns on a pier');
      await page.keyboard.press('Enter');
      await page.waitForSelector('.notice');
      assert.equal(await page.locator('h1').textContent(), say.signIn);
      await looksRight(page);
      await page.fill('#email', person.email);
      await page.fill('#password', 'nine lanterns on a pier');
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/console\//);
      await page.goto(link);
      await looksRight(page);
    } finally {
      await context.close();
    }
  });
}
