// npm run pictures: takes the pictures of the docs anew, of the demo, so that they show the pages as they are.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { careInEnglish as words } from '../journeys/document-care-words.test-support.ts';
import { inDocuments, line, text } from '../journeys/documents-page.test-support.ts';
import { as, press } from '../journeys/people.test-support.ts';
import { openBrowser } from './open-browser.ts';
import { pdf, png } from './sample-files.ts';
import { startPlatform } from './start-platform.ts';

const folder = fileURLToPath(new URL('../../../../docs/images/', import.meta.url));
const wide = { locale: 'en-US', width: 1280 } as const;
const phone = { locale: 'es-MX', width: 390, colorScheme: 'dark' } as const;

const [platform, browser] = await Promise.all([startPlatform(), openBrowser()]);
const stage = { platform, browser };
const [company] = platform.demo.companies;
const [tower] = company?.projects ?? [];
try {
  await documents();
  await inDocuments(stage, 'Ana Torres', { ...phone, project: tower?.name }, (page) =>
    take(page, 'documents-phone'),
  );
  await as(stage, 'Ana Torres', { ...wide, path: `/companies/${company?.id}/permissions` }, async (page) => {
    await page.getByLabel('Where').selectOption({ label: '2601 - Harbor Tower' });
    await page.getByRole('grid').getByText('Standard').first().waitFor();
    await take(page, 'permissions');
  });
  await explain();
  await consent();
} finally {
  await browser.close();
  await platform.close();
}

/** The Documents of a project: several chosen after an upload, and the recycle bin. */
async function documents() {
  await inDocuments(stage, 'Ana Torres', { ...wide, project: tower?.name }, async (page) => {
    await page
      .getByLabel(words.files)
      .setInputFiles([
        { name: 'Facade.png', mimeType: 'image/png', buffer: png(900, 500) },
        { name: 'Site plan.pdf', mimeType: 'application/pdf', buffer: pdf('Harbor Tower, level 3') },
        text('Survey.csv', 'point,x,y\n1,40.2,11.8\n'),
      ]);
    await line(page, 'Survey.csv').waitFor();
    for (const name of ['Drawings', 'Photos']) await page.getByLabel(words.select(name)).check();
    await take(page, 'documents');
    await page.keyboard.press('Escape');
    await press(page, words.clearUploads);
    for (const name of ['Photos', 'Survey.csv']) {
      await act(page, name, words.delete);
      await page.getByRole('dialog').getByRole('button', { name: words.delete, exact: true }).click();
      await line(page, name).waitFor({ state: 'detached' });
    }
    await page.getByRole('button', { name: words.more }).click();
    await page.getByRole('menuitem', { name: words.recycleBin }).click();
    await page.getByRole('list', { name: words.recycleBin }).getByRole('listitem').nth(1).waitFor();
    await take(page, 'recycle-bin');
  });
}

async function explain() {
  await as(
    stage,
    'Ana Torres',
    { ...wide, path: `/companies/${company?.id}/permissions/explain` },
    async (page) => {
      await page.getByLabel('Where').selectOption({ label: '2601 - Harbor Tower' });
      await page.getByRole('combobox', { name: 'Person' }).fill('Sam');
      await page.getByRole('option', { name: /Sam Okafor/ }).click();
      await page.getByRole('heading', { name: /^No: / }).waitFor();
      await take(page, 'explain', { fullPage: true });
    },
  );
}

async function consent() {
  const app = platform.demo.apps.find(
    ({ name, environment }) => name === 'Safety App' && environment === 'production',
  );
  const asked = new URLSearchParams({
    response_type: 'code',
    client_id: app?.clientId ?? '',
    redirect_uri: 'urn:ietf:wg:oauth:2.0:oob',
  });
  await as(stage, 'Jim Carter', { ...wide, width: 760, path: '/' }, async (page) => {
    await page.goto(`${platform.url}/oauth/authorize?${asked}`);
    await page.getByRole('button', { name: 'Allow' }).waitFor();
    await take(page, 'consent', { fullPage: true });
  });
}

async function act(page: Page, name: string, action: string) {
  await page.getByRole('button', { name: words.actionsFor(name) }).click();
  await page.getByRole('menuitem', { name: action, exact: true }).click();
}

/** What fits the window, or all of it, after everything that moves has come to rest. */
async function take(page: Page, name: string, { fullPage = false } = {}) {
  await page.waitForLoadState('networkidle');
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path, fullPage, animations: 'disabled', caret: 'hide' });
  console.log(`docs/images/${name}.png`);
}
