import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { looksRight } from '../testing/looks-right.ts';
import { openBrowser } from '../testing/open-browser.ts';
import { startPlatform, type TestPlatform } from '../testing/start-platform.ts';
import { english, spanish } from './document-words.test-support.ts';
import { inDocuments, line, text } from './documents-page.test-support.ts';
import { press } from './people.test-support.ts';

suite('documents in the console', () => {
  let browser: Browser;
  let platform: TestPlatform;
  let folder: string;
  before(async () => {
    [platform, browser, folder] = await Promise.all([
      startPlatform(),
      openBrowser(),
      mkdtemp(join(tmpdir(), 'gatehouse-documents-')),
    ]);
    await mkdir(join(folder, 'Site walk', 'East'), { recursive: true });
    await writeFile(join(folder, 'Site walk', 'notes.txt'), 'All is well.');
    await writeFile(join(folder, 'Site walk', 'East', 'wall.txt'), 'A crack.');
  });
  after(async () => {
    await browser.close();
    await platform.close();
    await rm(folder, { recursive: true });
  });

  for (const looks of [
    { words: english, width: 1400, colorScheme: 'light', project: 'Mill Street School' },
    { words: spanish, width: 390, colorScheme: 'dark', project: undefined },
  ] as const) {
    const { words, width, colorScheme, project } = looks;
    const visit = { locale: words.locale, width, colorScheme };

    test(`files, a whole folder and a large file are uploaded; a taken name is asked about: ${words.locale}, ${width} wide`, async () => {
      await inDocuments({ browser, platform }, 'Ana Torres', { ...visit, project }, async (page) => {
        await looksRight(page);
        await press(page, words.newFolder);
        const dialog = page.getByRole('dialog');
        await dialog.getByLabel(words.name).fill('Safety');
        await looksRight(page);
        await page.keyboard.press('Enter');
        await line(page, 'Safety').waitFor();

        await page.getByLabel(words.folder).setInputFiles(join(folder, 'Site walk'));
        const large = {
          name: 'scan.bin',
          mimeType: 'application/octet-stream',
          buffer: Buffer.alloc(17_000_000, 7),
        };
        await page
          .getByLabel(words.files, { exact: true })
          .setInputFiles([text('plan.txt', 'one storey'), large]);
        await page.getByText(words.uploaded(4)).waitFor();
        await looksRight(page);
        await line(page, 'Site walk').getByRole('link').click();
        await line(page, 'East').waitFor();
        await line(page, 'notes.txt').waitFor();
        await page.goBack();

        const taken = [text('plan.txt', 'two storeys'), text('scan.bin', 'short')];
        await page.getByLabel(words.files, { exact: true }).setInputFiles(taken);
        await dialog.getByLabel(words.forAll).selectOption(words.keepBoth);
        await dialog.getByLabel('scan.bin').selectOption(words.skip);
        await looksRight(page);
        await press(page, words.goOn);
        await line(page, 'plan (2).txt').waitFor();
        assert.equal(await line(page, 'scan (2).bin').count(), 0);
      });
    });

    test(`by keyboard: moved to, opened, gone up from, selected and looked for: ${words.locale}, ${width} wide`, async () => {
      await inDocuments(
        { browser, platform },
        'Ana Torres',
        { ...visit, project: 'Harbor Tower' },
        async (page) => {
          await line(page, 'Drawings').focus();
          await page.keyboard.press('Enter');
          await page.getByRole('grid', { name: words.content('Drawings') }).waitFor();
          await page.locator('[role="row"]:focus').waitFor();
          await page.keyboard.press('Backspace');
          await page.locator('[role="row"]:focus', { hasText: 'Drawings' }).waitFor();

          await page.keyboard.press('Home');
          await page.keyboard.press('Shift+ArrowDown');
          await page.getByText(words.selected(2)).waitFor();
          await looksRight(page);
          await page.keyboard.press('Control+a');
          await page.getByText(words.selected(5)).waitFor();
          await page.keyboard.press('Escape');
          await page.getByText(words.selected(5)).waitFor({ state: 'detached' });

          await page.keyboard.press('?');
          await page.getByRole('dialog').getByText(words.shortcuts).waitFor();
          await looksRight(page);
          await page.keyboard.press('Escape');
          await page.getByRole('dialog').waitFor({ state: 'detached' });

          await page.keyboard.press('/');
          await page.keyboard.type('minu');
          await page.getByText(words.found(1)).waitFor();
          await looksRight(page);
          await page.getByRole('button', { name: 'Minutes.txt' }).click();
          await page.getByRole('dialog', { name: 'Minutes.txt' }).waitFor();
          await looksRight(page);
          await page.keyboard.press('Escape');
          await page.getByRole('dialog').waitFor({ state: 'detached' });

          await page.getByLabel(words.search).fill('');
          await page.getByRole('button', { name: words.actionsFor('Minutes.txt') }).click();
          await looksRight(page);
          await page.getByRole('menuitem', { name: words.details }).click();
          await page.getByRole('dialog', { name: 'Minutes.txt' }).waitFor();
          await looksRight(page);
        },
      );
    });
  }
});
