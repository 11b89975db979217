import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { as, follow, press, seeHeading } from '../journeys/people.test-support.ts';
import { looksRight } from '../testing/looks-right.ts';
import { openBrowser } from '../testing/open-browser.ts';
import { startPlatform, type TestPlatform } from '../testing/start-platform.ts';

let platform: TestPlatform;
let browser: Browser;
let company: number;
before(async () => {
  platform = await startPlatform();
  browser = await openBrowser();
  const found = await platform.house.database.read((tx) =>
    tx
      .selectFrom('companies')
      .select('id')
      .where('name', '=', 'Ridgeline Construction')
      .executeTakeFirstOrThrow(),
  );
  company = found.id;
});
after(async () => {
  await browser.close();
  await platform.close();
});

const english = { locale: 'en-US', width: 1280, colorScheme: 'light' } as const;
const spanish = { locale: 'es-MX', width: 360, colorScheme: 'dark' } as const;
const told = (page: Page, text: string) => page.getByText(text, { exact: true }).first().waitFor();
const cell = (page: Page, name: RegExp) => page.getByRole('gridcell').getByRole('button', { name });

for (const { looks, words } of [
  {
    looks: english,
    words: {
      people: 'People',
      add: 'Add a person',
      first: 'First name',
      last: 'Last name',
      email: 'E-mail',
      confirm: 'Add',
      added: 'Rosa Vega has been added and invited by e-mail.',
      search: 'Find by name or address',
      jobTitle: 'Job title',
      save: 'Save details',
      saved: 'The details of Rosa Vega have been saved.',
      project: 'Add to a project',
      join: 'Add to project',
      deactivate: 'Deactivate',
      deactivated: 'Rosa Vega has been deactivated.',
      reactivate: 'Reactivate',
      reactivated: 'Rosa Vega is active again.',
    },
  },
  {
    looks: spanish,
    words: {
      people: 'Personas',
      add: 'Agregar una persona',
      first: 'Nombre',
      last: 'Apellido',
      email: 'Correo',
      confirm: 'Agregar',
      added: 'Se agregó a Rosa Vega y se le envió una invitación por correo.',
      search: 'Buscar por nombre o correo',
      jobTitle: 'Puesto',
      save: 'Guardar datos',
      saved: 'Se guardaron los datos de Rosa Vega.',
      project: 'Agregar a un proyecto',
      join: 'Agregar al proyecto',
      deactivate: 'Desactivar',
      deactivated: 'Se desactivó a Rosa Vega.',
      reactivate: 'Reactivar',
      reactivated: 'Rosa Vega está activa de nuevo.',
    },
  },
]) {
  test(`an admin adds somebody, finds and changes them, puts them into a project, shuts them out and lets them back: ${looks.locale}, ${looks.width} wide`, async () => {
    const path = `/companies/${company}/people`;
    await as({ browser, platform }, 'Ana Torres', { ...looks, path }, async (page) => {
      await seeHeading(page, words.people);
      await page.getByRole('link', { name: 'Jim Carter' }).waitFor();
      await page.getByRole('link', { name: 'Site Scanner' }).waitFor();
      assert.equal(await page.getByText('service-accounts.invalid').count(), 0, 'it reaches nobody');
      await looksRight(page);
      await press(page, words.add);
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('textbox', { name: words.first, exact: true }).fill('Rosa');
      await dialog.getByRole('textbox', { name: words.last }).fill('Vega');
      await dialog.getByRole('textbox', { name: words.email }).fill(`rosa.${looks.locale}@vega.example`);
      await looksRight(page);
      await press(page, words.confirm);
      await told(page, words.added);
      await dialog.waitFor({ state: 'detached' });

      await page.getByLabel(words.search).fill(`rosa.${looks.locale}`);
      await page.getByRole('link', { name: 'Jim Carter' }).waitFor({ state: 'detached' });
      await follow(page, 'Rosa Vega');
      await seeHeading(page, 'Rosa Vega');
      await page.getByLabel(words.jobTitle).fill('Foreman');
      await press(page, words.save);
      await told(page, words.saved);
      await page.getByLabel(words.project).selectOption({ label: '2601 - Harbor Tower' });
      await press(page, words.join);
      await page.getByRole('link', { name: '2601 - Harbor Tower' }).waitFor();
      await looksRight(page);

      await press(page, words.deactivate);
      await page.getByRole('dialog').waitFor();
      await looksRight(page);
      await press(page, words.deactivate);
      await told(page, words.deactivated);
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await looksRight(page);
      await press(page, words.reactivate);
      await told(page, words.reactivated);
      assert.equal(await page.getByLabel(words.jobTitle).inputValue(), 'Foreman');
    });
  });
}

for (const { looks, words } of [
  {
    looks: english,
    words: {
      title: 'Import people',
      columns: 'first_name,last_name,email_address',
      list: 'Lines, with commas between the columns',
      check: 'Check',
      added: 'Is added',
      faults: ['Last name: is missing', 'E-mail: is not an e-mail address'],
      invite: 'Invite the 2 new people by e-mail',
      confirm: 'Import 2 people',
      done: 'Added: 2. Changed: 0. Left out: 1. Invited by e-mail: 2.',
      all: 'All people',
    },
  },
  {
    looks: spanish,
    words: {
      title: 'Importar personas',
      columns: 'Nombre,Apellido,Correo electrónico',
      list: 'Líneas, con comas entre las columnas',
      check: 'Revisar',
      added: 'Se agrega',
      faults: ['Apellido: falta', 'Correo: no es una dirección de correo'],
      invite: 'Invitar por correo a las 2 personas nuevas',
      confirm: 'Importar 2 personas',
      done: 'Agregadas: 2. Cambiadas: 0. Omitidas: 1. Invitadas por correo: 2.',
      all: 'Todas las personas',
    },
  },
])
  test(`a list from a spreadsheet is shown line by line with what is wrong in it before anything is written, and who is new is invited: ${looks.locale}`, async () => {
    const path = `/companies/${company}/people/import`;
    await as({ browser, platform }, 'Ana Torres', { ...looks, path }, async (page) => {
      await seeHeading(page, words.title);
      const lines = [
        words.columns,
        `Iris,Mora,iris.${looks.locale}@mora.example`,
        'Nadie,,not an address',
        `Ivo,Mora ${looks.locale},ivo.${looks.locale}@mora.example`,
      ];
      await page.getByLabel(words.list).fill(lines.join('\n'));
      await press(page, words.check);
      await page
        .getByRole('row', { name: /Iris Mora/ })
        .getByText(words.added)
        .waitFor();
      for (const fault of words.faults)
        await page.getByRole('row', { name: /Nadie/ }).getByText(fault, { exact: true }).waitFor();
      await looksRight(page);
      assert.equal(await page.getByRole('checkbox', { name: words.invite }).isChecked(), true);
      await press(page, words.confirm);
      await told(page, words.done);
      await looksRight(page);
      await follow(page, words.all);
      await page.getByRole('link', { name: `Ivo Mora ${looks.locale}` }).waitFor();
    });
  });

test('a project is created, gets a member and loses a tool, and is archived', async () => {
  const path = `/companies/${company}/projects`;
  await as({ browser, platform }, 'Ana Torres', { ...english, path }, async (page) => {
    await seeHeading(page, 'Projects');
    await page.getByRole('link', { name: 'Harbor Tower' }).waitFor();
    await looksRight(page);
    await press(page, 'Create a project');
    await page.getByRole('dialog').getByLabel('Name').fill('Lighthouse');
    await press(page, 'Create project');
    await seeHeading(page, 'Lighthouse');
    await page.getByRole('combobox', { name: 'Add somebody of the company' }).fill('Carter');
    await page.getByRole('option', { name: /Jim Carter/ }).click();
    await press(page, 'Add to project');
    await told(page, 'Jim Carter is now in Lighthouse.');
    await page.getByRole('link', { name: 'Jim Carter' }).waitFor();
    const tool = page.getByRole('switch', { name: 'Documents' });
    await tool.focus();
    await page.keyboard.press('Space');
    await page.getByRole('switch', { name: 'Documents', checked: false }).waitFor();
    await looksRight(page);
    await press(page, 'Archive');
    await page.getByRole('dialog').waitFor();
    await press(page, 'Archive');
    await told(page, 'Lighthouse has been archived.');
    await follow(page, 'All projects');
    await page.getByLabel('Show').selectOption('Archived');
    await page.getByRole('link', { name: 'Lighthouse' }).waitFor();
    await looksRight(page);
  });
});

test('levels are read and changed cell by cell by keyboard, and taken back', async () => {
  const path = `/companies/${company}/permissions`;
  await as({ browser, platform }, 'Ana Torres', { ...english, path }, async (page) => {
    await seeHeading(page, 'Who may do what');
    await page.getByLabel('Where').selectOption({ label: '2601 - Harbor Tower' });
    const documents = cell(page, /Jim Carter, Documents/);
    await documents.waitFor();
    await looksRight(page);
    const before = await documents.getAttribute('aria-label');
    await cell(page, /Jim Carter, template/).focus();
    await page.keyboard.press('ArrowRight');
    assert.equal(await documents.evaluate((element) => element.matches(':focus')), true);
    await page.keyboard.press('Enter');
    await page.getByRole('menuitemradio', { name: 'Admin' }).waitFor();
    await looksRight(page);
    await page.getByRole('menuitemradio', { name: 'Admin' }).focus();
    await page.keyboard.press('Enter');
    await cell(page, /Jim Carter, Documents: Admin, set by hand/).waitFor();
    await told(page, 'Jim Carter, Documents: Admin.');
    await looksRight(page);
    await press(page, 'Undo');
    await page.getByRole('button', { name: before ?? '', exact: true }).waitFor();
  });
});

test('a template is made, and a group, and somebody is put into it', async () => {
  const path = `/companies/${company}/permissions/templates`;
  await as({ browser, platform }, 'Ana Torres', { ...spanish, path }, async (page) => {
    await seeHeading(page, 'Plantillas de permisos');
    await page.getByRole('list', { name: 'Para proyectos' }).waitFor();
    await looksRight(page);
    await follow(page, 'Crear una plantilla');
    await page.getByRole('textbox', { name: 'Nombre' }).fill('Capataz');
    await page.getByRole('radio', { name: 'Documentos: Estándar' }).check();
    await page.getByRole('checkbox', { name: 'Mover y copiar carpetas y archivos' }).check();
    await looksRight(page);
    await press(page, 'Guardar plantilla');
    await follow(page, 'Capataz');
    await page.getByRole('textbox', { name: 'Nombre' }).fill('Capataz de obra');
    await press(page, 'Guardar plantilla');
    await told(page, 'Se guardó Capataz de obra.');
    assert.equal(
      await page.getByRole('checkbox', { name: 'Mover y copiar carpetas y archivos' }).isChecked(),
      true,
    );
    await page.goto(`${platform.url}/console/companies/${company}/permissions/groups`);
    await told(page, 'Aún no hay grupos');
    await looksRight(page);
    await press(page, 'Crear un grupo');
    await page.getByRole('dialog').getByLabel('Nombre').fill('Seguridad');
    await press(page, 'Guardar grupo');
    await page.getByRole('combobox', { name: 'Agregar a alguien a Seguridad' }).fill('Carter');
    await page.getByRole('option', { name: /Jim Carter/ }).click();
    await press(page, 'Agregar a Seguridad');
    await page.getByRole('list', { name: 'Personas en Seguridad' }).getByText('Jim Carter').waitFor();
    await looksRight(page);
    await press(page, 'Ocultar personas en Seguridad');
    await page.getByRole('list', { name: 'Personas en Seguridad' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Mostrar personas en Seguridad' }).focus();
    await page.keyboard.press('Enter');
    await press(page, 'Quitar a Jim Carter de Seguridad');
    await page.getByText('0 personas').waitFor();
    await looksRight(page);
  });
});

test('the decision is explained term by term, with the way to where it can be changed', async () => {
  const path = `/companies/${company}/permissions/explain`;
  await as({ browser, platform }, 'Ana Torres', { ...spanish, path }, async (page) => {
    await seeHeading(page, 'Explicar');
    await looksRight(page);
    await page.getByRole('combobox', { name: 'Persona' }).fill('Carter');
    await page.getByRole('option', { name: /Jim Carter/ }).click();
    await page.getByLabel('Necesita el nivel').selectOption('Admin');
    await page.getByText(/El nivel en la herramienta alcanza – no se cumple/).waitFor();
    await looksRight(page);
    await page.getByRole('radio', { name: 'Una aplicación, para una persona' }).check();
    await page.getByLabel('Aplicación', { exact: true }).selectOption('Safety App');
    await page.getByText(/El permiso para la aplicación sigue en pie – no se cumple/).waitFor();
    await looksRight(page);
    await follow(page, 'Cambiar los permisos');
    await seeHeading(page, 'Quién puede qué');
  });
});

for (const { looks, words } of [
  {
    looks: english,
    words: {
      title: 'Explain',
      account: 'An app’s own account',
      which: 'Service account',
      where: 'Where',
      yes: 'Yes, this is allowed',
      no: 'No: 1 term does not hold',
      choose: 'Choose one',
      visible: 'The item is visible: no',
      up: 'Up',
      take: 'Take Drawings',
      none: 'None in particular',
      documents: 'Open the documents',
    },
  },
  {
    looks: spanish,
    words: {
      title: 'Explicar',
      account: 'La cuenta propia de una aplicación',
      which: 'Cuenta de servicio',
      where: 'Dónde',
      yes: 'Sí, esto está permitido',
      no: 'No: 1 término no se cumple',
      choose: 'Elegir uno',
      visible: 'El elemento es visible – no se cumple',
      up: 'Subir',
      take: 'Tomar Drawings',
      none: 'Ninguno en particular',
      documents: 'Abrir los documentos',
    },
  },
])
  test(`an account and an item are picked on the page, and the item’s term says why not, in ${looks.locale}`, async () => {
    const path = `/companies/${company}/permissions/explain`;
    await as({ browser, platform }, 'Ana Torres', { ...looks, path }, async (page) => {
      await seeHeading(page, words.title);
      await page.getByRole('radio', { name: words.account }).check();
      await page.getByLabel(words.which, { exact: true }).selectOption({ label: 'Nightly Report' });
      await page.getByLabel(words.where, { exact: true }).selectOption({ label: '2601 - Harbor Tower' });
      await seeHeading(page, words.yes);
      await looksRight(page);

      await press(page, words.choose);
      await press(page, 'Contracts');
      await page.getByRole('list', { name: 'Root Folder/Contracts' }).waitFor();
      await looksRight(page);
      await press(page, 'Steel supplier.txt');
      await seeHeading(page, words.no);
      await page.getByText(words.visible).waitFor();
      await page.locator('button:focus', { hasText: words.choose }).waitFor();
      await looksRight(page);

      await press(page, words.choose);
      await press(page, 'Drawings');
      await press(page, words.take);
      await seeHeading(page, words.yes);
      await told(page, 'Root Folder/Drawings');
      await press(page, words.none);
      await seeHeading(page, words.yes);
      await press(page, words.choose);
      await press(page, 'Contracts');
      await press(page, words.up);
      await press(page, 'Contracts');
      await press(page, 'Steel supplier.txt');
      await follow(page, words.documents);
      await page.waitForURL(/\/documents$/);
    });
  });

test('whoever runs the deployment makes a company, whose administrator is invited', async () => {
  const path = '/operator/companies/new';
  await as({ browser, platform }, 'Olivia Reed', { ...english, path }, async (page) => {
    await seeHeading(page, 'New company');
    await page.getByLabel('Name of the company').fill('Summit Builders');
    await page.getByLabel('Last name').fill('Park');
    await page.getByRole('textbox', { name: 'E-mail' }).fill('park@summit.example');
    await looksRight(page);
    await press(page, 'Create company');
    await told(page, 'Summit Builders has been created. Its administrator is park@summit.example.');
  });
});
