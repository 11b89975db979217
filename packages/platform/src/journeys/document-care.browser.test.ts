import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { looksRight } from '../testing/looks-right.ts';
import { openBrowser } from '../testing/open-browser.ts';
import { startPlatform, type TestPlatform } from '../testing/start-platform.ts';
import { careInEnglish as english, careInSpanish as spanish } from './document-care-words.test-support.ts';
import { inDocuments, line, text } from './documents-page.test-support.ts';
import { press } from './people.test-support.ts';

suite('care of documents in the console', () => {
  let browser: Browser;
  let platform: TestPlatform;
  before(async () => {
    [platform, browser] = await Promise.all([startPlatform(), openBrowser()]);
  });
  after(async () => {
    await browser.close();
    await platform.close();
  });

  for (const looks of [
    { words: english, width: 1400, colorScheme: 'light' },
    { words: spanish, width: 390, colorScheme: 'dark' },
  ] as const) {
    const { words, width, colorScheme } = looks;
    const { locale } = words;
    const visit = { locale, width, colorScheme };

    test(`renamed, moved, copied, deleted one by one and many at once; restored and purged: ${locale}, ${width} wide`, async () => {
      await inDocuments(
        { browser, platform },
        'Ana Torres',
        { ...visit, project: 'Mill Street School' },
        async (page) => {
          const dialog = page.getByRole('dialog');
          for (const name of ['Old plans', 'Surveys']) {
            await press(page, words.newFolder);
            await dialog.getByLabel(words.name).fill(name);
            await page.keyboard.press('Enter');
            await line(page, name).waitFor();
          }
          await upload(page, words, ['a.txt', 'b.txt', 'c.txt']);

          await act(page, words.actionsFor('a.txt'), words.rename);
          await dialog.getByLabel(words.name).fill('plan.txt');
          await looksRight(page);
          await page.keyboard.press('Enter');
          await line(page, 'plan.txt').waitFor();
          await gone(page, 'a.txt');

          await act(page, words.actionsFor('plan.txt'), words.move);
          await dialog.getByRole('treeitem', { name: 'Old plans' }).click();
          await looksRight(page);
          await press(page, words.moveHere);
          await gone(page, 'plan.txt');
          await act(page, words.actionsFor('Old plans'), words.copy);
          await dialog.getByRole('treeitem', { name: 'Surveys' }).click();
          await press(page, words.copyHere);
          await dialog.waitFor({ state: 'detached' });
          await line(page, 'Surveys').getByRole('link').click();
          await line(page, 'Old plans').getByRole('link').click();
          await line(page, 'plan.txt').waitFor();
          await page.goBack();
          await page.goBack();

          for (const name of ['b.txt', 'c.txt']) await page.getByLabel(words.select(name)).check();
          const bulk = page.getByRole('toolbar', { name: words.bulk });
          await bulk.getByRole('button', { name: words.move, exact: true }).click();
          await dialog.getByRole('treeitem', { name: 'Surveys' }).click();
          await press(page, words.moveHere);
          await gone(page, 'b.txt');
          await gone(page, 'c.txt');
          for (const name of ['Old plans', 'Surveys']) await page.getByLabel(words.select(name)).check();
          await looksRight(page);
          await bulk.getByRole('button', { name: words.delete, exact: true }).click();
          await looksRight(page);
          await dialog.getByRole('button', { name: words.delete, exact: true }).click();
          await gone(page, 'Old plans');
          await gone(page, 'Surveys');

          await page.getByRole('button', { name: words.more }).click();
          await page.getByRole('menuitem', { name: words.recycleBin }).click();
          const deleted = page.getByRole('list', { name: words.recycleBin }).getByRole('listitem');
          await deleted.nth(1).waitFor();
          await looksRight(page);
          await press(page, words.restore('Surveys'));
          await deleted.filter({ hasText: 'Surveys' }).waitFor({ state: 'detached' });
          await press(page, words.purge('Old plans'));
          await looksRight(page);
          await dialog.getByRole('button', { name: words.purgeIt, exact: true }).click();
          await page.getByText(words.binIsEmpty).waitFor();
          await looksRight(page);
          await page.goBack();
          await line(page, 'Surveys').focus();
          await page.keyboard.press('Delete');
          await dialog.getByRole('button', { name: words.delete, exact: true }).click();
          await gone(page, 'Surveys');
          await page.goForward();
          await deleted.filter({ hasText: 'Surveys' }).waitFor();
          await press(page, words.emptyBin);
          await dialog.getByRole('button', { name: words.emptyBin, exact: true }).click();
          await page.getByText(words.binIsEmpty).waitFor();
        },
      );
    });

    test(`versions, details, checked out and in, private for those who are named: ${locale}, ${width} wide`, async () => {
      const name = `${locale}.txt`;
      await inDocuments(
        { browser, platform },
        'Ana Torres',
        { ...visit, project: 'Harbor Tower' },
        async (page) => {
          await upload(page, words, [name]);
          await act(page, words.actionsFor(name), words.versions);
          const drawer = page.getByRole('dialog', { name });
          await drawer.getByText(words.currentVersion(1)).waitFor();
          await drawer.getByLabel(words.uploadVersion).setInputFiles(text(name, 'second, and longer'));
          await drawer.getByText(words.currentVersion(2)).waitFor();
          await looksRight(page);
          await press(page, words.promote(1));
          await drawer.getByText(words.currentVersion(3)).waitFor();
          const download = page.waitForEvent('download');
          await drawer.getByRole('link', { name: words.downloadVersion(2) }).click();
          assert.equal((await download).suggestedFilename(), name);

          await drawer.getByRole('tab', { name: words.about }).click();
          await drawer.getByText('SHA-256').waitFor();
          await looksRight(page);

          await drawer.getByRole('tab', { name: words.access }).click();
          await drawer.getByLabel(words.private).check();
          await drawer.getByLabel(words.findReaders).fill('cart');
          await drawer.getByRole('group', { name: words.people }).getByLabel('Jim Carter').check();
          await looksRight(page);
          await press(page, words.saveAccess);
          await page.getByText(words.isPrivate(name)).waitFor();
          await page.keyboard.press('Escape');
          await drawer.waitFor({ state: 'detached' });
          await line(page, name).getByText(words.private).waitFor({ state: 'attached' });

          await act(page, words.actionsFor(name), words.checkOut);
          await line(page, name).getByText(words.checkedOutBy('Ana Torres')).waitFor({ state: 'attached' });
          await looksRight(page);
        },
      );

      await inDocuments(
        { browser, platform },
        'Jim Carter',
        { ...visit, project: 'Harbor Tower' },
        async (page) => {
          await line(page, name).getByText(words.checkedOutBy('Ana Torres')).waitFor({ state: 'attached' });
          await page.getByRole('button', { name: words.actionsFor(name) }).click();
          await page.getByRole('menuitem', { name: words.details, exact: true }).waitFor();
          for (const action of [words.checkIn, words.access, words.delete])
            assert.equal(await page.getByRole('menuitem', { name: action, exact: true }).count(), 0, action);
          await page.keyboard.press('Escape');
          await page.getByRole('button', { name: words.more, exact: true }).click();
          await page.getByRole('menuitem', { name: words.shortcuts }).waitFor();
          assert.equal(await page.getByRole('menuitem', { name: words.recycleBin }).count(), 0);
        },
      );
      await inDocuments(
        { browser, platform },
        'Lucía Ramírez',
        { ...visit, project: 'Harbor Tower' },
        async (page) => {
          await line(page, 'Minutes.txt').waitFor();
          assert.equal(await line(page, name).count(), 0);
        },
      );

      await inDocuments(
        { browser, platform },
        'Ana Torres',
        { ...visit, project: 'Harbor Tower' },
        async (page) => {
          await act(page, words.actionsFor(name), words.checkIn);
          await line(page, name).getByText(words.checkedOutBy('Ana Torres')).waitFor({ state: 'detached' });
        },
      );
    });
  }
});

const gone = (page: Page, name: string) => line(page, name).waitFor({ state: 'detached' });

async function upload(
  page: Page,
  words: { readonly files: string; readonly clearUploads: string },
  names: readonly string[],
): Promise<void> {
  await page
    .getByLabel(words.files, { exact: true })
    .setInputFiles(names.map((name) => text(name, `This is ${name}.`)));
  for (const name of names) await line(page, name).waitFor();
  await press(page, words.clearUploads);
}

async function act(page: Page, menu: string, action: string): Promise<void> {
  await page.getByRole('button', { name: menu, exact: true }).click();
  await page.getByRole('menuitem', { name: action, exact: true }).click();
}
