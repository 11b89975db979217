import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { origin } from '../demo/stage.ts';
import { type FirstDocument, keepTexts, layOut } from '../documents/lay-out.ts';
import { fillWithFiles } from '../documents/testing/fill.ts';
import { looksRight } from '../testing/looks-right.ts';
import { openBrowser } from '../testing/open-browser.ts';
import { startPlatform, type TestPlatform } from '../testing/start-platform.ts';
import { careInEnglish, careInSpanish } from './document-care-words.test-support.ts';
import { inDocuments, line } from './documents-page.test-support.ts';
import { press } from './people.test-support.ts';

const english = {
  ...careInEnglish,
  content: (folder: string) => `Content of ${folder}`,
  way: 'Where you are',
  showMore: 'Show more',
  isBack: (name: string) => `${name} is back.`,
  isBackAsItWas: (name: string) => `${name} is back, private as it was.`,
  isHidden: (name: string) =>
    `${name} is back and is private now: a folder above it was private, or is gone for good. Name those who are to see it under “Who sees it”.`,
  removing: /^What was deleted for good is being removed: [\d,]+ items? (?:is|are) left\.$/,
  removal: 'Progress of the removal',
};
const spanish: typeof english = {
  ...careInSpanish,
  content: (folder) => `Contenido de ${folder}`,
  way: 'Dónde está',
  showMore: 'Ver más',
  isBack: (name) => `${name} está de vuelta.`,
  isBackAsItWas: (name) => `${name} está de vuelta, tan privado como antes.`,
  isHidden: (name) =>
    `${name} está de vuelta y ahora es privado: una carpeta superior era privada o se borró para siempre. Indique en «Quién lo ve» quiénes deben verlo.`,
  removing: /^Se está retirando lo que se borró para siempre: quedan? [\d,]+ elementos?\.$/,
  removal: 'Avance de la retirada',
};

const text = 'Of old.';
const sheets = Array.from({ length: 120 }, (_, at): FirstDocument => {
  return { path: ['Old plans', `Sheet ${String(at + 1).padStart(3, '0')}.txt`], text };
});
const documents: readonly FirstDocument[] = [
  { path: ['Old plans'] },
  ...sheets,
  { path: ['Old plans', 'Yard'] },
  { path: ['Old plans', 'Yard', 'fence.txt'], text },
  { path: ['Wages'], private: { readerIds: [] } },
  { path: ['Wages', 'bonus.txt'], text },
];
/** More than is taken away in one round, so that there is something to see until the next. */
const many = 12_000;

suite('the recycle bin in the console', () => {
  let browser: Browser;
  let platform: TestPlatform;
  before(async () => {
    [platform, browser] = await Promise.all([startPlatform(), openBrowser()]);
    const { house, demo } = platform;
    const [company] = demo.companies;
    const companyId = company?.id ?? assert.fail();
    const { id: personId } = await house.database.read((tx) =>
      tx.selectFrom('people').select('id').where('name', '=', 'Ana Torres').executeTakeFirstOrThrow(),
    );
    const texts = await keepTexts(house.blobs, [{ text }]);
    for (const name of ['North Bridge', 'Mill Street School']) {
      const projectId = company?.projects.find((project) => project.name === name)?.id ?? assert.fail();
      const place = { companyId, projectId, personId };
      await house.database.write((tx) => layOut({ house, tx, origin, texts }, place, documents));
      const find = (wanted: string) =>
        house.database.read((tx) =>
          tx
            .selectFrom('documents')
            .select('id')
            .where('project_id', '=', projectId)
            .where('name', '=', wanted)
            .executeTakeFirstOrThrow(),
        );
      await house.database.write((tx) =>
        layOut({ house, tx, origin, texts }, place, [
          { path: ['Scans'] },
          { path: ['Scans', 'first.txt'], text },
        ]),
      );
      const into = { companyId, projectId, parentId: (await find('Scans')).id, createdBy: personId };
      await fillWithFiles(house, into, many, (await find('first.txt')).id);
    }
  });
  after(async () => {
    await browser.close();
    await platform.close();
  });

  for (const { words, width, colorScheme, project } of [
    { words: english, width: 1400, colorScheme: 'light', project: 'North Bridge' },
    { words: spanish, width: 390, colorScheme: 'dark', project: 'Mill Street School' },
  ] as const) {
    test(`deleted folders are looked into page by page; what comes back says whether it is private; a removal shows how far it is: ${words.locale}, ${width} wide`, async () => {
      const visit = { locale: words.locale, width, colorScheme, project };
      await inDocuments({ browser, platform }, 'Ana Torres', visit, async (page) => {
        for (const name of ['Old plans', 'Wages', 'Scans']) await toBin(page, words, name);
        await page.getByRole('button', { name: words.more }).click();
        await page.getByRole('menuitem', { name: words.recycleBin }).click();
        const bin = page.getByRole('list', { name: words.recycleBin });
        const list = (folder: string) => page.getByRole('list', { name: words.content(folder) });
        const way = page.getByRole('navigation', { name: words.way });
        await bin.getByRole('listitem').nth(2).waitFor();
        await looksRight(page);

        await bin.getByRole('link', { name: 'Old plans' }).click();
        await list('Old plans').getByRole('listitem').nth(99).waitFor();
        assert.equal(await list('Old plans').getByRole('listitem').count(), 100);
        await press(page, words.showMore);
        await page.locator('li:focus', { hasText: 'Sheet 101.txt' }).waitFor();
        assert.equal(await list('Old plans').getByRole('listitem').count(), 121);
        assert.equal(await page.getByRole('button', { name: words.showMore }).count(), 0);
        await list('Old plans').getByRole('link', { name: 'Yard' }).click();
        await list('Yard').getByText('fence.txt', { exact: true }).waitFor();
        await looksRight(page);
        await press(page, words.restore('fence.txt'));
        await page.getByText(words.isBack('fence.txt')).waitFor();

        await way.getByRole('link', { name: 'Old plans' }).click();
        await list('Old plans').waitFor();
        await way.getByRole('link', { name: words.recycleBin }).click();
        await bin.getByRole('link', { name: 'Wages' }).click();
        await press(page, words.restore('bonus.txt'));
        await page.getByText(words.isHidden('bonus.txt')).waitFor();
        await looksRight(page);
        await way.getByRole('link', { name: words.recycleBin }).click();
        await press(page, words.restore('Wages'));
        await page.getByText(words.isBackAsItWas('Wages')).waitFor();

        await press(page, words.purge('Scans'));
        await page.getByRole('dialog').getByRole('button', { name: words.purgeIt, exact: true }).click();
        await page.getByText(words.removing).waitFor();
        await page.getByRole('progressbar', { name: words.removal }).waitFor();
        await looksRight(page);
        await page.getByText(words.removing).waitFor({ state: 'detached' });
      });
    });
  }
});

async function toBin(page: Page, words: typeof english, name: string): Promise<void> {
  await line(page, name).focus();
  await page.keyboard.press('Delete');
  await page.getByRole('dialog').getByRole('button', { name: words.delete, exact: true }).click();
  await line(page, name).waitFor({ state: 'detached' });
}
