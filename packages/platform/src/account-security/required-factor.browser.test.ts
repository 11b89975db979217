import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Secret, TOTP } from 'otpauth';
import { toNextStep } from '../testing/authenticator.ts';
import { looksRight } from '../testing/looks-right.ts';
import { openStage } from '../testing/open-stage.ts';

const { platform, browser } = await openStage();

const words = {
  en: {
    rules: 'Rules for sign-in',
    ask: 'Require it of everybody',
    confirm: 'Require it',
    refused: /set one up first/,
    cancel: 'Cancel',
    saved: /binds at once/,
    add: 'Add an app',
    kept: 'I have kept them',
  },
  es: {
    rules: 'Reglas de inicio de sesión',
    ask: 'Exigirlo a todas las personas',
    confirm: 'Exigirlo',
    refused: /set one up first/,
    cancel: 'Cancelar',
    saved: /Vale de inmediato/,
    add: 'Añadir una aplicación',
    kept: 'Ya los guardé',
  },
} as const;

for (const [locale, colorScheme, width] of [
  ['en', 'light', 1200],
  ['es', 'dark', 360],
] as const)
  test(`a company asks for a second factor, and whoever lacks one sets it up and goes on, in ${locale}, ${colorScheme}, ${width} wide`, async () => {
    const say = words[locale];
    const company =
      platform.demo.companies.find(({ name }) => name === 'Ridgeline Construction') ?? assert.fail();
    await platform.house.database.write((tx) =>
      tx.updateTable('companies').set({ second_factor_required_at: null }).execute(),
    );
    const named = (name: string) =>
      platform.demo.people.find((each) => each.name === name) ?? assert.fail(name);
    const enter = async (name: string, path: string) => {
      const context = await browser.newContext({ locale, colorScheme, viewport: { width, height: 800 } });
      const page = await context.newPage();
      await page.goto(platform.url + path);
      await page.fill('#email', named(name).email);
      await page.fill('#password', named(name).password);
      await page.keyboard.press('Enter');
      return { context, page };
    };
    const setUp = async (page: Awaited<ReturnType<typeof enter>>['page']) => {
      toNextStep(platform);
      await page.getByRole('link', { name: say.add }).click();
      const secret = (await page.locator('code.secret').textContent())?.replaceAll(' ', '') ?? '';
      const totp = new TOTP({ secret: Secret.fromBase32(secret) });
      await page.fill('#code', totp.generate({ timestamp: platform.clock.now() }));
      await page.keyboard.press('Enter');
      await page.locator('.recovery-codes').waitFor();
    };
    const clear = (name: string) =>
      platform.house.database.write(async (tx) => {
        const { id } = await tx
          .selectFrom('people')
          .select('id')
          .where('email', '=', named(name).email)
          .executeTakeFirstOrThrow();
        await tx.deleteFrom('totp_secrets').where('person_id', '=', id).execute();
        await tx.deleteFrom('recovery_codes').where('person_id', '=', id).execute();
      });
    for (const name of ['Ana Torres', 'Jim Carter']) await clear(name);

    const rules = `/console/companies/${company.id}/sign-in-rules`;
    const ana = await enter('Ana Torres', rules);
    await ana.page.getByRole('heading', { level: 1, name: say.rules }).waitFor();
    await looksRight(ana.page);
    const ask = async () => {
      await ana.page.getByRole('button', { name: say.ask }).click();
      const dialog = ana.page.getByRole('dialog');
      await dialog.getByRole('button', { name: say.confirm }).click();
      return dialog;
    };
    const refused = await ask();
    await refused.getByText(say.refused).waitFor();
    await looksRight(ana.page);
    await refused.getByRole('button', { name: say.cancel }).click();
    await ana.page.goto(`${platform.url}/second-factor`);
    await setUp(ana.page);
    await ana.page.goto(platform.url + rules);
    await ask();
    await ana.page.getByText(say.saved).waitFor();
    await ana.context.close();

    const jim = await enter('Jim Carter', '/console/connected-apps');
    await jim.page.getByRole('link', { name: say.add }).waitFor();
    await looksRight(jim.page);
    await setUp(jim.page);
    await looksRight(jim.page);
    await jim.page.getByRole('link', { name: say.kept }).click();
    await jim.page.waitForURL(`${platform.url}/console/connected-apps`);
    await jim.context.close();
  });
