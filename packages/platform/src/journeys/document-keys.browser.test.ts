import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { Browser, Page, Route } from 'playwright-core';
import { looksRight } from '../testing/looks-right.ts';
import { openBrowser } from '../testing/open-browser.ts';
import { startPlatform, type TestPlatform } from '../testing/start-platform.ts';
import { tabTo } from '../testing/tab-to.ts';
import { careInEnglish, careInSpanish } from './document-care-words.test-support.ts';
import { english, spanish } from './document-words.test-support.ts';
import { inDocuments, line, text } from './documents-page.test-support.ts';

const inEnglish = {
  ...english,
  ...careInEnglish,
  moved: '2 items have been moved.',
  whoSees: 'Who sees it',
  progress: 'Progress of the uploads',
  underWay: '1 file on its way',
  percent: '25 percent',
};
const inSpanish: typeof inEnglish = {
  ...spanish,
  ...careInSpanish,
  moved: 'Se movieron 2 elementos.',
  whoSees: 'Quién lo ve',
  progress: 'Avance de las subidas',
  underWay: '1 archivo en camino',
  percent: '25 por ciento',
};

/** Nothing here is clicked: what cannot be done by keys alone fails. */
suite('documents by keys alone', () => {
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
    { words: inEnglish, width: 1400, colorScheme: 'light' },
    { words: inSpanish, width: 390, colorScheme: 'dark' },
  ] as const) {
    const { locale } = words;
    const visit = { locale, width, colorScheme, project: 'Harbor Tower' };
    const named = (name: string) => `${locale} ${name}`;

    test(`renamed, chosen, moved and shared: ${locale}, ${width} wide`, async () => {
      await inDocuments({ browser, platform }, 'Ana Torres', visit, async (page) => {
        const dialog = page.getByRole('dialog');
        await page
          .getByLabel(words.files, { exact: true })
          .setInputFiles(['a.txt', 'b.txt'].map((name) => text(named(name), name)));
        await page.getByText(words.uploaded(2)).waitFor();
        await goToLine(page, named('a.txt'));

        await page.keyboard.press('F2');
        await page.locator('[role="dialog"] input:focus').waitFor();
        await looksRight(page);
        // The name without its ending is marked: what is typed takes its place.
        await page.keyboard.type(named('plan'));
        await page.keyboard.press('Enter');
        await dialog.waitFor({ state: 'detached' });
        await focused(page, named('plan.txt'));

        await page.keyboard.press(' ');
        await page.getByText(words.selected(1)).waitFor();
        assert.equal(await line(page, named('plan.txt')).getAttribute('aria-selected'), 'true');
        await page.keyboard.press(' ');
        await page.getByText(words.selected(1)).waitFor({ state: 'detached' });
        assert.equal(await line(page, named('plan.txt')).getAttribute('aria-selected'), 'false');
        await page.keyboard.press(' ');
        await goToLine(page, named('b.txt'));
        await page.keyboard.press(' ');
        await page.getByText(words.selected(2)).waitFor();

        const bulk = page.getByRole('toolbar', { name: words.bulk });
        await tabTo(bulk.getByRole('button', { name: words.move, exact: true }), 'Shift+Tab');
        await page.keyboard.press('Enter');
        await dialog.getByRole('tree').waitFor();
        await tabTo(dialog.locator('[role="treeitem"][tabindex="0"]'));
        await page.keyboard.press('End');
        await page.keyboard.press('Home');
        for (let press = 0; press < 10; press += 1) {
          if ((await page.locator('[role="treeitem"]:focus', { hasText: 'Drawings' }).count()) > 0) break;
          await page.keyboard.press('ArrowDown');
        }
        await page.keyboard.press(' ');
        await looksRight(page);
        await tabTo(dialog.getByRole('button', { name: words.moveHere }));
        await page.keyboard.press('Enter');
        await page.getByText(words.moved).waitFor();
        await dialog.waitFor({ state: 'detached' });
        await line(page, named('plan.txt')).waitFor({ state: 'detached' });
        await page.locator('[role="row"]:focus').waitFor();

        await goToLine(page, 'Drawings');
        await page.keyboard.press('Enter');
        await page.getByRole('grid', { name: words.content('Drawings') }).waitFor();
        await page.locator('[role="row"]:focus').waitFor();
        await goToLine(page, named('plan.txt'));
        await tabTo(page.getByRole('button', { name: words.actionsFor(named('plan.txt')) }));
        await page.keyboard.press('Enter');
        await page.locator('[role="menuitem"]:focus').waitFor();
        for (let press = 0; press < 10; press += 1) {
          if ((await page.locator('[role="menuitem"]:focus', { hasText: words.whoSees }).count()) > 0) break;
          await page.keyboard.press('ArrowDown');
        }
        await page.keyboard.press('Enter');
        await tabTo(dialog.getByRole('checkbox', { name: words.private }));
        await page.keyboard.press(' ');
        await tabTo(dialog.getByRole('searchbox', { name: words.findReaders }));
        await page.keyboard.type('cart');
        const people = dialog.getByRole('group', { name: words.people }).getByRole('checkbox');
        await people.nth(1).waitFor({ state: 'detached' });
        await tabTo(people.first());
        await page.keyboard.press(' ');
        await looksRight(page);
        await tabTo(dialog.getByRole('button', { name: words.saveAccess }));
        await page.keyboard.press('Enter');
        await page.getByText(words.isPrivate(named('plan.txt'))).waitFor();
        await page.keyboard.press('Escape');
        await dialog.waitFor({ state: 'detached' });
        await line(page, named('plan.txt')).getByText(words.private).waitFor({ state: 'attached' });
        await looksRight(page);
      });

      await inDocuments({ browser, platform }, 'Jim Carter', visit, async (page) => {
        await goToLine(page, 'Drawings');
        await page.keyboard.press('Enter');
        await line(page, named('plan.txt')).waitFor();
      });
    });

    test(`how far an upload is is said, and shown as a bar: ${locale}, ${width} wide`, async () => {
      await inDocuments({ browser, platform }, 'Ana Torres', visit, async (page) => {
        let goOn: (() => void) | undefined;
        const held = new Promise<void>((resolve) => {
          goOn = resolve;
        });
        await page.route('**/uploads/*/parts/*', async (route: Route) => {
          const part = new URL(route.request().url()).pathname.split('/').at(-1);
          if (part !== '1') await held;
          await route.continue();
        });
        await page.getByLabel(words.files, { exact: true }).setInputFiles({
          name: named('scan.bin'),
          mimeType: 'application/octet-stream',
          buffer: Buffer.alloc(17_000_000, locale),
        });
        const bar = page.getByRole('progressbar', { name: words.progress });
        await bar.waitFor();
        const said = page.getByRole('status').filter({ hasText: words.underWay });
        await said.filter({ hasText: words.percent }).waitFor();
        const percent = Number(await bar.getAttribute('aria-valuenow'));
        assert.ok(percent >= 25 && percent < 50, `${percent}`);
        assert.deepEqual(
          [await bar.getAttribute('aria-valuemin'), await bar.getAttribute('aria-valuemax')],
          ['0', '100'],
        );
        await looksRight(page);
        goOn?.();
        await page
          .getByRole('status')
          .filter({ hasText: words.uploaded(1) })
          .waitFor();
        await bar.waitFor({ state: 'detached' });
      });
    });
  }
});

/** Into the list by Tab, and by arrows to a line. */
async function goToLine(page: Page, name: string): Promise<void> {
  if ((await page.locator('[role="row"]:focus').count()) === 0)
    await tabTo(page.locator('[role="row"][tabindex="0"]'));
  await page.keyboard.press('Home');
  for (let press = 0; press < 20; press += 1) {
    if (await line(page, name).evaluate((element) => element.matches(':focus'))) return;
    await page.keyboard.press('ArrowDown');
  }
  assert.fail(`${name} cannot be reached by arrows`);
}

const focused = (page: Page, name: string) => page.locator('[role="row"]:focus', { hasText: name }).waitFor();
