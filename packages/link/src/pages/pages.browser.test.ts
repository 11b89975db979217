import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { looksRight, openBrowser } from '@gatehouse/platform/testing';
import type { Browser, Page } from 'playwright-core';
import { type LinkStage, setLinkStage } from '../journeys/link-stage.test-support.ts';
import { TestInstall } from '../journeys/test-install.test-support.ts';
import { catalogues, type Locale, type MessageKey } from './messages.ts';

const back = 'http://127.0.0.1:49999/back';
let stage: LinkStage;
let browser: Browser;
before(async () => {
  stage = await setLinkStage({}, { mostInstalls: 2 });
  browser = await openBrowser();
});
after(async () => {
  await browser.close();
  await stage[Symbol.asyncDispose]();
});

/** Every page, in both languages and both schemes, at a desk and on a phone, each by somebody who has nothing yet. */
for (const [locale, language, colorScheme, width, who] of [
  ['en', 'en-US', 'light', 1280, 'jim'],
  ['es', 'es-MX', 'dark', 360, 'lucia'],
  ['es', 'es-MX', 'light', 1280, 'ana'],
  ['en', 'en-US', 'dark', 360, 'sam'],
] as const)
  test(`every page can be read and used: ${language}, ${colorScheme}, ${width} pixels wide`, async () => {
    const context = await browser.newContext({
      locale: language,
      colorScheme,
      viewport: { width, height: 800 },
      reducedMotion: 'reduce',
    });
    try {
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error' && message.text().includes('Content Security Policy'))
          complaints.push(message.text());
      });
      await walk(page, locale, who);
      assert.deepEqual(complaints, []);
    } finally {
      await context.close();
    }
  });

async function walk(page: Page, locale: Locale, who: string): Promise<void> {
  const say = (key: MessageKey, values: Readonly<Record<string, string>> = {}) =>
    catalogues[locale][key].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');
  const shows = async (key: MessageKey, values?: Readonly<Record<string, string>>) => {
    await page.getByText(say(key, values)).first().waitFor();
    assert.equal(await page.getAttribute('html', 'lang'), locale);
    await looksRight(page);
  };
  const press = (key: MessageKey, values?: Readonly<Record<string, string>>) =>
    page.getByRole('button', { name: say(key, values) }).click();
  const person = stage.platform.demo.people.find(({ email }) => email.startsWith(`${who}@`));
  assert.ok(person);
  const account = person.email;

  await page.goto(stage.origin);
  await shows('welcome.lead');
  await page.getByRole('link', { name: say('welcome.sign_in') }).click();
  await page.locator('input[name=email]').fill(account);
  await page.locator('input[name=password]').fill(person.password);
  await page.locator('input[name=password]').press('Enter');
  await allowWhereAsked(page);
  await shows('accounts.none');
  await shows('installs.none');

  // Whoever comes by keyboard is not led through the header each time.
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate('document.activeElement.className'), 'skip');

  await press('accounts.link');
  await allowWhereAsked(page);
  await shows('accounts.active');

  const laptop = await machine();
  const begun = await laptop.begin(stage.origin);
  await page.goto(begun.verification_uri ?? '');
  await shows('device.lead');
  await page.getByLabel(say('device.code')).fill('BCDF-BCDF');
  await press('device.submit');
  await shows('device.wrong');
  await page.getByLabel(say('device.code')).fill(begun.user_code ?? '');
  await press('device.submit');
  await shows('enrol.warning');
  await press('enrol.allow');
  await shows('enrol.done');
  assert.equal((await laptop.finish(stage.origin, begun.enrolment_id)).status, 201);

  const refused = await (await machine()).begin(stage.origin);
  await page.goto(refused.verification_uri_complete ?? '');
  await press('device.submit');
  await press('enrol.deny');
  await shows('enrol.denied');
  await page.goto(`${stage.origin}/enrol/${refused.enrolment_id}`);
  await shows('enrol.over');

  stage.platform.clock.advance(1000);
  const desktop = await machine();
  const second = await desktop.begin(stage.origin);
  await page.goto(second.verification_uri_complete ?? '');
  await press('device.submit');
  await press('enrol.allow');
  assert.equal((await desktop.finish(stage.origin, second.enrolment_id)).status, 201);
  const third = await (await machine()).begin(stage.origin, back);
  await page.goto(third.browser_url ?? '');
  await shows('enrol.warning');
  await press('enrol.allow');
  await shows('enrol.full', { most: '2' });

  await page.goto(stage.origin);
  await press('installs.key');
  await shows('key.warning');
  assert.match(await page.getByLabel(say('key.label')).inputValue(), /^glk_/);
  await page.getByRole('link', { name: say('problem.home') }).click();
  await shows('installs.withdraw_key');
  await press('installs.withdraw_key');
  await shows('journal.key_withdrawn');

  const { links } = (await laptop.call(stage.origin, 'GET', '/v1/links')).body as { links: { id: string }[] };
  const [link] = links;
  for (let times = 0; times < 60; times += 1)
    await laptop.call(stage.origin, 'POST', `/v1/links/${link?.id}/token`, {});
  await page.reload();
  await shows('journal.install_enrolled', { install: 'office laptop' });
  await page.getByRole('link', { name: say('accounts.log', { account }) }).click();
  await shows('log.lead');
  await shows('journal.token_given', { install: 'office laptop' });
  assert.equal(await page.locator('tbody tr').count(), 50);
  await page.getByRole('link', { name: say('log.older') }).click();
  await shows('journal.linked');
  await page.getByRole('link', { name: say('log.newest') }).click();
  await page.getByRole('link', { name: say('problem.home') }).click();

  // Somebody else's, and a page that was sent from nowhere.
  await page.goto(`${stage.origin}/links/01h00000000000000000000000/log`);
  await shows('problem.missing');
  await page.goto(`${stage.origin}/callback?code=made-up&state=made-up`);
  await shows('problem.stale');

  await page.goto(stage.origin);
  stage.way.mode = 'cut';
  await press('accounts.unlink', { account });
  await shows('accounts.pending', { account });
  stage.way.mode = 'pass';
  // Both machines have one name, and whoever hears the buttons alone tells them apart.
  const signOut = say('installs.sign_out', { install: 'office laptop' });
  const heard = [...(await page.locator('main').ariaSnapshot()).matchAll(/button "([^"]*)"/g)].map(
    ([, name]) => name,
  );
  const both = heard.filter((name) => name?.startsWith(signOut));
  assert.equal(both.length, 2, heard.join());
  assert.equal(new Set(both).size, 2, both.join());
  await page.getByRole('button', { name: both[0] ?? '', exact: true }).click();
  await shows('journal.install_signed_out', { install: 'office laptop' });

  const other: Locale = locale === 'en' ? 'es' : 'en';
  await page.getByRole('button', { name: say('language.other') }).click();
  await page.getByText(catalogues[other]['accounts.title']).first().waitFor();
  assert.equal(await page.getAttribute('html', 'lang'), other);
  await page.getByRole('button', { name: catalogues[other]['accounts.sign_out'], exact: true }).click();
  await page.getByText(say('welcome.lead')).waitFor();
}

async function machine(): Promise<TestInstall> {
  return await TestInstall.make(stage.platform.clock);
}

/** Gatehouse asks whether Link may; where it was asked before it asks no more. */
async function allowWhereAsked(page: Page): Promise<void> {
  await page.waitForURL((url) => url.href.startsWith(stage.origin) || url.pathname === '/oauth/authorize');
  if (page.url().startsWith(stage.origin)) return;
  await page.locator('button[value=allow]').click();
  await page.waitForURL((url) => url.href.startsWith(stage.origin));
}
