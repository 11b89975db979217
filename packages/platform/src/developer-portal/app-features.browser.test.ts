import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { readClientKey } from '../apps/client-key.ts';
import { addAppKey } from '../apps/client-key-store.ts';
import { createApp, createClient } from '../apps/create-app.ts';
import { as, press } from '../journeys/people.test-support.ts';
import { looksRight } from '../testing/looks-right.ts';
import { openBrowser } from '../testing/open-browser.ts';
import { startPlatform, type TestPlatform } from '../testing/start-platform.ts';

const origin = { requestId: 'test', address: '', actor: { kind: 'system' }, clientId: null } as const;
const api = 'https://weather.example/api';
const refused = 'Failed to load resource: the server responded with a status of 422 (Unprocessable Entity)';

const words = {
  en: {
    openid: 'It signs people in',
    signs: 'It signs assertions, and its secrets count no more',
    only: 'It uses only some of them',
    list: 'Identifiers, one a line; none for no outside API',
    save: 'Save grants and demands',
    saved: 'Grants and demands have been saved.',
    failed: 'Grants and demands were not saved',
    removes: 'Remove key laptop',
    asked: 'Remove key laptop?',
    remove: 'Remove key',
    last: 'This is the last key',
  },
  es: {
    openid: 'Da acceso a personas',
    signs: 'Firma aserciones, y sus secretos ya no valen',
    only: 'Usa solo algunas',
    list: 'Identificadores, uno por línea; ninguno para ninguna API externa',
    save: 'Guardar permisos y exigencias',
    saved: 'Se guardaron los permisos y las exigencias.',
    failed: 'No se guardaron los permisos y las exigencias',
    removes: 'Quitar la clave laptop',
    asked: '¿Quitar la clave laptop?',
    remove: 'Quitar clave',
    last: 'Es la última clave',
  },
} as const;

describe('which features of the protocol an app uses', () => {
  let platform: TestPlatform;
  let browser: Browser;
  before(async () => {
    platform = await startPlatform({ sandboxResources: [api] });
    browser = await openBrowser();
  });
  after(async () => {
    await browser.close();
    await platform.close();
  });

  /** An app of Devon Park that has one key; where its credentials are shown. */
  async function appWithKey(name: string): Promise<string> {
    const { house } = platform;
    const jwk = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' });
    const read = readClientKey({ ...jwk, kid: 'laptop' });
    assert.ok(read.ok);
    return await house.database.write(async (tx) => {
      const { id: developerId } = await tx
        .selectFrom('people')
        .select('id')
        .where('name', '=', 'Devon Park')
        .executeTakeFirstOrThrow();
      const app = await createApp(house, tx, origin, { name, description: '', publisher: 'B', developerId });
      const client = { grantTypes: ['authorization_code'], redirectUris: [] } as const;
      await createClient(house, tx, origin, { appId: app.id, environment: 'sandbox', ...client });
      const added = { key: read.key, createdBy: developerId };
      assert.equal((await addAppKey(house, tx, origin, app.id, 'sandbox', added)).kind, 'added');
      return `/developer/apps/${app.id}/credentials`;
    });
  }

  for (const [locale, colorScheme, width] of [
    ['en', 'dark', 1280],
    ['es', 'light', 320],
  ] as const)
    it(`is said by keyboard, and the last key stays, in ${locale}, ${colorScheme}, ${width} wide; axe finds nothing`, async () => {
      const say = words[locale];
      const path = await appWithKey(`Features ${locale}`);
      const visit = { locale, colorScheme, width, path, complaints: [refused] };
      await as({ browser, platform }, 'Devon Park', visit, async (page) => {
        const box = (name: string) => page.getByRole('checkbox', { name, exact: true });
        const toggle = async (name: string) => {
          await box(name).focus();
          await page.keyboard.press('Space');
        };
        for (const name of [say.openid, say.signs, say.only]) await toggle(name);
        await page.getByLabel(say.list).fill('https://unknown.example');
        await looksRight(page);
        await press(page, say.save);
        await page.getByRole('alert').filter({ hasText: say.failed }).waitFor();
        await page.getByText('https://unknown.example', { exact: false }).last().waitFor();
        await looksRight(page);
        await page.getByLabel(say.list).fill(api);
        await press(page, say.save);
        await page.getByText(say.saved).waitFor();
        await page.reload();
        await box(say.signs).waitFor();
        assert.deepEqual(
          [
            await box(say.openid).isChecked(),
            await box(say.signs).isChecked(),
            await box(say.only).isChecked(),
          ],
          [false, true, true],
        );
        assert.equal(await page.getByLabel(say.list).inputValue(), api);

        await press(page, say.removes);
        const question = page.getByRole('dialog', { name: say.asked });
        await question.getByText(say.last).waitFor();
        assert.ok(await question.getByRole('button', { name: say.remove, exact: true }).isDisabled());
        await looksRight(page);
        await page.keyboard.press('Escape');
        await question.waitFor({ state: 'detached' });
        await toggle(say.signs);
        await press(page, say.save);
        await page.getByText(say.saved).last().waitFor();
        await press(page, say.removes);
        await press(page, say.remove);
        await page.getByText('laptop', { exact: true }).waitFor({ state: 'detached' });
      });
    });
});
