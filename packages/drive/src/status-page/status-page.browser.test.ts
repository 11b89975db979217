import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { looksRight, openBrowser } from '@gatehouse/platform/testing';
import type { Browser } from 'playwright-core';
import { type MountedDesk, mountedDesk } from '../commands/mounted.test-support.ts';
import { end, startWatching } from '../daemon/watching.test-support.ts';

const words = {
  en: { state: 'In step', held: 'deleted here, still on the server: a.txt', other: 'Español' },
  es: { state: 'Al día', held: 'eliminado aquí, todavía en el servidor: a.txt', other: 'English' },
} as const;

describe('the page of a drive that keeps folders', () => {
  let m: MountedDesk;
  let browser: Browser;
  let daemon: { child: ChildProcess; page: string };
  before(async () => {
    m = await mountedDesk({ here: 'admin' });
    await m.done('here', 'mount', m.at('here'), '--all');
    await writeFile(m.at('here', 'a.txt'), 'a');
    daemon = await startWatching(m, 'here');
    await m.done('here', 'sync', m.at('here'));
    browser = await openBrowser();
  });
  after(async () => {
    await browser.close();
    await end(daemon.child);
    await m[Symbol.asyncDispose]();
  });

  for (const [locale, width, colorScheme, javaScriptEnabled] of [
    ['en', 1200, 'light', true],
    ['es', 320, 'dark', true],
    ['en', 320, 'dark', false],
  ] as const)
    it(`says in ${locale} how they stand, ${width} wide, ${colorScheme}${javaScriptEnabled ? '' : ', without scripts'}; axe finds nothing`, async () => {
      const say = words[locale];
      const context = await browser.newContext({
        locale,
        colorScheme,
        viewport: { width, height: 720 },
        javaScriptEnabled,
      });
      try {
        const page = await context.newPage();
        await page.goto(daemon.page);
        await page.getByText(say.state, { exact: true }).waitFor();
        if (javaScriptEnabled) await looksRight(page);
        await rm(m.at('here', 'a.txt'));
        await m.done('here', 'sync', m.at('here'));
        // Renewed by itself; without scripts by whoever reads it.
        if (!javaScriptEnabled) await page.reload();
        await page.getByText(say.held).waitFor();
        if (javaScriptEnabled) await looksRight(page);
        await page.keyboard.press('Tab');
        await page.keyboard.press('Tab');
        await page.keyboard.press('Enter');
        await page.getByRole('link', { name: locale === 'en' ? 'English' : 'Español' }).waitFor();
        await m.done('here', 'restore', m.at('here', 'a.txt'));
      } finally {
        await context.close();
      }
    });

  it('says that the drive is gone when it is', async () => {
    const page = await browser.newPage({ locale: 'en' });
    await page.goto(daemon.page);
    daemon.child.kill('SIGTERM');
    await page.getByText('Drive does not run any more').waitFor();
    assert.equal(await page.getByText(words.en.state, { exact: true }).count(), 1);
  });
});
