import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { ApiError, bearer, GatehouseApi, NotConnected, OAuthClient } from '@gatehouse/client';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../testing/open-browser.ts';
import { startPlatform, type TestPlatform } from '../testing/start-platform.ts';
import { type ConsoleWords, english, spanish } from './console-words.test-support.ts';
import { as, copied, follow, press, seeHeading } from './people.test-support.ts';

suite('the way of an app, from its first page to its end in a company', () => {
  let browser: Browser;
  let platform: TestPlatform;
  before(async () => {
    [platform, browser] = await Promise.all([startPlatform(), openBrowser()]);
  });
  after(async () => {
    await browser.close();
    await platform.close();
  });

  for (const words of [english, spanish]) {
    test(`built, tried, promoted, requested, approved for one project, updated and disconnected: ${words.locale}`, async () => {
      const { locale, app } = words;
      const ridgeline = platform.demo.companies[0];
      const [harbor, mill] = ridgeline?.projects ?? [];
      assert.ok(ridgeline && harbor && mill);
      const stage = { browser, platform };
      const company = `/companies/${ridgeline.id}`;

      let appPath = '';
      let production = { clientId: '', clientSecret: '' };
      await as(stage, 'Devon Park', { locale, path: '/developer/apps' }, async (page) => {
        const sandbox = await buildApp(page, words);
        appPath = new URL(page.url()).pathname.replace(/^\/console|\/[a-z-]+$/g, '');
        await saveVersion(page, words, '1.0.0', words.readsDocuments);
        const key = await copied(page, /^[0-9a-f-]{36}$/);
        const companyId = await sandboxOf(app);
        await page.goto(`${platform.url}/console/companies/${companyId}/apps`);
        await installByKey(page, words, key, 'Sandbox Test Project');
        assert.deepEqual(await projectsSeen(sandbox, companyId), ['Sandbox Test Project']);
        await assert.rejects(projectsSeen(sandbox, ridgeline.id), ApiError, 'a sandbox secret stays there');

        await page.goto(`${platform.url}/console${appPath}/versions`);
        await promote(page, words, '1.0.0', 'The first version.');
        await seeHeading(page, words.productionCredentials);
        production = await credentialsOn(page);
        await follow(page, words.marketplace);
        await page.getByRole('textbox', { name: words.inOneLine }).fill('Every site, once a day');
        await page.getByRole('textbox', { name: words.about }).fill('Walks through the documents.');
        await press(page, words.save);
        await page.getByText(words.pageSaved).waitFor();
        await press(page, words.submit);
        await page.getByText(words.pageSubmitted).waitFor();
      });
      await as(stage, 'Olivia Reed', { locale, path: '/operator/reviews' }, async (page) => {
        await press(page, words.approveListing(app));
        await page.getByText(words.inMarketplace(app)).waitFor();
      });

      const api = apiOf(production);
      const inHarbor = { companyId: ridgeline.id, projectId: harbor.id };
      const inMill = { companyId: ridgeline.id, projectId: mill.id };
      await assert.rejects(api.folders.root(inHarbor), NotConnected);

      await as(stage, 'Jim Carter', { locale, path: `${company}/marketplace` }, async (page) => {
        await press(page, words.request(app));
        await page.getByLabel(words.whatFor).fill(words.reason);
        await press(page, words.sendRequest);
        await page.getByText(words.asked).first().waitFor();
      });
      await as(stage, 'Ana Torres', { locale, path: `${company}/requests` }, async (page) => {
        await page.getByText(words.reason).waitFor();
        await press(page, words.review(app));
        await page.getByRole('dialog').getByLabel('Harbor Tower').check();
        await press(page, words.approveAndInstall);
        await page.getByText(words.told(app, 'Jim Carter')).waitFor();
      });

      assert.ok((await api.folders.root(inHarbor)).folders.length > 0);
      await refused(api.folders.root(inMill));
      const sheet = { name: `${app}.txt`, content: new Blob(['All is well.\n']) };
      await refused(api.files.upload(inHarbor, sheet));

      await as(stage, 'Devon Park', { locale, path: `${appPath}/configuration` }, async (page) => {
        await saveVersion(page, words, '1.1.0', words.writesDocuments);
        await promote(page, words, '1.1.0', 'It writes down what it saw.');
        await page.getByRole('dialog').waitFor({ state: 'detached' });
      });
      await refused(api.files.upload(inHarbor, sheet));
      await as(stage, 'Ana Torres', { locale, path: `${company}/apps` }, async (page) => {
        await follow(page, app);
        await press(page, words.reviewUpdate);
        const dialog = page.getByRole('dialog');
        await dialog.getByText(words.moreThanNow).waitFor();
        await press(page, words.approveVersion('1.1.0'));
        await dialog.waitFor({ state: 'detached' });
        assert.equal((await api.files.upload(inHarbor, sheet)).name, sheet.name);
        await refused(api.files.upload(inMill, sheet));

        await press(page, words.disconnect);
        await dialog.waitFor();
        await press(page, words.disconnect);
        await seeHeading(page, words.disconnected);
        await assert.rejects(api.folders.root(inHarbor), NotConnected);
      });
    });
  }

  function apiOf(credentials: Credentials): GatehouseApi {
    const tokens = new OAuthClient({ issuer: platform.url, ...credentials }).serviceTokens();
    return new GatehouseApi({ baseUrl: platform.url, authorizer: bearer(tokens) });
  }

  async function projectsSeen(credentials: Credentials, companyId: number): Promise<string[]> {
    const projects = await apiOf(credentials).projects.list(companyId).all();
    return projects.map(({ name }) => name);
  }

  async function sandboxOf(name: string): Promise<number> {
    const row = await platform.house.database.read((tx) =>
      tx.selectFrom('apps').select('sandbox_company_id').where('name', '=', name).executeTakeFirstOrThrow(),
    );
    return row.sandbox_company_id ?? 0;
  }
});

interface Credentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** From the list of apps to the page that says what the new one needs; answers its sandbox credentials. */
async function buildApp(page: Page, words: ConsoleWords): Promise<Credentials> {
  await follow(page, words.createApp);
  await page.getByRole('textbox', { name: words.name }).fill(words.app);
  await page.getByRole('textbox', { name: words.publisher }).fill('Brightside Apps');
  await press(page, words.createApp);
  await seeHeading(page, words.isReady(words.app));
  const credentials = await credentialsOn(page);
  await follow(page, words.sayWhatItNeeds);
  await page.getByLabel(words.ownAccount).check();
  return credentials;
}

async function credentialsOn(page: Page): Promise<Credentials> {
  return { clientId: await copied(page, /^ghi_/), clientSecret: await copied(page, /^ghs_/) };
}

/** On the configuration page, with the project's documents at this level. */
async function saveVersion(page: Page, words: ConsoleWords, semver: string, level: string): Promise<void> {
  const inProjects = page.getByRole('table', { name: words.inEachProject });
  await inProjects.getByRole('radio', { name: level }).check();
  await press(page, words.saveVersion);
  await seeHeading(page, words.version(semver));
}

async function promote(page: Page, words: ConsoleWords, semver: string, notes: string): Promise<void> {
  await press(page, words.promoteVersion(semver));
  await page.getByRole('dialog').getByLabel(words.whatIsNew).fill(notes);
  await press(page, words.promote);
}

async function installByKey(page: Page, words: ConsoleWords, key: string, project: string): Promise<void> {
  await press(page, words.installByKey);
  await page.getByRole('dialog').getByLabel(words.versionKey).fill(key);
  await press(page, words.showApp);
  await page.getByRole('dialog').getByLabel(project).check();
  await press(page, words.approveAndInstall);
  await seeHeading(page, words.connected);
}

/** A refusal of the formula, not of the connection. */
async function refused(asked: Promise<unknown>): Promise<void> {
  await assert.rejects(asked, (error) => {
    assert.ok(error instanceof ApiError && !(error instanceof NotConnected));
    assert.equal(error.status, 403);
    return true;
  });
}
