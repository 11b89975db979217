import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { as } from '../journeys/people.test-support.ts';
import { looksRight } from '../testing/looks-right.ts';
import { openStage } from '../testing/open-stage.ts';

const { platform, browser } = await openStage();

async function press(page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true });
  await button.focus();
  await page.keyboard.press('Enter');
}

async function goTo(page: Page, tab: string): Promise<void> {
  await page.getByRole('link', { name: tab, exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.locator('main nav [aria-current=page]', { hasText: tab }).waitFor();
  await page.locator('main h2').first().waitFor();
}

async function secretOn(page: Page): Promise<string> {
  const secret = await page.locator('code', { hasText: /^ghs_/ }).textContent();
  assert.ok(secret);
  return secret;
}

async function askToken(grantType: string, clientId: string, secret: string): Promise<number> {
  const response = await fetch(`${platform.url}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: grantType,
      client_id: clientId,
      client_secret: secret,
    }),
  });
  await response.text();
  return response.status;
}

async function addsAndRemovesKey(page: Page): Promise<void> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const sent: string[] = [];
  page.on('request', (request) => sent.push(request.postData() ?? ''));
  await press(page, 'Add key');
  const dialog = page.getByRole('dialog', { name: 'Add a public key' });
  const field = dialog.getByLabel('Public key (JWK)');
  const secret = privateKey.export({ format: 'jwk' });
  await field.fill(JSON.stringify(secret));
  await dialog.getByRole('button', { name: 'Add key' }).click();
  await dialog.getByText('This is a private key, so it was not sent.').waitFor();
  await looksRight(page);
  assert.ok(!sent.some((body) => body.includes(String(secret.d))));
  await field.fill(String(publicKey.export({ format: 'pem', type: 'spki' })));
  await dialog.getByRole('button', { name: 'Add key' }).click();
  await dialog.getByText('This is not a key in JSON').waitFor();
  await field.fill(JSON.stringify({ ...publicKey.export({ format: 'jwk' }), kid: 'laptop' }));
  await dialog.getByRole('button', { name: 'Add key' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('laptop').waitFor();
  await looksRight(page);
  await press(page, 'Remove key laptop');
  const question = page.getByRole('dialog', { name: 'Remove key laptop?' });
  await question.getByRole('button', { name: 'Remove key' }).click();
  await question.waitFor({ state: 'detached' });
  await page.getByText('The key has been removed.').waitFor();
  assert.equal(await page.getByText('laptop', { exact: true }).count(), 0);
}

/** The device grant is off until the app asks for it, and then on from the next request. */
async function letsDevicesIn(page: Page, clientId: string, secret: string): Promise<void> {
  const ask = async () => {
    const body = new URLSearchParams({ client_id: clientId, client_secret: secret });
    const answer = await fetch(`${platform.url}/oauth/device_authorization`, { method: 'POST', body });
    await answer.text();
    return answer.status;
  };
  assert.equal(await ask(), 400);
  await page.getByLabel('People allow it on devices without a browser').focus();
  await page.keyboard.press('Space');
  await page.getByLabel('An authorization lasts').selectOption('for 30 days');
  await page.getByLabel('A refresh may be sent again').selectOption('for 60 seconds');
  await page.getByLabel('Addresses after a sign-out').fill('http://app.example.com/bye');
  await press(page, 'Save grants and demands');
  await page.getByText('It must begin with https://.').waitFor();
  await looksRight(page);
  await page.getByLabel('Addresses after a sign-out').fill('https://app.example.com/bye');
  await press(page, 'Save grants and demands');
  await page.getByText('Grants and demands have been saved.').waitFor();
  assert.equal(await ask(), 200);
  await page.reload();
  assert.ok(await page.getByLabel('People allow it on devices without a browser').isChecked());
  assert.equal(await page.getByLabel('An authorization lasts').inputValue(), String(30 * 86_400));
  assert.equal(await page.getByLabel('A refresh may be sent again').inputValue(), '60');
  await looksRight(page);
}

const english = { locale: 'en-US', width: 1280, colorScheme: 'light' } as const;
const spanish = { locale: 'es-MX', width: 320, colorScheme: 'dark' } as const;

test('a new app: secret once, a wrong redirect URI named, a version saved and promoted, a refusal explained', async () => {
  await as({ browser, platform }, 'Devon Park', { ...english, path: '/developer/apps' }, async (page) => {
    await page.getByRole('link', { name: 'Create app' }).click();
    await press(page, 'Create app');
    await page.getByText('Fill this in.').first().waitFor();
    await looksRight(page);
    await page.getByLabel('Name').fill('Site Diary');
    await page.getByLabel('Publisher').fill('Brightside Apps');
    await press(page, 'Create app');
    await page.getByRole('heading', { level: 1, name: 'Site Diary is ready' }).waitFor();
    const secret = await secretOn(page);
    const clientId = (await page.locator('code', { hasText: /^ghi_/ }).textContent()) ?? '';
    await looksRight(page);

    await page.getByRole('link', { name: 'Go to the app' }).click();
    await page.getByText('Sandbox company “Site Diary').waitFor();
    await looksRight(page);
    await press(page, 'Ask for verification');
    await page.getByText('Verification has been asked for.').waitFor();

    await goTo(page, 'Credentials');
    assert.ok(!(await page.content()).includes(secret), 'the secret is not shown again');
    await press(page, 'Add');
    await page.keyboard.type('http://app.example.com/callback');
    await press(page, 'Save redirect URIs');
    await page.getByText('It must begin with https://.').waitFor();
    await page.locator('input[aria-invalid=true]:focus').waitFor();
    await looksRight(page);
    await page.keyboard.press('Control+A');
    await page.keyboard.type('https://app.example.com/callback');
    await page.keyboard.press('Enter');
    await page.getByText('The redirect URIs have been saved.').waitFor();
    await addsAndRemovesKey(page);
    await letsDevicesIn(page, clientId, secret);

    await goTo(page, 'Configuration');
    await page.getByLabel('It acts for itself, with an account of its own').check();
    await page.getByRole('radio', { name: 'Documents: Standard' }).first().check();
    assert.ok(await page.getByRole('radio', { name: 'Administration: Admin' }).last().isDisabled());
    await looksRight(page);
    await press(page, 'Save version');
    await page.getByRole('heading', { level: 2, name: 'Version 1.0.0' }).waitFor();
    await press(page, 'Promote version 1.0.0');
    const dialog = page.getByRole('dialog', { name: 'Promote version 1.0.0?' });
    await dialog.waitFor();
    await looksRight(page);
    await dialog.getByLabel('What is new').fill('The first version.');
    await press(page, 'Promote');
    await page.getByRole('heading', { level: 2, name: 'Production credentials' }).waitFor();
    await dialog.waitFor({ state: 'detached' });
    assert.notEqual(await secretOn(page), secret);
    await looksRight(page);

    assert.equal(await askToken('password', clientId, secret), 400);
    assert.equal(await askToken('client_credentials', clientId, `${secret.slice(0, -4)}AAAA`), 401);
    await goTo(page, 'Samples');
    assert.ok((await page.locator('pre').first().textContent())?.includes(clientId));
    await looksRight(page);
    await goTo(page, 'Request log');
    await page.getByRole('heading', { level: 2, name: 'Refused requests' }).waitFor();
    // Refusals are written a batch at a time, every few seconds.
    for (let look = 0; look < 40; look += 1) {
      if ((await page.getByText('The client secret is wrong').count()) > 0) break;
      await page.waitForTimeout(500);
      await press(page, 'Refresh');
    }
    await page.getByText('This grant_type is not offered.').waitFor();
    await page.getByText('The client secret is wrong').waitFor();
    await looksRight(page);
  });
});

test('a second secret is shown once and asks before it is deleted', async () => {
  await as({ browser, platform }, 'Devon Park', { ...english, path: '/developer/apps' }, async (page) => {
    await page.getByRole('link', { name: 'Photo Diary', exact: true }).first().click();
    await page.getByRole('link', { name: 'Credentials', exact: true }).click();
    await page.getByRole('button', { name: 'New secret', exact: true }).first().click();
    await page.getByRole('button', { name: 'Make secret', exact: true }).click();
    const remove = page.getByRole('button', { name: /^Delete the secret that ends with/ });
    await remove.first().waitFor();
    assert.equal(await remove.count(), 2);
    await remove.first().click();
    await page.getByRole('heading', { name: /^Delete the secret that ends with .{4}\?$/ }).waitFor();
    await looksRight(page);
    await page.getByRole('button', { name: 'Delete secret', exact: true }).click();
    await page.getByText('The secret has been deleted.').waitFor();
    await remove.first().waitFor({ state: 'detached' });
  });
});

test('every page about an app speaks Spanish, on a phone, in the dark', async () => {
  await as({ browser, platform }, 'Devon Park', { ...spanish, path: '/developer/apps' }, async (page) => {
    await page.getByRole('link', { name: 'Safety App' }).click();
    await page.getByRole('heading', { level: 2, name: 'El camino a producción' }).waitFor();
    await looksRight(page);
    for (const tab of [
      'Credenciales',
      'Configuración',
      'Versiones',
      'Ejemplos',
      'Métricas',
      'Rechazos',
      'Eventos',
      'Equipo',
      'Tienda',
    ]) {
      await goTo(page, tab);
      await looksRight(page);
    }
  });
});

test('an operator verifies a publisher, and who has no app yet is taught what one is', async () => {
  await as({ browser, platform }, 'Olivia Reed', { ...english, path: '/developer/apps' }, async (page) => {
    await page.getByRole('heading', { level: 2, name: 'Build your first app' }).waitFor();
    await looksRight(page);
    await page.getByRole('link', { name: 'Verification and review' }).click();
    await page.getByRole('button', { name: 'Verify Brightside Apps for Site Diary' }).waitFor();
    await looksRight(page);
    await press(page, 'Verify Brightside Apps for Site Diary');
    await page.getByText('Brightside Apps has been verified for Site Diary.').waitFor();
  });
});
