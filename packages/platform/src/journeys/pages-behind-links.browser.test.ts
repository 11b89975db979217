import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { levels } from '../access/levels.ts';
import { deviceCalls } from '../authorization/device/device-calls.test-support.ts';
import { findMember } from '../directory/member-store.ts';
import { createMember, updateMember } from '../directory/write-member.ts';
import { invite } from '../invitations/invite.ts';
import { createSetUpLink } from '../set-up/set-up-link.ts';
import { looksRight } from '../testing/looks-right.ts';
import { newestMailTo } from '../testing/mail-links.ts';
import { type OAuthStage, setOAuthStage } from '../testing/oauth-clients.ts';
import { openBrowser } from '../testing/open-browser.ts';
import { startPlatform } from '../testing/start-platform.ts';
import { keyboardFaults } from './every-page.test-support.ts';
import { as, press } from './people.test-support.ts';

const origin = { requestId: 'test', address: '', actor: { kind: 'system' }, clientId: null } as const;
const password = 'seven green harbours';

const words = {
  en: {
    device: { next: 'Continue', allow: 'Allow', deny: 'Deny' },
    allowed: 'The device is connected',
    denied: 'The device was not connected',
    confirm: 'Confirm this email',
    confirmed: 'We have sent an invitation there. Its link lets you in.',
    join: 'Choose a password',
  },
  es: {
    device: { next: 'Continuar', allow: 'Permitir', deny: 'Rechazar' },
    allowed: 'El dispositivo está conectado',
    denied: 'El dispositivo no se conectó',
    confirm: 'Confirmar este correo',
    confirmed: 'Le hemos enviado allí una invitación. Su enlace le deja entrar.',
    join: 'Elija una contraseña',
  },
} as const;

for (const [locale, colorScheme, width] of [
  ['en', 'dark', 1280],
  ['es', 'light', 320],
] as const)
  describe(`pages of codes and links that are alive, in ${locale}, ${colorScheme}, ${width} wide`, () => {
    const say = words[locale];
    let stage: OAuthStage;
    let browser: Browser;
    before(async () => {
      stage = await setOAuthStage();
      browser = await openBrowser();
    });
    after(async () => {
      await browser.close();
      await stage[Symbol.asyncDispose]();
    });

    async function isSound(page: Page): Promise<void> {
      await page.locator('h1').first().waitFor();
      await looksRight(page);
      assert.deepEqual(await keyboardFaults(page), []);
    }

    async function asStranger(work: (page: Page) => Promise<void>): Promise<void> {
      const viewport = { width, height: 800 };
      const context = await browser.newContext({ locale, colorScheme, viewport, reducedMotion: 'reduce' });
      try {
        await work(await context.newPage());
      } finally {
        await context.close();
      }
    }

    /** Fills what a form asks for by its names, and sends it by keyboard. */
    async function send(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
      for (const [name, text] of Object.entries(fields)) await page.fill(`[name="${name}"]`, text);
      await page.keyboard.press('Enter');
    }

    for (const answer of ['allow', 'deny'] as const)
      it(`a device is compared with its code, and the answer ${answer} is told`, async () => {
        const { body } = await deviceCalls(stage).ask(stage.web);
        const visit = { locale, colorScheme, width, path: '/security' };
        await as({ browser, platform: stage.platform }, 'Jim Carter', visit, async (page) => {
          await page.goto(`${stage.platform.url}/device`);
          await page.fill('#user_code', String(body.user_code));
          await press(page, say.device.next);
          await page.getByText(String(body.user_code)).waitFor();
          await isSound(page);
          await press(page, say.device[answer]);
          await page.getByRole('heading', { name: answer === 'allow' ? say.allowed : say.denied }).waitFor();
          await isSound(page);
        });
      });

    it('somebody who was invited confirms another address, finds the invitation there, and comes in', async () => {
      const { house, demo, url } = stage.platform;
      const companyId = demo.companies[0]?.id ?? assert.fail();
      const [earlier, later] = [`${locale}@earlier.example`, `${locale}@later.example`];
      const writing = {
        personId: stage.personId,
        personName: 'Ana',
        directory: levels.Admin,
        companyAdmin: true,
      };
      await house.database.write(async (tx) => {
        const input = {
          last_name: 'Asked',
          first_name: 'Nia',
          email: earlier,
          details: {},
          kind: 'user',
        } as const;
        const made = await createMember(house, tx, origin, companyId, writing, input);
        assert.ok(made.kind === 'written');
        const { person_id: personId } = made.member;
        await invite(house, tx, origin, companyId, personId, stage.personId);
        const known = (await findMember(tx, companyId, null, personId)) ?? assert.fail();
        await updateMember(house, tx, origin, companyId, writing, known, { email: later, details: {} });
      });
      const linkTo = async () => new URL((await newestMailTo(stage.platform, later)).link).pathname;
      await asStranger(async (page) => {
        await page.goto(url + (await linkTo()));
        await isSound(page);
        await press(page, say.confirm);
        await page.getByText(say.confirmed).waitFor();
        await isSound(page);
        await page.goto(url + (await linkTo()));
        await page.getByRole('heading', { name: say.join }).waitFor();
        await isSound(page);
        await send(page, { password: 'short', password_again: 'other' });
        await page.waitForSelector('.problem');
        await isSound(page);
        await send(page, { password, password_again: password });
        await page.waitForURL((at) => !at.pathname.startsWith('/invitation'));
      });
    });

    it('an empty deployment is set up', async () => {
      const empty = await startPlatform({ demo: false });
      try {
        const link = (await createSetUpLink(empty.house)) ?? assert.fail();
        await asStranger(async (page) => {
          await page.goto(link);
          await isSound(page);
          await send(page, { company: '' });
          await page.waitForSelector('.problem');
          await isSound(page);
          const person = { first_name: 'Nia', last_name: 'Cole', email: 'nia@first.example' };
          await send(page, { company: 'First', ...person, password, password_again: password });
          await page.waitForURL((at) => at.pathname !== '/set-up');
        });
      } finally {
        await empty.close();
      }
    });
  });
