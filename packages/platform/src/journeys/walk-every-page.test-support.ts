import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { routesOf } from '../compose.ts';
import { looksRight } from '../testing/looks-right.ts';
import { openBrowser } from '../testing/open-browser.ts';
import { startPlatform, type TestPlatform } from '../testing/start-platform.ts';
import { consolePages, keyboardFaults } from './every-page.test-support.ts';
import { addHook } from './stores/hook-rows.test-support.ts';

/** Who looks at pages that are not for everybody; the first beginning that fits counts. */
const visitors = [
  ['/operator/', 'Olivia Reed'],
  ['/developer/', 'Devon Park'],
  ['/', 'Ana Torres'],
] as const;

/** How to come to a page that our server renders: signed in, or as a stranger. What is not here fails. */
const rendered: Readonly<Record<string, { readonly as: 'person' | 'stranger'; readonly more?: string }>> = {
  '/mail': { as: 'person' },
  '/invitation/:token': { as: 'stranger' },
  '/new-address/:token': { as: 'stranger' },
  '/set-up': { as: 'stranger' },
  '/sign-in': { as: 'stranger' },
  '/sign-in/company': { as: 'stranger' },
  '/sign-in/providers/:id/callback': { as: 'stranger' },
  '/sign-in/second-step': { as: 'stranger' },
  '/prove-it-is-you': { as: 'person' },
  '/second-factor': { as: 'person' },
  '/second-factor/app': { as: 'person' },
  '/second-factor/passkey': { as: 'person' },
  '/sign-up': { as: 'stranger' },
  '/sign-up/:token': { as: 'stranger' },
  '/new-password': { as: 'stranger' },
  '/new-password/:token': { as: 'stranger' },
  '/password': { as: 'person' },
  '/email': { as: 'person' },
  '/email/:token': { as: 'person' },
  '/logout': { as: 'person' },
  '/oauth/authorize': { as: 'person', more: '?response_type=code&client_id=' },
  '/oauth/authorize/:code': { as: 'person' },
  '/device': { as: 'person' },
  '/oauth/logout': { as: 'person' },
  '/tracking/stop/:token': { as: 'stranger' },
};
/** No page: it leads to the console, whose own pages are walked one by one, or is a file. */
const noPage = /^\/$|^\/console|^\/assets\/|^\/favicon/;

/** Both on one machine would take longer than a test may: each language is a file. */
export function walkEveryPage(locale: 'en' | 'es', colorScheme: 'light' | 'dark', width: number): void {
  describe(`every page, in ${locale}, ${colorScheme}, ${width} wide`, () => {
    let platform: TestPlatform;
    let browser: Browser;
    let ids: Readonly<Record<string, string | number>>;
    const people = new Map<string, BrowserContext>();
    before(async () => {
      platform = await startPlatform({ identityProviders: 'at_private_addresses_too' });
      browser = await openBrowser();
      ids = await knownIds(platform);
    });
    after(async () => {
      await browser.close();
      await platform.close();
    });

    async function open(path: string, name?: string): Promise<Page> {
      const known = people.get(name ?? '');
      const context =
        known ??
        (await browser.newContext({
          locale,
          colorScheme,
          viewport: { width, height: 800 },
          reducedMotion: 'reduce',
        }));
      people.set(name ?? '', context);
      const page = await context.newPage();
      if (known === undefined && name !== undefined) {
        const person = platform.demo.people.find((each) => each.name === name) ?? assert.fail(name);
        await page.goto(`${platform.url}/sign-in`);
        await page.fill('#email', person.email);
        await page.fill('#password', person.password);
        await page.keyboard.press('Enter');
        await page.waitForURL('**/console/**');
      }
      await page.goto(platform.url + path);
      return page;
    }

    async function walk(page: Page): Promise<void> {
      await page.locator('h1').first().waitFor();
      await page.waitForLoadState('networkidle');
      await looksRight(page);
      assert.deepEqual(await keyboardFaults(page), []);
      await page.close();
    }

    it('of the console is reached by keyboard, and axe finds nothing', async (t) => {
      for (const path of await consolePages())
        await t.test(path, async () => {
          const filled = path.replaceAll(/\$(\w+)/g, (_, name: string) =>
            String(ids[name] ?? assert.fail(`What is ${name} in ${path}?`)),
          );
          const [, name] = visitors.find(([beginning]) => path.startsWith(beginning)) ?? assert.fail(path);
          await walk(await open(`/console${filled}`, name));
        });
    });

    it('that the server renders is reached by keyboard, and axe finds nothing', async (t) => {
      const routes = routesOf(platform.house).filter(
        ({ method, audience }) => method === 'GET' && audience === 'browser',
      );
      for (const { path } of routes)
        if (!noPage.test(path))
          await t.test(path, async () => {
            const how = rendered[path] ?? assert.fail(`Say in this test how one comes to ${path}.`);
            const more = how.more === undefined ? '' : `${how.more}${ids.clientId}`;
            await walk(
              await open(
                path.replaceAll(/:\w+/g, '1') + more,
                how.as === 'person' ? 'Jim Carter' : undefined,
              ),
            );
          });
    });
  });
}

/** Something of the demo for each parameter of an address. */
async function knownIds({ house, demo }: TestPlatform): Promise<Readonly<Record<string, string | number>>> {
  const company = demo.companies.find(({ name }) => name === 'Ridgeline Construction') ?? assert.fail();
  const app = demo.apps.find(({ environment }) => environment === 'production') ?? assert.fail();
  return await house.database.write(async (tx) => {
    const first = async (table: 'projects' | 'installations' | 'service_accounts' | 'permission_templates') =>
      (
        await tx
          .selectFrom(table)
          .select('id')
          .where('company_id', '=', company.id)
          .orderBy('id')
          .executeTakeFirst()
      )?.id ?? 0;
    const { id: personId } = await tx
      .selectFrom('people')
      .select('id')
      .where('email', '=', demo.people.find(({ name }) => name === 'Jim Carter')?.email ?? '')
      .executeTakeFirstOrThrow();
    const { id: appId } = await tx
      .selectFrom('apps')
      .select('id')
      .where('name', '=', 'Safety App')
      .executeTakeFirstOrThrow();
    const ana = await tx
      .selectFrom('people')
      .select('id')
      .where('email', '=', demo.people.find(({ name }) => name === 'Ana Torres')?.email ?? '')
      .executeTakeFirstOrThrow();
    const { hook: hookId } = await addHook(tx, company.id, { by: ana.id, at: house.clock.now() });
    return {
      companyId: company.id,
      clientId: app.clientId,
      personId,
      appId,
      projectId: await first('projects'),
      installationId: await first('installations'),
      accountId: await first('service_accounts'),
      templateId: await first('permission_templates'),
      hookId,
    };
  });
}
