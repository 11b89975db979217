import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { looksRight } from '../testing/looks-right.ts';
import { openBrowser } from '../testing/open-browser.ts';
import { startPlatform, type TestPlatform } from '../testing/start-platform.ts';
import { tabTo } from '../testing/tab-to.ts';
import { english, spanish } from './document-words.test-support.ts';
import { inDocuments, line } from './documents-page.test-support.ts';

suite('the tree of folders beside the list', () => {
  let browser: Browser;
  let platform: TestPlatform;
  before(async () => {
    [platform, browser] = await Promise.all([startPlatform(), openBrowser()]);
  });
  after(async () => {
    await browser.close();
    await platform.close();
  });

  for (const { words, colorScheme, label } of [
    { words: english, colorScheme: 'light', label: 'Folders' },
    { words: spanish, colorScheme: 'dark', label: 'Carpetas' },
  ] as const) {
    const { locale } = words;
    const visit = { locale, width: 1400, colorScheme, project: 'Harbor Tower' };
    const node = (page: Page, name: string) =>
      page.getByRole('tree').getByRole('treeitem', { name, exact: true });
    const list = (page: Page, name: string) => page.getByRole('grid', { name: words.content(name) });

    test(`is walked, opened and shut by keys and by pointer, and says where one is: ${locale}`, async () => {
      await inDocuments({ browser, platform }, 'Ana Torres', visit, async (page) => {
        await page.getByRole('tree', { name: label }).waitFor();
        await node(page, 'Drawings').waitFor();
        assert.equal(await node(page, 'Structural').count(), 0, 'each level is asked for when it is opened');
        await tabTo(page.locator('[role="treeitem"][tabindex="0"]'));
        assert.equal(await node(page, 'Harbor Tower').getAttribute('aria-selected'), 'true');
        await page.keyboard.press('ArrowDown');
        for (let press = 0; press < 10; press += 1) {
          if (await node(page, 'Drawings').evaluate((element) => element.matches(':focus'))) break;
          await page.keyboard.press('ArrowDown');
        }
        await page.keyboard.press('ArrowRight');
        await node(page, 'Structural').waitFor();
        assert.equal(await node(page, 'Drawings').getAttribute('aria-expanded'), 'true');
        assert.deepEqual(
          await Promise.all(
            ['Harbor Tower', 'Drawings', 'Structural'].map((name) =>
              node(page, name).getAttribute('aria-level'),
            ),
          ),
          ['1', '2', '3'],
        );
        await page.keyboard.press('ArrowRight');
        await page.keyboard.press('Enter');
        await list(page, 'Structural').waitFor();
        await line(page, 'S-201 Core walls.txt').waitFor();
        assert.equal(await node(page, 'Structural').getAttribute('aria-selected'), 'true');
        await looksRight(page);

        await node(page, 'Structural').focus();
        await page.keyboard.press('ArrowLeft');
        await page.locator('[role="treeitem"]:focus', { hasText: 'Drawings' }).waitFor();
        await page.keyboard.press('ArrowLeft');
        await node(page, 'Structural').waitFor({ state: 'detached' });
        await list(page, 'Structural').waitFor();
        await node(page, 'Drawings').locator('[data-twist]').click();
        await node(page, 'Structural').waitFor();
        await list(page, 'Structural').waitFor();
        await node(page, 'Drawings').click();
        await list(page, 'Drawings').waitFor();
        await line(page, 'Structural').getByRole('link').click();
        await list(page, 'Structural').waitFor();
        assert.equal(await node(page, 'Structural').getAttribute('aria-selected'), 'true');
      });
    });

    test(`shows nobody a folder that they do not see: ${locale}`, async () => {
      await inDocuments({ browser, platform }, 'Lucía Ramírez', visit, async (page) => {
        await node(page, 'Drawings').waitFor();
        assert.equal(await node(page, 'Contracts').count(), 0);
      });
      await inDocuments({ browser, platform }, 'Ana Torres', visit, async (page) => {
        await node(page, 'Contracts').waitFor();
      });
    });

    test(`makes room for the list on a phone, where the way leads up: ${locale}`, async () => {
      const small = { ...visit, width: 390 };
      await inDocuments({ browser, platform }, 'Ana Torres', small, async (page) => {
        await line(page, 'Drawings').getByRole('link').click();
        await line(page, 'Structural').getByRole('link').click();
        await line(page, 'S-201 Core walls.txt').waitFor();
        assert.equal(await page.getByRole('tree').isVisible(), false);
        await page.getByRole('link', { name: 'Drawings', exact: true }).click();
        await list(page, 'Drawings').waitFor();
        await looksRight(page);
      });
    });
  }
});
