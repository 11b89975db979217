import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, suite, test } from 'node:test';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../testing/open-browser.ts';
import { startPlatform, type TestPlatform } from '../testing/start-platform.ts';
import { type ServingExample, serveExample } from './example-program.test-support.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const english = {
  locale: 'en-US',
  email: 'Email',
  password: 'Password',
  signIn: 'Sign in',
  allow: 'Allow',
  deny: 'Deny',
  connect: 'Connect',
  disconnect: 'Disconnect',
  person: 'Connected as Jim Carter',
  denied: 'You did not allow it, so nothing was connected.',
  addHere: 'Add Emergency plan to Harbor Tower',
  added: 'Emergency plan was added to Harbor Tower.',
  addThere: 'Add Emergency plan to Mill Street School',
  refused: /^Gatehouse refused: what you may not do here/,
  notConnected: 'This company has not connected Safety App.',
  gone: 'Disconnected. The app can no longer act in your name.',
  ended: 'The connection has ended.',
  foreign: 'This answer does not belong to a connection that was started here.',
};

const spanish: typeof english = {
  locale: 'es-MX',
  email: 'Correo electrónico',
  password: 'Contraseña',
  signIn: 'Iniciar sesión',
  allow: 'Permitir',
  deny: 'Rechazar',
  connect: 'Conectar',
  disconnect: 'Desconectar',
  person: 'Conexión de Jim Carter',
  denied: 'No dio su permiso, así que no se conectó nada.',
  addHere: 'Añadir Plan de emergencia a Harbor Tower',
  added: 'Plan de emergencia: añadida a Harbor Tower.',
  addThere: 'Añadir Plan de emergencia a Mill Street School',
  refused: /^Gatehouse lo rechazó: lo que usted no puede/,
  notConnected: 'Esta empresa no ha conectado Safety App.',
  gone: 'Desconectada. La aplicación ya no puede actuar en su nombre.',
  ended: 'La conexión ha terminado.',
  foreign: 'Esta respuesta no es de una conexión iniciada aquí.',
};

suite('examples/safety-app, as its README says', () => {
  let browser: Browser;
  before(async () => {
    browser = await openBrowser();
  });
  after(() => browser.close());

  for (const words of [english, spanish]) {
    test(`connects, adds a sheet where Jim may and not where he may not, and lets go (${words.locale})`, async () => {
      await onStage(browser, words.locale, async ({ page, platform, app }) => {
        await page.goto(app.url);
        await accessible(page);
        const connect = page.getByRole('button', { name: words.connect, exact: true });
        await connect.click();
        await signIn(page, platform, words);
        await page.getByRole('button', { name: words.deny, exact: true }).click();
        await page.getByText(words.denied).waitFor();
        await connect.click();
        await page.getByRole('button', { name: words.allow, exact: true }).click();
        await page.getByText(words.person).waitFor();
        await accessible(page);

        await page.getByRole('button', { name: words.addHere }).click();
        await page.getByText(words.added).waitFor();
        assert.equal(await page.getByRole('button', { name: words.addHere }).count(), 0);
        await page.getByRole('button', { name: words.addThere }).click();
        await page.getByText(words.refused).waitFor();
        assert.equal(await page.getByRole('button', { name: words.addThere }).count(), 1);

        await disconnectInRidgeline(platform);
        await page.goto(app.url);
        await page.getByText(words.notConnected).waitFor();
        assert.ok(await page.getByRole('heading', { name: 'Lakeside Clinic' }).isVisible());

        await page.getByRole('button', { name: words.disconnect, exact: true }).click();
        await page.getByText(words.gone).waitFor();
        const alive = await platform.house.database.read((tx) =>
          tx.selectFrom('token_families').select('id').where('revoked_at', 'is', null).execute(),
        );
        assert.deepEqual(alive, []);
      });
    });
  }

  test('an answer that this browser did not ask for connects nothing; a dead connection says so', async () => {
    await onStage(browser, 'en-US', async ({ page, platform, app }) => {
      await page.goto(`${app.url}/callback?code=planted&state=planted&iss=${platform.url}`);
      await page.getByText(english.foreign).waitFor();
      await page.getByRole('button', { name: 'Connect', exact: true }).click();
      await page.waitForURL(/sign-in/);
      await page.goto(`${app.url}/callback?code=planted&state=planted&iss=${platform.url}`);
      await page.getByText(english.foreign).waitFor();

      await page.getByRole('button', { name: 'Connect', exact: true }).click();
      await signIn(page, platform, english);
      await page.getByRole('button', { name: 'Allow', exact: true }).click();
      await page.getByText(english.person).waitFor();
      await platform.house.database.write((tx) =>
        tx
          .updateTable('grants')
          .set({ revoked_at: platform.clock.now(), revoked_reason: 'person' })
          .execute(),
      );
      await page.goto(app.url);
      await page.getByText(english.ended).waitFor();
    });
  });

  test('a form of another site neither connects nor disconnects anybody', async () => {
    await onStage(browser, 'en-US', async ({ app }) => {
      for (const path of ['/connect', '/disconnect', '/sheets', '/language'])
        for (const origin of ['https://evil.example', 'null', undefined]) {
          const headers = origin === undefined ? {} : { origin };
          const { status } = await fetch(app.url + path, { method: 'POST', headers, redirect: 'manual' });
          assert.equal(status, 403, `${path} from ${origin}`);
        }
    });
  });
});

interface OnStage {
  readonly page: Page;
  readonly platform: TestPlatform;
  readonly app: ServingExample;
}

async function onStage(
  browser: Browser,
  locale: string,
  work: (stage: OnStage) => Promise<void>,
): Promise<void> {
  const platform = await startPlatform();
  const context = await browser.newContext({ locale });
  try {
    await using app = await serveExample('safety-app', platform.dataDir);
    await work({ page: await context.newPage(), platform, app });
  } finally {
    await context.close();
    await platform.close();
  }
}

async function signIn(page: Page, { demo }: TestPlatform, words: typeof english): Promise<void> {
  const jim = demo.people.find(({ name }) => name === 'Jim Carter');
  assert.ok(jim);
  await page.getByLabel(words.email).fill(jim.email);
  await page.getByLabel(words.password).fill(jim.password);
  await page.getByRole('button', { name: words.signIn }).click();
}

async function disconnectInRidgeline({ house, demo, clock }: TestPlatform): Promise<void> {
  const companyId = demo.companies[0]?.id ?? 0;
  await house.database.write((tx) =>
    tx
      .updateTable('installations')
      .set({ disconnected_at: clock.now() })
      .where('company_id', '=', companyId)
      .execute(),
  );
}

/** Run through the debugger, so that the page's policy stays as it is. */
async function accessible(page: Page): Promise<void> {
  await page.evaluate(axe);
  const { violations } = (await page.evaluate('axe.run()')) as AxeResults;
  assert.deepEqual(
    violations.map(({ id }) => id),
    [],
  );
}
