import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { as, press, seeHeading } from '../journeys/people.test-support.ts';
import { looksRight } from '../testing/looks-right.ts';
import { openBrowser } from '../testing/open-browser.ts';
import { startPlatform, type TestPlatform } from '../testing/start-platform.ts';
import { createCompany } from './companies.ts';
import { addCompanyMember } from './members.ts';
import { setCompanyLevel } from './tool-levels.ts';

const origin = { requestId: 't', address: '', actor: { kind: 'system' }, clientId: null } as const;

let platform: TestPlatform;
let browser: Browser;
let company: number;
before(async () => {
  platform = await startPlatform();
  browser = await openBrowser();
  const ana = platform.demo.people.find(({ name }) => name === 'Ana Torres') ?? assert.fail();
  const { house } = platform;
  company = await house.database.write(async (tx) => {
    const { id: personId } = await tx
      .selectFrom('people')
      .select('id')
      .where('email', '=', ana.email)
      .executeTakeFirstOrThrow();
    for (const name of ['North', 'South', 'East', 'West', 'Upper', 'Lower', 'Inner', 'Outer', 'Harbor']) {
      const made = { name: `${name} Builders`, environment: 'production', createdBy: personId } as const;
      const companyId = await createCompany(house, tx, origin, made);
      await addCompanyMember(house, tx, origin, companyId, { personId });
      await setCompanyLevel(house, tx, origin, companyId, { personId, tool: 'admin', level: 'Admin' });
    }
    const found = await tx
      .selectFrom('companies')
      .select('id')
      .where('name', '=', 'Ridgeline Construction')
      .executeTakeFirstOrThrow();
    return found.id;
  });
});
after(async () => {
  await browser.close();
  await platform.close();
});

interface Words {
  readonly people: string;
  readonly account: string;
  /** Where the navigation is behind a button. */
  readonly menu: string | undefined;
  readonly search: string;
  readonly none: string;
  chosen(name: string): string;
}

const walks: readonly {
  readonly looks: { readonly locale: string; readonly width: number; readonly colorScheme: 'light' | 'dark' };
  readonly words: Words;
}[] = [
  {
    looks: { locale: 'en-US', width: 1280, colorScheme: 'light' },
    words: {
      people: 'People',
      account: 'Service account',
      menu: undefined,
      chosen: (name: string) => `Company: ${name}`,
      search: 'Find a company',
      none: 'No company has this in its name.',
    },
  },
  {
    looks: { locale: 'es-MX', width: 360, colorScheme: 'dark' },
    words: {
      people: 'Personas',
      account: 'Cuenta de servicio',
      menu: 'Abrir el menú',
      chosen: (name: string) => `Empresa: ${name}`,
      search: 'Buscar una empresa',
      none: 'Ninguna empresa tiene esto en su nombre.',
    },
  },
];

for (const { looks, words } of walks)
  test(`whoever has many companies finds one by typing, and stays on the same kind of page: ${looks.locale}, ${looks.width} wide`, async () => {
    const path = `/companies/${company}/people`;
    await as({ browser, platform }, 'Ana Torres', { ...looks, path }, async (page) => {
      await seeHeading(page, words.people);
      await page.getByText(words.account, { exact: true }).first().waitFor();
      await looksRight(page);
      const found = await openSearch(page, words);
      await looksRight(page);
      const field = page.getByRole('searchbox', { name: words.search });
      await field.fill('nobody of this name');
      await page.getByText(words.none).waitFor();
      await field.fill('harbor b');
      await found('East Builders').waitFor({ state: 'detached' });
      await looksRight(page);
      await found('Harbor Builders').press('Enter');
      await page.waitForURL(
        (url) => /\/companies\/\d+\/people$/.test(url.pathname) && !url.pathname.includes(path),
      );
      await seeHeading(page, words.people);
      if (words.menu !== undefined) await press(page, words.menu);
      await page.getByRole('button', { name: words.chosen('Harbor Builders') }).waitFor();
    });
  });

async function openSearch(page: Page, { menu, chosen }: Words) {
  if (menu !== undefined) await press(page, menu);
  await press(page, chosen('Ridgeline Construction'));
  const dialog = page.getByRole('dialog').last();
  const found = (name: string) => dialog.getByRole('link', { name, exact: true });
  await found('East Builders').waitFor();
  return found;
}
