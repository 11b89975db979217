import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { type Gate, type S3Server, startS3 } from '../documents/blobs/s3/s3-server.test-support.ts';
import { looksRight } from '../testing/looks-right.ts';
import { openBrowser } from '../testing/open-browser.ts';
import { png } from '../testing/sample-files.ts';
import { startPlatform, type TestPlatform } from '../testing/start-platform.ts';
import { inDocuments, line, widthShown } from './documents-page.test-support.ts';
import { press } from './people.test-support.ts';

const english = {
  locale: 'en-US',
  files: 'Files',
  pause: 'Pause scan.bin',
  paused: 'Paused',
  failed: 'Not uploaded',
  resume: 'Resume scan.bin',
  uploaded: (count: number) => (count === 1 ? '1 file uploaded' : `${count} files uploaded`),
  actions: 'Actions for scan.bin',
  download: 'Download',
  broken: 'It cannot be shown: the file may be damaged. Download it to open it.',
};
const spanish: typeof english = {
  locale: 'es-MX',
  files: 'Archivos',
  pause: 'Pausar scan.bin',
  paused: 'En pausa',
  failed: 'No se subió',
  resume: 'Reanudar scan.bin',
  uploaded: (count: number) => (count === 1 ? '1 archivo subido' : `${count} archivos subidos`),
  actions: 'Acciones para scan.bin',
  download: 'Descargar',
  broken: 'No se puede mostrar: el archivo puede estar dañado. Descárguelo para abrirlo.',
};

suite('documents in the console whose contents lie in a bucket', () => {
  let browser: Browser;
  let server: S3Server;
  let platform: TestPlatform;
  let folder: string;
  const content = randomBytes(17_000_000);
  /** The parts that the bucket took. */
  let taken: string[] = [];
  /** What is told of the part that the bucket lets wait. */
  let held: (() => void) | undefined;
  const gate: Gate = async (request, next) => {
    const part = new URL(request.url ?? '', 'http://bucket').searchParams.get('partNumber');
    if (request.method !== 'PUT' || part === null) return await next();
    if (part === '2' && held !== undefined) {
      held();
      // Read, or nobody would see that the sender is gone.
      request.resume();
      await once(request.socket, 'close');
      return;
    }
    await next();
    taken.push(part);
  };
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gatehouse-bucket-'));
    await writeFile(join(folder, 'scan.bin'), content);
    // A port that is not known yet; otherwise this origin alone.
    server = await startS3({ pagesOf: 'http://localhost:*', gate });
    const { url, region, accessKeyId, secretAccessKey } = server.bucket;
    [platform, browser] = await Promise.all([
      startPlatform({
        s3Bucket: url,
        s3Region: region,
        s3AccessKey: accessKeyId,
        s3SecretKey: secretAccessKey,
      }),
      openBrowser(),
    ]);
  });
  after(async () => {
    await browser.close();
    await platform.close();
    await server.close();
    await rm(folder, { recursive: true });
  });

  for (const { words, width, colorScheme, project } of [
    { words: english, width: 1400, colorScheme: 'light', project: 'Mill Street School' },
    { words: spanish, width: 390, colorScheme: 'dark', project: undefined },
  ] as const) {
    test(`a large file goes there in parts, waits and goes on, and is fetched from there; a picture is shown, a damaged one said: ${words.locale}, ${width} wide`, async () => {
      const { locale } = words;
      await inDocuments(
        { browser, platform },
        'Ana Torres',
        { locale, width, colorScheme, project },
        async (page) => {
          taken = [];
          const waits = new Promise<void>((resolve) => {
            held = resolve;
          });
          await page.getByLabel(words.files, { exact: true }).setInputFiles(join(folder, 'scan.bin'));
          const refused = page.getByText(words.failed, { exact: true });
          await Promise.race([waits, refused.waitFor().then(() => assert.fail('the part was refused'))]);
          await press(page, words.pause);
          await page.getByText(words.paused, { exact: true }).waitFor();
          held = undefined;
          await press(page, words.resume);
          await page.getByText(words.uploaded(1)).waitFor();
          await line(page, 'scan.bin').waitFor();
          assert.deepEqual(taken, ['1', '2', '3'], 'no part is sent twice');

          const fetching = page.waitForEvent('download');
          await page.getByRole('button', { name: words.actions }).click();
          await page.getByRole('menuitem', { name: words.download, exact: true }).click();
          const download = await fetching;
          assert.equal(download.suggestedFilename(), 'scan.bin');
          assert.ok(content.equals(await readFile(await download.path())));

          const pictures = [
            { name: 'roof.png', mimeType: 'image/png', buffer: png(640, 400) },
            { name: 'roof, damaged.png', mimeType: 'image/png', buffer: png(640, 400).subarray(0, 60) },
          ];
          await page.getByLabel(words.files, { exact: true }).setInputFiles(pictures);
          await page.getByText(words.uploaded(3)).waitFor();
          await line(page, 'roof.png').getByRole('button', { name: 'roof.png', exact: true }).click();
          assert.equal(await widthShown(page, 'roof.png'), 640);
          await looksRight(page);
          await page.keyboard.press('ArrowLeft');
          const damaged = page.getByRole('dialog', { name: 'roof, damaged.png', exact: true });
          await damaged.getByText(words.broken).waitFor();
          await looksRight(page);
        },
      );
    });
  }
});
