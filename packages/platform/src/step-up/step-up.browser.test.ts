import assert from 'node:assert/strict';
import { test } from 'node:test';
import { as, press } from '../journeys/people.test-support.ts';
import { looksRight } from '../testing/looks-right.ts';
import { openStage } from '../testing/open-stage.ts';

const { platform, browser } = await openStage();

const words = {
  en: {
    title: 'Prove it is you',
    open: 'Prove it',
    cancel: 'Cancel',
    add: 'New secret',
    make: 'Make secret',
    declined: 'You did not prove that it is you, so nothing was changed.',
    thanks: 'Thank you',
  },
  es: {
    title: 'Demuestre que es usted',
    open: 'Demostrarlo',
    cancel: 'Cancelar',
    add: 'Nuevo secreto',
    make: 'Crear secreto',
    declined: 'No demostró que es usted, así que no se cambió nada.',
    thanks: 'Gracias',
  },
} as const;

for (const [locale, colorScheme, width] of [
  ['en', 'light', 1280],
  ['es', 'dark', 320],
] as const)
  test(`a new secret asks who is there, and is made once they have shown it beside the page, in ${locale}, ${colorScheme}, ${width} wide`, async () => {
    const say = words[locale];
    const app = platform.demo.apps.find(({ environment }) => environment === 'production') ?? assert.fail();
    const devon = platform.demo.people.find(({ name }) => name === 'Devon Park') ?? assert.fail();
    const row = await platform.house.database.read((tx) =>
      tx
        .selectFrom('clients')
        .select('app_id')
        .where('client_id', '=', app.clientId)
        .executeTakeFirstOrThrow(),
    );
    const refused = 'Failed to load resource: the server responded with a status of 401 (Unauthorized)';
    const visit = { locale, colorScheme, width, path: `/developer/apps/${row.app_id}/credentials` };
    await as(
      { browser, platform },
      'Devon Park',
      { ...visit, complaints: [refused, refused] },
      async (page) => {
        await page.getByRole('button', { name: say.add, exact: true }).first().waitFor();
        platform.clock.advance(11 * 60_000);
        await page.getByRole('button', { name: say.add, exact: true }).first().click();
        await press(page, say.make);
        const dialog = page.getByRole('dialog', { name: say.title });
        await dialog.waitFor();
        await looksRight(page);
        await dialog.getByRole('button', { name: say.cancel }).click();
        await dialog.waitFor({ state: 'detached' });
        await page.getByText(say.declined).waitFor();
        // The button was disabled meanwhile, and a keyboard that nothing has would start over.
        await page.locator('[role="alert"]:focus').waitFor();
        await looksRight(page);

        await press(page, say.make);
        await dialog.waitFor();
        const opening = page.waitForEvent('popup');
        await dialog.getByRole('link', { name: say.open }).focus();
        await page.keyboard.press('Enter');
        const beside = await opening;
        await beside.waitForSelector('#password:focus');
        await looksRight(beside);
        await beside.keyboard.type(devon.password);
        await beside.keyboard.press('Enter');
        await beside.waitForSelector(`h1:has-text("${say.thanks}")`);
        await looksRight(beside);
        await beside.close();
        // What a browser says when its person comes back to the page; one without a screen may not.
        await page.evaluate("dispatchEvent(new Event('focus'))");
        await page.locator('code', { hasText: /^ghs_/ }).waitFor();
        await dialog.waitFor({ state: 'detached' });
      },
    );
  });
