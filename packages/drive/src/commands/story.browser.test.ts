import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { openBrowser } from '@gatehouse/platform/testing';
import type { Browser, Page } from 'playwright-core';
import type { Watching } from './machines.test-support.ts';
import { type Home, openMachines, type TwoMachines } from './two-machines.test-support.ts';

const homes: readonly Home[] = ['office', 'site'];

/** One person, one browser, two machines that look by themselves once a day: all else they are told. */
describe('one link for two machines', () => {
  let machines: TwoMachines;
  let browser: Browser;
  let jim: Page;
  const watching = new Map<Home, Watching>();
  before(async () => {
    machines = await openMachines('jim', { DRIVE_LOOK_EVERY: '86400' });
    browser = await openBrowser();
    jim = await newPage();
  });
  after(async () => {
    for (const each of watching.values()) await each.end();
    await browser.close();
    await machines[Symbol.asyncDispose]();
  });

  async function newPage(): Promise<Page> {
    const context = await browser.newContext({ locale: 'en-US', reducedMotion: 'reduce' });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    return page;
  }

  async function signInTo(page: Page, url: string, name: string): Promise<void> {
    const person = machines.stage.platform.demo.people.find(({ email }) => email.startsWith(`${name}@`));
    assert.ok(person);
    await page.goto(url);
    await page.fill('#email', person.email);
    await page.fill('#password', person.password);
    await page.keyboard.press('Enter');
  }

  const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();
  const read = (home: Home, name: string) => readFile(machines.at(home, name), 'utf8');
  const stateOf = async (home: Home): Promise<string> => {
    const { out } = await machines.on(home, 'status');
    return JSON.parse(out)[0].state;
  };
  const bothSay = async (state: string) => {
    for (const home of homes) await machines.until(async () => (await stateOf(home)) === state);
  };
  /** Saved on one machine, and there on the other without its looking by itself. */
  const arrives = async (from: Home, name: string) => {
    await writeFile(machines.at(from, name), `from the ${from}`);
    await machines.done(from, 'sync', machines.at(from));
    const to = from === 'office' ? 'site' : 'office';
    await machines.until(async () => (await read(to, name)) === `from the ${from}`);
  };
  const keepsWhatItHas = async () => {
    for (const home of homes) assert.equal(await read(home, 'plan.txt'), 'from the office');
  };

  it('is made once in the browser, and each machine is let in there', async () => {
    const { origin } = machines.stage;
    await signInTo(jim, `${origin}/sign-in`, 'jim');
    await jim.waitForURL((url) => url.origin === origin || url.pathname === '/oauth/authorize');
    if (new URL(jim.url()).pathname === '/oauth/authorize') await jim.locator('button[value=allow]').click();
    await jim.waitForURL((url) => url.origin === origin);
    await press(jim, 'Link an account');
    await jim.waitForURL((url) => url.origin === origin || url.pathname === '/oauth/authorize');
    if (new URL(jim.url()).pathname === '/oauth/authorize') await jim.locator('button[value=allow]').click();
    await jim.getByText('Works').waitFor();
    for (const home of homes) {
      await machines.enrolled(home, async (url) => {
        await jim.goto(url);
        await press(jim, 'Allow');
        await jim.waitForURL((there) => there.port !== new URL(origin).port);
      });
      await machines.mounted(home);
      watching.set(home, machines.watch(home));
    }
    await bothSay('in-step');
  });

  it('keeps both in step, either way', async () => {
    await arrives('office', 'plan.txt');
    await arrives('site', 'photo.txt');
  });

  it('pauses on both when the company disconnects the app, keeps what they have, and goes on with it', async () => {
    const { platform } = machines.stage;
    const ana = await newPage();
    await signInTo(ana, `${platform.url}/console/companies/${machines.companyId}/apps`, 'ana');
    await ana.getByRole('link', { name: 'Gatehouse Link' }).first().click();
    await press(ana, 'Disconnect');
    await ana.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click();
    await ana.getByRole('heading', { name: 'Disconnected' }).waitFor();
    await bothSay('company-disconnected');
    await keepsWhatItHas();
    await writeFile(machines.at('office', 'meanwhile.txt'), 'meanwhile');
    await press(ana, 'Reconnect');
    await ana.getByRole('dialog').getByRole('button', { name: 'Reconnect' }).click();
    await ana.getByRole('heading', { name: 'Connected' }).waitFor();
    await machines.until(async () => (await read('site', 'meanwhile.txt')) === 'meanwhile');
    await bothSay('in-step');
    await ana.context().close();
  });

  it('needs sign-in on both when the person revokes it at Gatehouse; linked again in the browser, both go on', async () => {
    const { platform, origin } = machines.stage;
    await jim.goto(`${platform.url}/console/connected-apps`);
    await press(jim, 'Revoke Gatehouse Link');
    await press(jim, 'Revoke access');
    await jim.getByText('It can no longer act in your name.').waitFor();
    // One machine meets the API's 401; the other hears of it.
    const refused = await machines.on('office', 'sync', machines.at('office'));
    assert.equal(refused.code, 3, refused.err);
    await bothSay('needs-sign-in');
    await keepsWhatItHas();
    await jim.goto(origin);
    await jim.getByText('Needs sign-in', { exact: true }).waitFor();
    await press(jim, /^Link .* again$/);
    await jim.locator('button[value=allow]').click();
    await jim.getByText('Works').waitFor();
    await bothSay('in-step');
    await arrives('site', 'after all.txt');
  });

  it('stops on both when it is unlinked on one, and leaves the files', async () => {
    await machines.done('office', 'unlink');
    for (const home of homes) {
      const stopped = await machines.on(home, 'ls', '/');
      assert.deepEqual([stopped.code, stopped.error], [3, 'unlinked'], stopped.err);
      await machines.until(async () => (await stateOf(home)) !== 'in-step');
      assert.equal((await machines.on(home, 'sync', machines.at(home))).code, 3);
    }
    await keepsWhatItHas();
    await jim.goto(machines.stage.origin);
    await jim.getByText('Nothing is linked yet.').waitFor();
    for (const [home, each] of watching) {
      assert.equal(await each.end(), 0);
      watching.delete(home);
    }
  });
});
