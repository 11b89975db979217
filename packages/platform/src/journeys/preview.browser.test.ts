import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { looksRight } from '../testing/looks-right.ts';
import { openBrowser } from '../testing/open-browser.ts';
import { pdf, png } from '../testing/sample-files.ts';
import { startPlatform, type TestPlatform } from '../testing/start-platform.ts';
import { inDocuments, line, text, widthShown } from './documents-page.test-support.ts';
import { press } from './people.test-support.ts';

const english = {
  locale: 'en-US',
  files: 'Files',
  clear: 'Clear what is finished',
  none: 'There is no preview of this kind of file. Download it to open it.',
  broken: 'It cannot be shown: the file may be damaged. Download it to open it.',
  noPdf: 'This browser shows no PDF files inside a page. Download it to open it.',
};
const spanish: typeof english = {
  locale: 'es-MX',
  files: 'Archivos',
  clear: 'Quitar lo terminado',
  none: 'No hay vista previa para este tipo de archivo. Descárguelo para abrirlo.',
  broken: 'No se puede mostrar: el archivo puede estar dañado. Descárguelo para abrirlo.',
  noPdf: 'Este navegador no muestra archivos PDF dentro de una página. Descárguelo para abrirlo.',
};

const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="320" height="200">
  <script>parent.document.title = 'changed by a file'</script><path d="M0 200L160 0l160 200z" fill="teal"/></svg>`;

/** In the order of their names, so that the arrow keys go from one to the next. */
const files = [
  { name: '01 broken.png', mimeType: 'image/png', buffer: png(640, 400).subarray(0, 20) },
  // The head says how large it is; what was to follow is not there.
  { name: '01a head.png', mimeType: 'image/png', buffer: png(640, 400).subarray(0, 60) },
  { name: '02 photo.png', mimeType: 'image/png', buffer: png(640, 400) },
  { name: '03 plan.pdf', mimeType: 'application/pdf', buffer: pdf('Ground floor') },
  // As programs send it that name no types.
  { name: '04 bare.pdf', mimeType: 'application/octet-stream', buffer: pdf('First floor') },
  { name: '05 page.pdf', mimeType: 'text/html', buffer: Buffer.from('<script>alert(1)</script>') },
  { name: '06 roof.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(svg) },
  text('07 notes.txt', 'All is well.'),
];

suite('previews in the console', () => {
  let browser: Browser;
  let platform: TestPlatform;
  before(async () => {
    [platform, browser] = await Promise.all([startPlatform(), openBrowser()]);
  });
  after(async () => {
    await browser.close();
    await platform.close();
  });

  for (const { words, width, colorScheme, project } of [
    { words: english, width: 1400, colorScheme: 'light', project: 'Mill Street School' },
    { words: spanish, width: 390, colorScheme: 'dark', project: undefined },
  ] as const) {
    test(`pictures and PDF are shown, one after the other by keyboard; what cannot be shown says why: ${words.locale}, ${width} wide`, async () => {
      const { locale } = words;
      await inDocuments(
        { browser, platform },
        'Ana Torres',
        { locale, width, colorScheme, project },
        async (page) => {
          const title = await page.title();
          await page.getByLabel(words.files, { exact: true }).setInputFiles([...files]);
          for (const { name } of files) await line(page, name).waitFor();
          await press(page, words.clear);
          const shown = (name: string) => page.getByRole('dialog', { name, exact: true });

          await line(page, '02 photo.png').focus();
          await page.keyboard.press('Enter');
          assert.equal(await widthShown(page, '02 photo.png'), 640);
          await looksRight(page);

          for (const name of ['01a head.png', '01 broken.png']) {
            await page.keyboard.press('ArrowLeft');
            await shown(name).getByText(words.broken).waitFor();
          }
          await looksRight(page);
          await page.keyboard.press('ArrowLeft');
          await shown('01 broken.png').waitFor();

          await hasPdfViewer(page, false);
          for (const { name } of files.slice(1, 4)) {
            await page.keyboard.press('ArrowRight');
            await shown(name).waitFor();
          }
          await shown('03 plan.pdf').getByText(words.noPdf).waitFor();
          await looksRight(page);
          await page.keyboard.press('ArrowLeft');
          await shown('02 photo.png').waitFor();

          await hasPdfViewer(page, true);
          for (const name of ['03 plan.pdf', '04 bare.pdf']) {
            const framed = page.waitForResponse((response) => response.request().isNavigationRequest());
            await page.keyboard.press('ArrowRight');
            const headers = (await framed).headers();
            assert.equal((await framed).status(), 200);
            assert.equal(headers['content-type'], 'application/pdf');
            assert.equal(headers['content-disposition'], 'inline');
            assert.match(
              headers['content-security-policy'] ?? '',
              /^default-src 'none'; .*frame-ancestors 'self'$/,
            );
            await shown(name).locator(`iframe[title="${name}"]`).waitFor();
            await looksRight(page);
          }
          await page.keyboard.press('ArrowRight');
          await shown('05 page.pdf').getByText(words.broken).waitFor();

          await page.keyboard.press('ArrowRight');
          assert.equal(await widthShown(page, '06 roof.svg'), 320);
          assert.equal(await page.title(), title);
          await page.keyboard.press('ArrowRight');
          await shown('07 notes.txt').getByText(words.none).waitFor();

          await page.keyboard.press('Escape');
          await page.getByRole('dialog').waitFor({ state: 'detached' });
          await page.locator('[role="row"]:focus', { hasText: '07 notes.txt' }).waitFor();

          await line(page, '02 photo.png').getByRole('button', { name: '02 photo.png', exact: true }).click();
          assert.equal(await widthShown(page, '02 photo.png'), 640);
        },
      );
    });
  }
});

/** What the browser says of itself; without a window it has no viewer, and takes a frame's PDF for a download. */
async function hasPdfViewer(page: Page, has: boolean): Promise<void> {
  await page.evaluate(
    `Object.defineProperty(navigator, 'pdfViewerEnabled', { configurable: true, value: ${has} })`,
  );
}
