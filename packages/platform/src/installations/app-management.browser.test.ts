import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { press } from '../journeys/people.test-support.ts';
import { looksRight } from '../testing/looks-right.ts';
import { openBrowser } from '../testing/open-browser.ts';
import {
  type CompanyStage,
  promoted,
  setCompanyStage,
  writesProjects,
} from './company-stage.test-support.ts';

let stage: CompanyStage;
let browser: Browser;
before(async () => {
  stage = await setCompanyStage();
  browser = await openBrowser();
});
after(async () => {
  await browser.close();
  await stage[Symbol.asyncDispose]();
});

interface Looks {
  readonly locale: 'en-US' | 'es-MX';
  readonly width: number;
  readonly colorScheme: 'light' | 'dark';
}
const english: Looks = { locale: 'en-US', width: 1280, colorScheme: 'light' };
const spanish: Looks = { locale: 'es-MX', width: 360, colorScheme: 'dark' };

/** A page of somebody's browser, signed in. A complaint of the page's policy, or an error in its script, fails. */
async function asPerson(name: string, path: string, looks: Looks, work: (page: Page) => Promise<void>) {
  const { locale, width, colorScheme } = looks;
  const viewport = { width, height: 800 };
  const context = await browser.newContext({ locale, colorScheme, viewport, reducedMotion: 'reduce' });
  try {
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    const person = stage.platform.demo.people.find((each) => each.name === name);
    assert.ok(person, name);
    await page.goto(`${stage.platform.url}/console${path}`);
    await page.fill('#email', person.email);
    await page.fill('#password', person.password);
    await page.keyboard.press('Enter');
    await work(page);
    assert.deepEqual(complaints, []);
  } finally {
    await context.close();
  }
}

/** Whoever approved the update has nothing left to read of it. */
async function updateIsRead(page: Page, appId: number): Promise<void> {
  for (;;) {
    const response = await page.request.get(
      `${stage.platform.url}/manage/v1/notices?unread=true&per_page=100`,
    );
    const unread = (await response.json()) as { kind: string; data: { app_id?: number } }[];
    if (!unread.some(({ kind, data }) => kind === 'app.update_available' && data.app_id === appId)) return;
    await page.waitForTimeout(50);
  }
}

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name }).first().waitFor();
const projectsOf = (id: number) => `/rest/v1.0/companies/${id}/projects`;

for (const { looks, words } of [
  {
    looks: english,
    words: {
      title: 'Installed apps',
      byKey: 'Install by version key',
      key: 'Version key',
      show: 'Show the app',
      install: 'Approve and install',
      disconnect: 'Disconnect',
      connected: 'Connected',
      disconnected: 'Disconnected',
      reconnect: 'Reconnect',
      review: 'Review the update',
      more: 'More than now',
      approve: 'Approve version 2.0.0',
      uninstall: 'Uninstall',
      uninstalled: 'Uninstalled',
    },
  },
  {
    looks: spanish,
    words: {
      title: 'Aplicaciones instaladas',
      byKey: 'Instalar con clave de versión',
      key: 'Clave de versión',
      show: 'Mostrar la aplicación',
      install: 'Aprobar e instalar',
      disconnect: 'Desconectar',
      connected: 'Conectada',
      disconnected: 'Desconectada',
      reconnect: 'Reconectar',
      review: 'Revisar la actualización',
      more: 'Más que ahora',
      approve: 'Aprobar la versión 2.0.0',
      uninstall: 'Desinstalar',
      uninstalled: 'Desinstalada',
    },
  },
]) {
  test(`an admin installs by key for one project, disconnects, reconnects, updates and uninstalls: ${looks.locale}, ${looks.width} wide`, async () => {
    const app = await stage.publish(`Night Watch ${looks.width}`);
    await asPerson('Ana Torres', `/companies/${stage.companyId}/apps`, looks, async (page) => {
      await heading(page, words.title);
      await looksRight(page);

      await press(page, words.byKey);
      await page
        .getByRole('dialog')
        .getByLabel(words.key)
        .fill(app.version.production_key ?? '');
      await press(page, words.show);
      await page.getByLabel('Harbor Tower').focus();
      await page.keyboard.press('Space');
      await looksRight(page);
      await press(page, words.install);
      await heading(page, words.connected);
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await looksRight(page);
      const token = await stage.tokenOf(app);
      const projects = await stage.rest(token, projectsOf(stage.companyId));
      assert.deepEqual(
        (projects.body as unknown as { name: string }[]).map(({ name }) => name),
        ['Harbor Tower'],
      );

      await press(page, words.disconnect);
      await page.getByRole('dialog').waitFor();
      await looksRight(page);
      await press(page, words.disconnect);
      await heading(page, words.disconnected);
      assert.equal((await stage.rest(token, projectsOf(stage.companyId))).status, 403);
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await press(page, words.reconnect);
      await page.getByRole('dialog').waitFor();
      await press(page, words.reconnect);
      await heading(page, words.connected);
      assert.equal((await stage.rest(token, projectsOf(stage.companyId))).status, 200);

      await promoted(stage.developer, app.path, '2.0.0', writesProjects);
      await page.reload();
      await press(page, words.review);
      await page.getByRole('dialog').getByText(words.more).waitFor();
      await looksRight(page);
      await press(page, words.approve);
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.getByRole('button', { name: words.review }).waitFor({ state: 'detached' });
      await page.getByText('2.0.0', { exact: true }).waitFor();
      await updateIsRead(page, app.id);

      await press(page, words.uninstall);
      await page.getByRole('dialog').waitFor();
      await press(page, words.uninstall);
      await heading(page, words.uninstalled);
      assert.equal((await stage.rest(token, projectsOf(stage.companyId))).status, 403);
      await looksRight(page);
    });
  });
}

test('a member asks for an app, an admin is told and approves it for one project, the member is told', async () => {
  const app = await stage.publish('Crane Planner');
  await listed(app.path, app.id);
  await asPerson('Lucía Ramírez', `/companies/${stage.companyId}/marketplace`, spanish, async (page) => {
    await heading(page, 'Tienda de aplicaciones');
    await looksRight(page);
    await press(page, 'Solicitar Crane Planner');
    await page.getByLabel('¿Para qué la necesita?').fill('Para saber qué grúa viene mañana.');
    await looksRight(page);
    await press(page, 'Enviar solicitud');
    await page.getByText('Usted ya la solicitó').waitFor();
  });
  await asPerson('Ana Torres', '/notices', english, async (page) => {
    await page.getByText('Lucía Ramírez asks for Crane Planner in Ridgeline Construction.').waitFor();
    await looksRight(page);
    await page.getByRole('link', { name: 'Open requests' }).first().click();
    await page.getByText('Para saber qué grúa viene mañana.').waitFor();
    await looksRight(page);
    await press(page, 'Review and approve: Crane Planner');
    await page.getByLabel('Harbor Tower').focus();
    await page.keyboard.press('Space');
    await looksRight(page);
    await press(page, 'Approve and install');
    await page.getByText('Crane Planner has been installed. Lucía Ramírez has been told.').waitFor();
  });
  await asPerson('Lucía Ramírez', '/notices', spanish, async (page) => {
    await page.getByText(/Se aprobó e instaló Crane Planner/).waitFor();
    await looksRight(page);
  });
});

test('a rule saved in the console binds an installed app from its next call on', async () => {
  const app = await stage.publish('Blocked Soon');
  await stage.install(app, [stage.projectId('Harbor Tower')]);
  const token = await stage.tokenOf(app);
  assert.equal((await stage.rest(token, projectsOf(stage.companyId))).status, 200);
  await asPerson('Ana Torres', `/companies/${stage.companyId}/app-policy`, spanish, async (page) => {
    await heading(page, 'Reglas para aplicaciones');
    await looksRight(page);
    await page
      .getByRole('radiogroup', { name: 'Blocked Soon' })
      .getByRole('radio', { name: 'Bloqueada' })
      .check();
    await press(page, 'Guardar reglas');
    await page.getByText('Se guardaron las reglas.').waitFor();
  });
  assert.equal((await stage.rest(token, projectsOf(stage.companyId))).status, 403);
});

test('a service account is made with its secret shown once, given permissions, regenerated to None, deleted', async () => {
  await asPerson('Ana Torres', `/companies/${stage.companyId}/service-accounts`, english, async (page) => {
    await heading(page, 'Service accounts');
    await press(page, 'Create a traditional account');
    await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Paper Bridge');
    await looksRight(page);
    await press(page, 'Create account');
    await heading(page, 'Paper Bridge has been created');
    await looksRight(page);
    const secret = await page.getByText(/^ghs_/).textContent();
    assert.ok(secret);
    await page.reload();
    await page.getByRole('link', { name: 'Paper Bridge' }).waitFor();
    assert.equal(await page.getByText(secret).count(), 0);

    await page.getByRole('link', { name: 'Paper Bridge' }).click();
    const reads = page.getByRole('radio', { name: 'Documents: Read only' });
    await reads.check();
    await press(page, 'Save permissions');
    await page.getByText('The permissions of Paper Bridge have been saved.').waitFor();
    await looksRight(page);
    await press(page, 'Regenerate secret');
    await page.getByRole('dialog').waitFor();
    await looksRight(page);
    await press(page, 'Regenerate secret');
    await page.getByText('Keep the secret now').waitFor();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    assert.equal(await page.getByRole('radio', { name: 'Documents: None' }).isChecked(), true);
    await press(page, 'Delete account');
    await page.getByRole('dialog').waitFor();
    await press(page, 'Delete account');
    await page.getByText('Paper Bridge has been deleted.').waitFor();
    await page.getByRole('link', { name: 'Paper Bridge' }).waitFor({ state: 'detached' });
    await looksRight(page);
  });
});

async function listed(path: string, id: number): Promise<void> {
  const { developer } = stage;
  const operator = await stage.visitor('Olivia Reed');
  const listing = { tagline: 'Which crane, which day', about: 'Plans the cranes of a site.' };
  const answers = [
    await developer.call('PUT', `${path}/listing`, listing),
    await developer.call('POST', `${path}/listing/submit`),
    await operator.call('POST', `/manage/v1/operator/apps/${id}/review`, { decision: 'approve' }),
  ];
  for (const { status, body } of answers) assert.equal(status, 200, JSON.stringify(body));
}
