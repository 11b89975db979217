import { after, before, suite, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { looksRight } from '../testing/looks-right.ts';
import { openBrowser } from '../testing/open-browser.ts';
import { startPlatform, type TestPlatform } from '../testing/start-platform.ts';
import { inDocuments, line } from './documents-page.test-support.ts';
import { as, press } from './people.test-support.ts';

const english = {
  locale: 'en-US',
  more: 'More actions',
  settings: 'Settings of these documents',
  private: 'New folders and files are private',
  close: 'Close',
  newFolder: 'New folder',
  name: 'Name',
  mark: 'Private',
  why: /“Claims” has been private from its first moment/,
  open: 'Open the documents',
} as const;
const spanish = {
  locale: 'es-MX',
  more: 'Más acciones',
  settings: 'Ajustes de estos documentos',
  private: 'Las carpetas y los archivos nuevos son privados',
  close: 'Cerrar',
  newFolder: 'Nueva carpeta',
  name: 'Nombre',
  mark: 'Privado',
  why: /«Claims» es privado desde el primer momento/,
  open: 'Abrir los documentos',
} as const;

suite('documents that are private by default, in the console', () => {
  let browser: Browser;
  let platform: TestPlatform;
  before(async () => {
    [platform, browser] = await Promise.all([startPlatform(), openBrowser()]);
  });
  after(async () => {
    await browser.close();
    await platform.close();
  });

  /** Where it is explained why Jim does not see what was made. */
  async function explained(name: string | undefined): Promise<string> {
    const [company] = platform.demo.companies;
    const project = company?.projects.find((each) => each.name === name)?.id;
    const jim = platform.demo.people.find(({ email }) => email.startsWith('jim@'));
    const [person, claims] = await platform.house.database.read(async (tx) => [
      await tx
        .selectFrom('people')
        .select('id')
        .where('email', '=', jim?.email ?? '')
        .executeTakeFirstOrThrow(),
      await tx
        .selectFrom('documents')
        .select('id')
        .where('name', '=', 'Claims')
        .where('project_id', project === undefined ? 'is' : '=', project ?? null)
        .executeTakeFirstOrThrow(),
    ]);
    const place = project === undefined ? '' : `&project=${project}`;
    return `/companies/${company?.id}/permissions/explain?person=${person.id}&document=${claims.id}${place}`;
  }

  for (const { words, project, width, colorScheme } of [
    { words: english, project: 'Harbor Tower', width: 1400, colorScheme: 'light' },
    { words: spanish, project: undefined, width: 390, colorScheme: 'dark' },
  ] as const) {
    const visit = { locale: words.locale, width, colorScheme, project };

    test(`an Admin turns it on, and what is made then is marked: ${words.locale}, ${width} wide`, async () => {
      await inDocuments({ browser, platform }, 'Ana Torres', visit, async (page) => {
        const dialog = page.getByRole('dialog');
        await page.getByRole('button', { name: words.more, exact: true }).click();
        await page.getByRole('menuitem', { name: words.settings, exact: true }).click();
        await dialog.getByRole('switch', { name: words.private }).press('Space');
        await page.locator('[role="switch"]:checked').waitFor();
        await looksRight(page);
        await dialog.getByRole('button', { name: words.close, exact: true }).click();
        await dialog.waitFor({ state: 'detached' });
        await press(page, words.newFolder);
        await dialog.getByLabel(words.name).fill('Claims');
        await page.keyboard.press('Enter');
        await line(page, 'Claims').getByText(words.mark, { exact: true }).waitFor({ state: 'attached' });
      });
      await as(
        { browser, platform },
        'Ana Torres',
        { ...visit, path: await explained(project) },
        async (page) => {
          await page.getByText(words.why).waitFor();
          await looksRight(page);
          await page.getByRole('link', { name: words.open, exact: true }).click();
          await line(page, 'Claims').waitFor();
        },
      );
    });
  }
});
