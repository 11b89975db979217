import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { record } from '../audit/audit.ts';
import { findRootId } from '../documents/path-store.ts';
import { openReceiver, type Receiver, until } from '../events/receiver.test-support.ts';
import { as, follow, press, seeHeading } from '../journeys/people.test-support.ts';
import { looksRight } from '../testing/looks-right.ts';
import { openBrowser } from '../testing/open-browser.ts';
import { startPlatform, type TestPlatform } from '../testing/start-platform.ts';

const origin = { requestId: 't', address: '', actor: { kind: 'system' }, clientId: null } as const;

let platform: TestPlatform;
let browser: Browser;
let receiver: Receiver;
let companyId: number;
before(async () => {
  platform = await startPlatform({ eventsToPrivateAddresses: true });
  browser = await openBrowser();
  receiver = await openReceiver();
  companyId =
    platform.demo.companies.find(({ name }) => name === 'Ridgeline Construction')?.id ?? assert.fail();
});
after(async () => {
  await browser.close();
  await platform.close();
  await receiver[Symbol.asyncDispose]();
});

const english = {
  title: 'Webhooks',
  none: 'No webhook yet',
  add: 'New webhook',
  address: 'Address',
  header: 'Authorization header',
  confirm: 'Add webhook',
  added: 'The webhook has been added. Choose now of what it is told.',
  box: 'Folders of the company: Changed',
  failed: 'Tried again',
  again: /^Send again: Folders of the company \d+: Changed$/,
  willBe: 'It will be sent again in a moment.',
  delivered: 'Delivered',
  disable: 'Disable',
  enable: 'Enable',
  remove: 'Delete',
  removed: 'The webhook has been deleted.',
};
type Words = { readonly [Key in keyof typeof english]: (typeof english)[Key] };

const walks: readonly {
  readonly looks: { readonly locale: string; readonly width: number; readonly colorScheme: 'light' | 'dark' };
  readonly words: Words;
}[] = [
  { looks: { locale: 'en-US', width: 1280, colorScheme: 'light' }, words: english },
  {
    looks: { locale: 'es-MX', width: 360, colorScheme: 'dark' },
    words: {
      title: 'Webhooks',
      none: 'Todavía no hay ningún webhook',
      add: 'Nuevo webhook',
      address: 'Dirección',
      header: 'Cabecera Authorization',
      confirm: 'Añadir webhook',
      added: 'Se añadió el webhook. Elija ahora de qué se le avisa.',
      box: 'Carpetas de la empresa: Cambiado',
      failed: 'Se intenta de nuevo',
      again: /^Enviar de nuevo: Carpetas de la empresa \d+: Cambiado$/,
      willBe: 'Se enviará de nuevo en un momento.',
      delivered: 'Entregado',
      disable: 'Desactivar',
      enable: 'Activar',
      remove: 'Eliminar',
      removed: 'Se eliminó el webhook.',
    },
  },
];

for (const { looks, words } of walks)
  test(`a company admin has a system told of changes, by keyboard: ${looks.locale}, ${looks.width} wide`, async () => {
    const path = `/companies/${companyId}/webhooks`;
    const before = receiver.received.length;
    await as({ browser, platform }, 'Ana Torres', { ...looks, path }, async (page) => {
      await seeHeading(page, words.none);
      await looksRight(page);
      await addHook(page, words);
      await page.getByText(words.added).waitFor();
      await looksRight(page);
      await follow(page, receiver.url);
      const box = page.getByRole('checkbox', { name: words.box });
      await box.press('Space');
      await until(async () => (await box.isChecked()) && (await triggers()) === 1, 'the box to count');
      await page.getByText('*****').first().waitFor();

      receiver.answerWith(503);
      await changeFolder();
      await until(() => receiver.received.length > before, 'an attempt');
      assert.equal(receiver.received.at(-1)?.headers.authorization, 'Bearer of the receiver');
      await shows(page, words.failed);
      await looksRight(page);
      receiver.answerWith(200);
      await page.getByRole('button', { name: words.again }).press('Enter');
      await page.getByText(words.willBe).waitFor();
      await shows(page, words.delivered);
      await looksRight(page);

      await press(page, words.disable);
      await page.getByRole('button', { name: words.enable, exact: true }).press('Enter');
      await page.getByRole('button', { name: words.disable, exact: true }).waitFor();
      await press(page, words.remove);
      await page.getByRole('dialog').waitFor();
      await looksRight(page);
      await press(page, words.remove);
      await page.getByText(words.removed).waitFor();
      await seeHeading(page, words.none);
    });
  });

async function addHook(page: Page, words: Words): Promise<void> {
  await press(page, words.add);
  await page.getByLabel(words.address).fill(receiver.url);
  await page.getByLabel(words.header).fill('Bearer of the receiver');
  await looksRight(page);
  await press(page, words.confirm);
}

/** What the list of deliveries says once one knows it: it is read when the page is opened. */
async function shows(page: Page, word: string): Promise<void> {
  await until(async () => {
    await page.reload();
    await page.getByRole('listitem').first().waitFor();
    await page.waitForLoadState('networkidle');
    return (await page.getByText(word, { exact: true }).count()) > 0;
  }, word);
}

async function triggers(): Promise<number> {
  const rows = await platform.house.database.read((tx) =>
    tx.selectFrom('webhook_triggers').select('id').execute(),
  );
  return rows.length;
}

async function changeFolder(): Promise<void> {
  const { house } = platform;
  await house.database.write(async (tx) => {
    const id = await findRootId(tx, { companyId, projectId: null });
    await record(house, tx, origin, {
      event: 'folder.updated',
      companyId,
      subject: `folder:${id}`,
      details: { projectId: null },
    });
  });
}
