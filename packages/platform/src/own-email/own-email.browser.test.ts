import { test } from 'node:test';
import { as } from '../journeys/people.test-support.ts';
import { looksRight } from '../testing/looks-right.ts';
import { newestMailTo } from '../testing/mail-links.ts';
import { openStage } from '../testing/open-stage.ts';

const { platform, browser } = await openStage();

const refused = 'Failed to load resource: the server responded with a status of 422 (Unprocessable Entity)';

for (const [locale, colorScheme, width, name, link] of [
  ['en', 'light', 1280, 'Jim Carter', 'Change email'],
  ['es', 'dark', 320, 'Ana Torres', 'Cambiar el correo'],
] as const)
  test(`somebody changes their email by keyboard, in ${locale}, ${colorScheme}, ${width} wide; axe finds nothing`, async () => {
    const visit = { locale, colorScheme, width, path: '/security', complaints: [refused] };
    await as({ browser, platform }, name, visit, async (page) => {
      await page.getByRole('link', { name: link }).focus();
      await page.keyboard.press('Enter');
      await page.waitForSelector('#email:focus');
      await looksRight(page);
      await page.keyboard.type('nobody');
      await page.keyboard.press('Enter');
      await page.waitForSelector('.problem:focus');
      await looksRight(page);
      const wanted = `${locale}@new.example`;
      await page.fill('#email', wanted);
      await page.keyboard.press('Enter');
      await page.waitForSelector('.notice.good');
      await looksRight(page);
      await page.goto((await newestMailTo(platform, wanted)).link);
      await page.getByText(wanted).waitFor();
      await looksRight(page);
      await page.getByRole('button', { name: link }).focus();
      await page.keyboard.press('Enter');
      await page.waitForURL('**/email?done=changed');
      await page.getByText(wanted).waitFor();
      await looksRight(page);
    });
  });
