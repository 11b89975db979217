import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import type { Browser, Page, Route } from 'playwright-core';
import { origin } from '../demo/stage.ts';
import { keepTexts, layOut } from '../documents/lay-out.ts';
import { looksRight } from '../testing/looks-right.ts';
import { openBrowser } from '../testing/open-browser.ts';
import { startPlatform, type TestPlatform } from '../testing/start-platform.ts';
import { inDocuments, line } from './documents-page.test-support.ts';
import { press } from './people.test-support.ts';

const english = {
  locale: 'en-US',
  files: 'Files',
  pause: 'Pause scan.bin',
  paused: 'Paused',
  resume: 'Resume scan.bin',
  failed: 'Not uploaded',
  again: 'Try again: scan.bin',
  uploaded: (count: number) => (count === 1 ? '1 file uploaded' : `${count} files uploaded`),
  drop: 'Drop to upload to',
};
const spanish: typeof english = {
  locale: 'es-MX',
  files: 'Archivos',
  pause: 'Pausar scan.bin',
  paused: 'En pausa',
  resume: 'Reanudar scan.bin',
  failed: 'No se subió',
  again: 'Reintentar scan.bin',
  uploaded: (count: number) => (count === 1 ? '1 archivo subido' : `${count} archivos subidos`),
  drop: 'Suelte para subir a',
};

suite('uploads in the console', () => {
  let browser: Browser;
  let platform: TestPlatform;
  let folder: string;
  before(async () => {
    [platform, browser, folder] = await Promise.all([
      startPlatform(),
      openBrowser(),
      mkdtemp(join(tmpdir(), 'gatehouse-uploads-')),
    ]);
    await mkdir(join(folder, 'Site walk', 'East', 'Empty'), { recursive: true });
    await writeFile(join(folder, 'Site walk', 'notes.txt'), 'All is well.');
    await writeFile(join(folder, 'Site walk', 'East', 'wall.txt'), 'A crack.');
    await writeFile(join(folder, 'loose.txt'), 'By itself.');
  });
  after(async () => {
    await browser.close();
    await platform.close();
    await rm(folder, { recursive: true });
  });

  for (const { words, width, colorScheme, project } of [
    { words: english, width: 1400, colorScheme: 'light', project: 'Mill Street School' },
    { words: spanish, width: 390, colorScheme: 'dark', project: undefined },
  ] as const) {
    const looks = { locale: words.locale, width, colorScheme };

    test(`a large file is paused and goes on, fails and is tried again, and no part is sent twice: ${words.locale}, ${width} wide`, async () => {
      const complaints = ['Failed to load resource: net::ERR_CONNECTION_RESET'];
      await inDocuments(
        { browser, platform },
        'Ana Torres',
        { ...looks, project, complaints },
        async (page) => {
          const arrived: string[] = [];
          let meet: ((route: Route) => void) | undefined;
          await page.route('**/uploads/*/parts/*', async (route) => {
            const part = new URL(route.request().url()).pathname.split('/').at(-1) ?? '';
            if (meet !== undefined && part !== '1') return meet(route);
            await route.continue();
            arrived.push(part);
          });

          const held = new Promise<Route>((resolve) => {
            meet = resolve;
          });
          await page.getByLabel(words.files, { exact: true }).setInputFiles({
            name: 'scan.bin',
            mimeType: 'application/octet-stream',
            buffer: Buffer.alloc(17_000_000, words.locale),
          });
          await held;
          await press(page, words.pause);
          await page.getByText(words.paused, { exact: true }).waitFor();
          await looksRight(page);

          meet = (route) => void route.abort('connectionreset');
          await press(page, words.resume);
          await page.getByText(words.failed, { exact: true }).waitFor();
          await looksRight(page);

          meet = undefined;
          await press(page, words.again);
          await page.getByText(words.uploaded(1)).waitFor();
          await line(page, 'scan.bin').waitFor();
          assert.deepEqual(arrived, ['1', '2', '3']);
        },
      );
    });

    test(`files and folders are dropped, empty ones too: ${words.locale}, ${width} wide`, async () => {
      await inDocuments({ browser, platform }, 'Ana Torres', { ...looks, project }, async (page) => {
        await dropFiles(page, [join(folder, 'Site walk'), join(folder, 'loose.txt')], async () => {
          await page.getByText(words.drop).waitFor();
        });
        await page.getByText(words.uploaded(3)).waitFor();
        await line(page, 'loose.txt').waitFor();
        await line(page, 'Site walk').getByRole('link').click();
        await line(page, 'notes.txt').waitFor();
        await line(page, 'East').getByRole('link').click();
        await line(page, 'wall.txt').waitFor();
        await line(page, 'Empty').waitFor();
      });
    });
  }

  test('of a folder of five thousand only the lines in view are in the page, and the keyboard reaches the last', async () => {
    const count = 5_000;
    const [company] = platform.demo.companies;
    const { house } = platform;
    const { id: personId } = await house.database.read((tx) =>
      tx.selectFrom('people').select('id').where('name', '=', 'Ana Torres').executeTakeFirstOrThrow(),
    );
    const texts = await keepTexts(house.blobs, [{ text: 'One of many.' }]);
    const projectId = company?.projects.find(({ name }) => name === 'North Bridge')?.id ?? assert.fail();
    for (let from = 0; from < count; from += 1_000) {
      const documents = Array.from({ length: 1_000 }, (_, at) => ({
        path: [`Sheet ${String(from + at).padStart(4, '0')}.txt`],
        text: 'One of many.',
      }));
      await house.database.write((tx) =>
        layOut({ house, tx, origin, texts }, { companyId: company?.id ?? 0, projectId, personId }, documents),
      );
    }
    await inDocuments(
      { browser, platform },
      'Ana Torres',
      { locale: 'en-US', width: 1400, colorScheme: 'light', project: 'North Bridge' },
      async (page) => {
        await line(page, 'Sheet 0000.txt').focus();
        await page.keyboard.press('End');
        await page.locator('[role="row"]:focus', { hasText: 'Sheet 4999.txt' }).waitFor();
        assert.ok((await page.getByRole('grid').getByRole('row').count()) < 100);
        // With the head, and what lay there before.
        assert.ok(Number(await page.getByRole('grid').getAttribute('aria-rowcount')) > count);
      },
    );
  });
});

/** Files and folders of the disk, dragged in from outside the browser and dropped on the list. */
async function dropFiles(
  page: Page,
  paths: readonly string[],
  whileOver: () => Promise<void>,
): Promise<void> {
  const box = await page.locator('[role="grid"], [data-empty]').first().boundingBox();
  assert.ok(box);
  const devtools = await page.context().newCDPSession(page);
  const at = { x: box.x + box.width / 2, y: box.y + Math.min(box.height, 200) / 2 };
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver'] as const)
    await devtools.send('Input.dispatchDragEvent', { type, ...at, data });
  await whileOver();
  await devtools.send('Input.dispatchDragEvent', { type: 'drop', ...at, data });
}
