import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { looksRight } from '../testing/looks-right.ts';
import { openBrowser } from '../testing/open-browser.ts';
import { startPlatform, type TestPlatform } from '../testing/start-platform.ts';
import { careInEnglish, careInSpanish } from './document-care-words.test-support.ts';
import { inDocuments, line } from './documents-page.test-support.ts';
import { press } from './people.test-support.ts';

const english = {
  ...careInEnglish,
  settings: 'Settings of these documents',
  ofProject: 'Tags of the project',
  newTag: 'New tag',
  add: 'Add tag',
  remove: (name: string) => `Remove ${name}`,
  taken: 'The tags were not changed',
  inUse: 'This name is in use already. Choose another one.',
  tags: 'Tags',
  none: 'None yet',
  close: 'Close',
};
const spanish: typeof english = {
  ...careInSpanish,
  settings: 'Ajustes de estos documentos',
  ofProject: 'Etiquetas del proyecto',
  newTag: 'Etiqueta nueva',
  add: 'Agregar etiqueta',
  remove: (name: string) => `Quitar ${name}`,
  taken: 'No se cambiaron las etiquetas',
  inUse: 'Este nombre ya está en uso. Elija otro.',
  tags: 'Etiquetas',
  none: 'Ninguna todavía',
  close: 'Cerrar',
};

suite('custom tags in the console', () => {
  let browser: Browser;
  let platform: TestPlatform;
  before(async () => {
    [platform, browser] = await Promise.all([startPlatform(), openBrowser()]);
  });
  after(async () => {
    await browser.close();
    await platform.close();
  });

  for (const { words, width, colorScheme } of [
    { words: english, width: 1400, colorScheme: 'light' },
    { words: spanish, width: 390, colorScheme: 'dark' },
  ] as const) {
    const visit = { locale: words.locale, width, colorScheme, project: 'Harbor Tower' };
    const tag = `As built ${words.locale}`;

    const inSettings = async (page: Page) => {
      await page.getByRole('button', { name: words.more, exact: true }).click();
      await page.getByRole('menuitem', { name: words.settings, exact: true }).click();
      return page.getByRole('dialog');
    };
    const inDetails = async (page: Page, name: string) => {
      await line(page, name)
        .getByRole('button', { name: words.actionsFor(name) })
        .click();
      await page.getByRole('menuitem', { name: words.details, exact: true }).click();
      return page.getByRole('dialog', { name });
    };

    test(`an Admin adds one and gives it to a file, a reader reads it, and it goes from both: ${words.locale}, ${width} wide`, async () => {
      const complaints = [
        'Failed to load resource: the server responded with a status of 422 (Unprocessable Entity)',
      ];
      await inDocuments({ browser, platform }, 'Ana Torres', { ...visit, complaints }, async (page) => {
        const settings = await inSettings(page);
        const field = settings.getByRole('textbox', { name: words.newTag });
        for (const name of [tag, `Old ${words.locale}`]) {
          await field.fill(name);
          await page.keyboard.press('Enter');
          await settings.getByRole('list', { name: words.ofProject }).getByText(name).waitFor();
          assert.equal(await field.inputValue(), '');
        }
        await looksRight(page);
        await field.fill(tag.toUpperCase());
        await press(page, words.add);
        await settings.getByText(words.taken).waitFor();
        await settings.getByText(words.inUse).waitFor();
        await looksRight(page);
        await settings.getByRole('button', { name: words.close, exact: true }).press('Enter');
        await settings.waitFor({ state: 'detached' });

        const details = await inDetails(page, 'Minutes.txt');
        const given = details.getByRole('group', { name: words.tags }).getByRole('checkbox', { name: tag });
        const saved = page.waitForResponse((response) => response.request().method() === 'PATCH');
        await given.press('Space');
        assert.equal((await saved).status(), 200);
        assert.equal(await given.isChecked(), true);
        await looksRight(page);
        await page.reload();
        await inDetails(page, 'Minutes.txt');
        await given.waitFor();
        assert.equal(await given.isChecked(), true);
      });

      await inDocuments({ browser, platform }, 'Jim Carter', visit, async (page) => {
        const details = await inDetails(page, 'Minutes.txt');
        await details.getByText(tag, { exact: true }).waitFor();
        assert.equal(await details.getByRole('checkbox').count(), 0);
        await looksRight(page);
        await page.keyboard.press('Escape');
        await details.waitFor({ state: 'detached' });
        const folder = await inDetails(page, 'Drawings');
        await folder.getByText(words.none).waitFor();
      });

      await inDocuments({ browser, platform }, 'Ana Torres', visit, async (page) => {
        const settings = await inSettings(page);
        for (const name of [tag, `Old ${words.locale}`]) {
          await press(page, words.remove(name));
          await settings.getByText(name, { exact: true }).waitFor({ state: 'detached' });
          await page.locator('input[type="text"]:focus, input:not([type]):focus').waitFor();
        }
        await looksRight(page);
        await press(page, words.close);
        const details = await inDetails(page, 'Minutes.txt');
        await details.getByText('SHA-256').waitFor();
        assert.equal(await details.getByText(words.tags, { exact: true }).count(), 0);
      });
    });
  }

  test('the documents of a company have none', async () => {
    const visit = { locale: 'en-US', width: 1400, colorScheme: 'light' } as const;
    await inDocuments({ browser, platform }, 'Ana Torres', visit, async (page) => {
      await page.getByRole('button', { name: english.more, exact: true }).click();
      await page.getByRole('menuitem', { name: english.settings, exact: true }).click();
      await page.getByRole('dialog').getByRole('switch').waitFor();
      assert.equal(await page.getByText(english.ofProject).count(), 0);
    });
  });
});
