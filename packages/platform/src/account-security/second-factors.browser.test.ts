import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Secret, TOTP } from 'otpauth';
import { looksRight } from '../testing/looks-right.ts';
import { openStage } from '../testing/open-stage.ts';
import { tabTo } from '../testing/tab-to.ts';

const { platform, browser } = await openStage();

const words = {
  en: {
    link: 'Second factor',
    add: 'Add an app',
    codes: 'Your recovery codes',
    remove: 'Remove the app',
    proof: 'Prove it is you',
  },
  es: {
    link: 'Segundo factor',
    add: 'Añadir una aplicación',
    codes: 'Sus códigos de recuperación',
    remove: 'Quitar la aplicación',
    proof: 'Demuestre que es usted',
  },
} as const;

for (const [locale, colorScheme, width] of [
  ['en', 'light', 1200],
  ['es', 'dark', 320],
] as const)
  test(`an app is added, asked for and removed by keyboard alone, in ${locale}, ${colorScheme}, ${width} wide; axe finds nothing`, async () => {
    const say = words[locale];
    const person =
      platform.demo.people.find(({ name }) => name === (locale === 'en' ? 'Jim Carter' : 'Ana Torres')) ??
      assert.fail();
    const context = await browser.newContext({ locale, colorScheme, viewport: { width, height: 720 } });
    try {
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        if (/Content Security Policy/i.test(message.text())) complaints.push(message.text());
      });
      const typePassword = async () => {
        await page.fill('#password', person.password);
        await page.keyboard.press('Enter');
      };
      await page.goto(`${platform.url}/console/security`);
      await page.fill('#email', person.email);
      await typePassword();
      await tabTo(page.getByRole('link', { name: say.link, exact: true }));
      await page.keyboard.press('Enter');
      await page.waitForSelector(`h1:has-text("${say.link}")`);
      await looksRight(page);
      await tabTo(page.getByRole('link', { name: say.add, exact: true }));
      await page.keyboard.press('Enter');
      await page.waitForSelector('img.qr');
      await page.waitForFunction("document.querySelector('img.qr').naturalWidth > 0");
      await looksRight(page);
      const secret = (await page.locator('code.secret').textContent())?.replaceAll(' ', '') ?? '';
      const totp = new TOTP({ secret: Secret.fromBase32(secret) });
      const code = () => totp.generate({ timestamp: platform.clock.now() });
      await page.keyboard.type('12');
      await page.keyboard.press('Enter');
      await page.waitForSelector('.problem:focus');
      await looksRight(page);
      await page.fill('#code', code());
      await page.keyboard.press('Enter');
      await page.waitForSelector(`h1:has-text("${say.codes}")`);
      assert.equal(await page.locator('.recovery-codes li').count(), 10);
      await looksRight(page);

      platform.clock.advance(60_000);
      await context.clearCookies({ name: '__Host-gatehouse-session' });
      await page.goto(`${platform.url}/second-factor`);
      await page.fill('#email', person.email);
      await typePassword();
      await page.waitForSelector('#code:focus');
      await looksRight(page);
      await page.keyboard.type('000000');
      await page.keyboard.press('Enter');
      await page.waitForSelector('.problem:focus');
      await looksRight(page);
      await page.fill('#code', code());
      await page.keyboard.press('Enter');
      await tabTo(page.getByRole('button', { name: say.remove, exact: true }));
      await looksRight(page);

      platform.clock.advance(11 * 60_000);
      await page.keyboard.press('Enter');
      await page.waitForSelector(`h1:has-text("${say.proof}")`);
      await looksRight(page);
      await page.keyboard.type('a wrong one');
      await page.keyboard.press('Enter');
      await page.waitForSelector('.problem:focus');
      await looksRight(page);
      await page.fill('#code', code());
      await typePassword();
      await tabTo(page.getByRole('button', { name: say.remove, exact: true }));
      await page.keyboard.press('Enter');
      await page.waitForSelector('.notice.good');
      await page.getByRole('link', { name: say.add }).waitFor();
      await looksRight(page);
      assert.deepEqual(complaints, []);
    } finally {
      await context.close();
    }
  });
