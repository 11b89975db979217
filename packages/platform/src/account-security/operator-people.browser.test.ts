import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { as, follow, press, seeHeading } from '../journeys/people.test-support.ts';
import { looksRight } from '../testing/looks-right.ts';
import { newestMailTo } from '../testing/mail-links.ts';
import { openBrowser } from '../testing/open-browser.ts';
import { type FormBrowser, signInByForm } from '../testing/sign-in-by-form.ts';
import { startPlatform, type TestPlatform } from '../testing/start-platform.ts';

let platform: TestPlatform;
let browser: Browser;
before(async () => {
  platform = await startPlatform();
  browser = await openBrowser();
});
after(async () => {
  await browser.close();
  await platform.close();
});

const cast = (name: string) => platform.demo.people.find((each) => each.name === name) ?? assert.fail(name);
const say = (page: Page, text: string) => page.getByText(text, { exact: true }).first().waitFor();
const isIn = async (visitor: FormBrowser) => (await visitor.get('/manage/v1/session')).status === 200;
const companyId = () =>
  platform.demo.companies.find(({ name }) => name === 'Ridgeline Construction')?.id ?? assert.fail();

for (const { looks, words } of [
  {
    looks: { locale: 'en-US', width: 1280, colorScheme: 'light' },
    words: {
      people: 'People',
      email: 'Email address',
      find: 'Find',
      signOut: 'Sign out everywhere',
      signedOut: 'Sam Okafor has been signed out everywhere.',
      off: 'Switch off',
      isOff: 'The account of Sam Okafor is off.',
      on: 'Switch on',
      isOn: 'The account of Sam Okafor is on again.',
      self: 'This is your own account: another operator can sign you out or switch it off.',
    },
  },
  {
    looks: { locale: 'es-MX', width: 360, colorScheme: 'dark' },
    words: {
      people: 'Personas',
      email: 'Correo electrónico',
      find: 'Buscar',
      signOut: 'Cerrar todas sus sesiones',
      signedOut: 'Se cerraron todas las sesiones de Sam Okafor.',
      off: 'Desactivar',
      isOff: 'La cuenta de Sam Okafor está desactivada.',
      on: 'Activar',
      isOn: 'La cuenta de Sam Okafor vuelve a estar activa.',
      self: 'Esta es su propia cuenta: otro operador puede cerrar sus sesiones o desactivarla.',
    },
  },
] as const)
  test(`an operator signs somebody out, switches them off and on again: ${looks.locale}`, async () => {
    const sam = cast('Sam Okafor');
    const theirs = await signInByForm(platform.url, sam);
    await as({ browser, platform }, 'Olivia Reed', { ...looks, path: '/operator/people' }, async (page) => {
      await seeHeading(page, words.people);
      await page.getByLabel(words.email).fill(sam.email);
      await press(page, words.find);
      await seeHeading(page, 'Sam Okafor');
      await looksRight(page);
      const dialog = page.getByRole('dialog');
      const confirm = async (button: string) => {
        await press(page, button);
        await dialog.waitFor();
        await looksRight(page);
        await dialog.getByRole('button', { name: button }).click();
        await dialog.waitFor({ state: 'detached' });
      };
      await confirm(words.signOut);
      await say(page, words.signedOut);
      assert.equal(await isIn(theirs), false);
      await signInByForm(platform.url, sam);
      await confirm(words.off);
      await say(page, words.isOff);
      await assert.rejects(signInByForm(platform.url, sam));
      assert.equal((await newestMailTo(platform, sam.email)).kind, 'account.deactivated');
      await looksRight(page);
      await press(page, words.on);
      await say(page, words.isOn);
      await signInByForm(platform.url, sam);
      await page.getByLabel(words.email).fill(cast('Olivia Reed').email);
      await press(page, words.find);
      await say(page, words.self);
    });
  });

test('a company admin signs out somebody of the company, who is told', async () => {
  const lucia = cast('Lucía Ramírez');
  const theirs = await signInByForm(platform.url, lucia);
  const path = `/companies/${companyId()}/people`;
  await as({ browser, platform }, 'Ana Torres', { locale: 'en-US', path }, async (page) => {
    // No provider here: the place to set one up is not shown, and its page says why.
    assert.equal(await page.getByRole('link', { name: 'Company sign-in' }).count(), 0);
    await follow(page, 'Lucía Ramírez');
    await seeHeading(page, 'Where they are signed in');
    await looksRight(page);
    await press(page, 'Sign out everywhere');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Sign out everywhere' }).click();
    await say(page, 'Lucía Ramírez has been signed out everywhere.');
    assert.equal(await isIn(theirs), false);
    await page.goto(`${platform.url}/console/companies/${companyId()}/sign-in`);
    await seeHeading(page, 'Switched off here');
    await looksRight(page);
  });
});
