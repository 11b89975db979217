import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { looksRight } from '../testing/looks-right.ts';
import { openBrowser } from '../testing/open-browser.ts';
import { startPlatform, type TestPlatform } from '../testing/start-platform.ts';
import { inDocuments, line } from './documents-page.test-support.ts';
import { press } from './people.test-support.ts';

const file = 'Minutes.txt';
const report = 'Incident report.txt';

const english = {
  locale: 'en-US',
  more: 'More actions',
  here: 'Track this folder',
  actions: (name: string) => `Actions for ${name}`,
  track: 'Track changes',
  own: 'Track it',
  tracked: 'Tracked',
  inherited: /^You track the folder/,
  find: 'Find people to track it',
  people: 'Who tracks it',
  save: 'Save who tracks it',
  saved: 'It is saved who tracks it.',
} as const;
const spanish = {
  locale: 'es-MX',
  more: 'Más acciones',
  here: 'Seguir esta carpeta',
  actions: (name: string) => `Acciones para ${name}`,
  track: 'Seguir cambios',
  own: 'Seguirlo',
  tracked: 'En seguimiento',
  inherited: /^Sigue la carpeta/,
  find: 'Buscar personas que lo sigan',
  people: 'Quién lo sigue',
  save: 'Guardar quién lo sigue',
  saved: 'Se guardó quién lo sigue.',
} as const;

suite('tracking documents in the console', () => {
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
    const { locale } = words;
    const visit = { locale, width, colorScheme, project: 'Harbor Tower' };

    test(`somebody tracks a file, then all there is, and ends it again: ${locale}, ${width} wide`, async () => {
      await inDocuments({ browser, platform }, 'Jim Carter', visit, async (page) => {
        const own = page.getByRole('dialog').getByRole('switch', { name: words.own });
        const turn = async (on: boolean) => {
          await own.press('Space');
          await page.locator(`[role="switch"]${on ? ':checked' : ':not(:checked)'}`).waitFor();
        };
        const openLine = async () => {
          await page.getByRole('button', { name: words.actions(file), exact: true }).click();
          await page.getByRole('menuitem', { name: words.track, exact: true }).click();
          await own.waitFor();
        };
        const openHere = async () => {
          await page.getByRole('button', { name: words.more, exact: true }).click();
          await page.getByRole('menuitem', { name: words.here, exact: true }).click();
          await own.waitFor();
        };
        const close = async () => {
          await page.keyboard.press('Escape');
          await own.waitFor({ state: 'detached' });
        };
        await openLine();
        assert.equal(await own.isChecked(), false);
        await looksRight(page);
        await turn(true);
        await line(page, file).getByText(words.tracked, { exact: true }).waitFor({ state: 'attached' });
        assert.equal(await page.getByLabel(words.find).count(), 0, 'of others an Admin decides');
        await close();

        await openHere();
        await turn(true);
        await close();
        await openLine();
        await page.getByText(words.inherited).waitFor();
        assert.equal(await own.isChecked(), true);
        await looksRight(page);
        await turn(false);
        await line(page, file).getByText(words.tracked, { exact: true }).waitFor({ state: 'detached' });
        await close();
        await openHere();
        await turn(false);
        await close();
        await openLine();
        await page.getByText(words.inherited).waitFor({ state: 'detached' });
      });
    });

    test(`an Admin says who else tracks it: ${locale}, ${width} wide`, async () => {
      await inDocuments({ browser, platform }, 'Ana Torres', visit, async (page) => {
        await page.getByRole('button', { name: words.actions(report), exact: true }).click();
        await page.getByRole('menuitem', { name: words.track, exact: true }).click();
        await page.getByLabel(words.find).fill('cart');
        const jim = page.getByRole('group', { name: words.people }).getByLabel('Jim Carter');
        await jim.setChecked(!(await jim.isChecked()));
        await looksRight(page);
        await press(page, words.save);
        await page.getByText(words.saved).waitFor();
        await page.waitForLoadState('networkidle');
        const marks = line(page, report).getByText(words.tracked, { exact: true });
        assert.equal(await marks.count(), 0, 'the mark is for what one tracks oneself');
      });
    });
  }
});
