import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { AppConfiguration } from '@gatehouse/wire';
import type { Browser } from 'playwright-core';
import { as, press } from '../journeys/people.test-support.ts';
import { looksRight } from '../testing/looks-right.ts';
import { openBrowser } from '../testing/open-browser.ts';
import { type CompanyStage, setCompanyStage } from './company-stage.test-support.ts';

const english = {
  locale: 'en-US',
  title: 'Configurations',
  none: 'There is no configuration yet. Not every app asks for one.',
  add: 'Add a configuration',
  name: 'Title',
  content: 'Settings',
  bad: 'This is no JSON object.',
  company: 'For the company',
  allProjects: 'In all projects',
  save: 'Save configuration',
  change: (name: string) => `Change ${name}`,
  remove: (name: string) => `Remove ${name}`,
  removeIt: 'Remove',
  where: 'For the company · 1 project',
  failed: 'The configuration was not changed',
  cancel: 'Cancel',
};
const spanish: typeof english = {
  locale: 'es-MX',
  title: 'Configuraciones',
  none: 'Aún no hay ninguna configuración. No todas las aplicaciones la piden.',
  add: 'Agregar una configuración',
  name: 'Título',
  content: 'Valores',
  bad: 'Esto no es un objeto JSON.',
  company: 'Para la empresa',
  allProjects: 'En todos los proyectos',
  save: 'Guardar configuración',
  change: (name: string) => `Cambiar ${name}`,
  remove: (name: string) => `Quitar ${name}`,
  removeIt: 'Quitar',
  where: 'Para la empresa · 1 proyecto',
  failed: 'No se cambió la configuración',
  cancel: 'Cancelar',
};

suite('configurations of apps in the console', () => {
  let stage: CompanyStage;
  let browser: Browser;
  before(async () => {
    [stage, browser] = await Promise.all([setCompanyStage(), openBrowser()]);
  });
  after(async () => {
    await browser.close();
    await stage[Symbol.asyncDispose]();
  });

  for (const { words, width, colorScheme } of [
    { words: english, width: 1280, colorScheme: 'light' },
    { words: spanish, width: 360, colorScheme: 'dark' },
  ] as const) {
    test(`an admin sets an app up, changes that and takes it back: ${words.locale}, ${width} wide`, async () => {
      const app = await stage.publish(`Set-up ${words.locale}`);
      const installation = await stage.install(app, [stage.projectId('Harbor Tower')]);
      const stored = async () => {
        const path = `/rest/v1.0/companies/${stage.companyId}/app_configurations`;
        const filter = `?filters[app_installation_id]=${installation.id}`;
        return (await stage.admin.call<AppConfiguration[]>('GET', path + filter)).body;
      };
      const visit = {
        locale: words.locale,
        width,
        colorScheme,
        path: `/companies/${stage.companyId}/apps/${installation.id}`,
        complaints: ['Failed to load resource: the server responded with a status of 409 (Conflict)'],
      };
      await as({ browser, platform: stage.platform }, 'Ana Torres', visit, async (page) => {
        const dialog = page.getByRole('dialog');
        const list = page.getByRole('list', { name: words.title });
        await page.getByText(words.none).waitFor();
        await looksRight(page);

        await press(page, words.add);
        await dialog.getByRole('textbox', { name: words.name }).fill('Nightly');
        await dialog.getByRole('textbox', { name: words.content }).fill('[1]');
        await dialog.getByText(words.bad).waitFor();
        await looksRight(page);
        assert.equal(await dialog.getByRole('button', { name: words.save }).isDisabled(), true);
        await dialog.getByRole('textbox', { name: words.content }).fill('{ "folder": "Reports" }');
        await dialog.getByRole('checkbox', { name: words.company }).press('Space');
        await dialog.getByRole('checkbox', { name: 'Harbor Tower' }).press('Space');
        await looksRight(page);
        await press(page, words.save);
        await list.getByText('Nightly').waitFor();
        await list.getByText(words.where).waitFor();
        await looksRight(page);
        const [made] = await stored();
        assert.deepEqual(
          [made?.title, made?.instance_configuration, made?.applies_to_company, made?.projects],
          ['Nightly', { folder: 'Reports' }, true, [{ id: stage.projectId('Harbor Tower') }]],
        );

        await press(page, words.add);
        await dialog.getByRole('textbox', { name: words.name }).fill('Nightly');
        await press(page, words.save);
        await dialog.getByText(words.failed).waitFor();
        await looksRight(page);
        await dialog.getByRole('button', { name: words.cancel }).press('Enter');
        await dialog.waitFor({ state: 'detached' });

        await press(page, words.change('Nightly'));
        await dialog.getByRole('textbox', { name: words.name }).fill('Weekly');
        await dialog.getByRole('checkbox', { name: words.allProjects }).press('Space');
        await press(page, words.save);
        await list.getByText('Weekly').waitFor();
        const [changed] = await stored();
        assert.deepEqual(
          [changed?.title, changed?.instance_configuration, changed?.applies_to_all_projects],
          ['Weekly', { folder: 'Reports' }, true],
        );

        await press(page, words.remove('Weekly'));
        await dialog.waitFor();
        await looksRight(page);
        await press(page, words.removeIt);
        await page.getByText(words.none).waitFor();
        assert.deepEqual(await stored(), []);
      });
    });
  }
});
