import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { looksRight } from '../testing/looks-right.ts';
import { openStage } from '../testing/open-stage.ts';

const { platform, browser } = await openStage();

const words = {
  en: {
    title: 'Second factor',
    add: 'Add a passkey',
    use: 'Use a passkey',
    codes: 'Your recovery codes',
    rename: 'Rename Test <key>',
    newName: 'New name',
    renamed: 'It has its new name.',
  },
  es: {
    title: 'Segundo factor',
    add: 'Añadir una llave de acceso',
    use: 'Usar una llave de acceso',
    codes: 'Sus códigos de recuperación',
    rename: 'Cambiar el nombre de Test <key>',
    newName: 'Nombre nuevo',
    renamed: 'Ya tiene su nombre nuevo.',
  },
} as const;

/** A fingerprint reader: whether it knows the finger, and whether there is one. */
interface Reader {
  verified(yes: boolean): Promise<void>;
  touched(yes: boolean): Promise<void>;
}

/** A page in a browser whose machine has a fingerprint reader, and what its policy and scripts complain of. */
async function withPage(
  options: BrowserContextOptions,
  work: (page: Page, reader: Reader) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext(options);
  try {
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (/Content Security Policy/i.test(message.text())) complaints.push(message.text());
    });
    const devtools = await context.newCDPSession(page);
    await devtools.send('WebAuthn.enable');
    const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await work(page, {
      async verified(isUserVerified) {
        await devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified });
      },
      async touched(enabled) {
        await devtools.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled });
      },
    });
    assert.deepEqual(complaints, []);
  } finally {
    await context.close();
  }
}

async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).focus();
  await page.keyboard.press('Enter');
}

for (const [locale, colorScheme, width] of [
  ['en', 'light', 1200],
  ['es', 'dark', 320],
] as const)
  test(`a passkey is made, signs in alone and after the password, and proves who is there, in ${locale}, ${colorScheme}, ${width} wide; axe finds nothing`, async () => {
    const say = words[locale];
    const name = locale === 'en' ? 'Jim Carter' : 'Ana Torres';
    const person = platform.demo.people.find((each) => each.name === name) ?? assert.fail();
    await withPage(
      { locale, colorScheme, viewport: { width, height: 720 } },
      async (page, { verified, touched }) => {
        const signOut = () => page.context().clearCookies({ name: '__Host-gatehouse-session' });
        await page.goto(`${platform.url}/second-factor`);
        await page.getByRole('button', { name: say.use }).waitFor();
        await looksRight(page);
        await page.fill('#email', person.email);
        await page.fill('#password', person.password);
        await page.keyboard.press('Enter');
        await page.getByRole('link', { name: say.add }).click();
        await page.waitForSelector('#name');
        assert.notEqual(await page.inputValue('#name'), '', 'it proposes a name');
        await looksRight(page);
        await page.fill('#name', 'Test <key>');
        await verified(false);
        await press(page, say.add);
        await page.waitForSelector('[data-passkey-problem]:visible');
        await looksRight(page);
        await verified(true);
        await press(page, say.add);
        await page.waitForSelector(`h1:has-text("${say.codes}")`);
        await page.goto(`${platform.url}/second-factor`);
        await page.getByText('Test <key>', { exact: true }).waitFor();
        await page.getByText(say.rename).focus();
        await page.keyboard.press('Enter');
        await page.getByLabel(say.newName).fill('Key of the <office>');
        await looksRight(page);
        await page.keyboard.press('Enter');
        await page.getByText('Key of the <office>', { exact: true }).waitFor();
        await page.getByText(say.renamed).waitFor();
        await looksRight(page);

        // The browser offers it beside the address: nothing is typed or pressed.
        await signOut();
        await page.goto(`${platform.url}/second-factor`);
        await page.waitForSelector(`h1:has-text("${say.title}")`);

        await signOut();
        await touched(false);
        await page.goto(`${platform.url}/second-factor`);
        await page.getByRole('button', { name: say.use }).waitFor();
        await touched(true);
        await press(page, say.use);
        await page.waitForSelector(`h1:has-text("${say.title}")`);

        await signOut();
        await touched(false);
        await page.goto(`${platform.url}/second-factor`);
        await page.fill('#email', person.email);
        await page.fill('#password', person.password);
        await page.keyboard.press('Enter');
        await page.waitForSelector('#code');
        await touched(true);
        await page.getByRole('button', { name: say.use }).waitFor();
        await looksRight(page);
        await press(page, say.use);
        await page.waitForSelector(`h1:has-text("${say.title}")`);

        platform.clock.advance(11 * 60_000);
        await page.goto(`${platform.url}/second-factor/passkey`);
        await page.waitForSelector('#password');
        await page.getByRole('button', { name: say.use }).waitFor();
        await looksRight(page);
        await press(page, say.use);
        await page.waitForSelector('#name');
        await press(page, say.add);
        await page.waitForSelector('[data-passkey-problem]:visible', { timeout: 10_000 });
      },
    );
  });

test('without script nothing of it is in the way', async () => {
  await withPage({ javaScriptEnabled: false }, async (page) => {
    await page.goto(`${platform.url}/sign-in`);
    assert.equal(await page.locator('form[data-passkey]').isVisible(), false);
    const lucia = platform.demo.people.find(({ name }) => name === 'Lucía Ramírez') ?? assert.fail();
    await page.fill('#email', lucia.email);
    await page.fill('#password', lucia.password);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/console/**');
    await page.goto(`${platform.url}/second-factor/passkey`);
    assert.equal(await page.locator('[data-without-passkeys]').isVisible(), true);
    assert.equal(await page.locator('form[data-passkey]').isVisible(), false);
    await page.goto(`${platform.url}/second-factor/app`);
    assert.equal(await page.locator('img.qr').isVisible(), true);
  });
});
