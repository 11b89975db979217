import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { openDatabase } from '@gatehouse/database';
import { DEVICE_CODE_GRANT } from '@gatehouse/wire';
import type { DemoApp } from '../demo/demo-file.ts';
import type { Tables } from '../schema/tables.ts';
import { answerOf } from '../testing/oauth-clients.ts';
import { consentFields, type FormBrowser, hiddenField } from '../testing/sign-in-by-form.ts';
import { killedAt, points, untilReached } from './killed-at.test-support.ts';
import { type Estate, openEstate } from './platform-process.test-support.ts';
import { hunt } from './secret-hunt.test-support.ts';

/** As people's own steps: before the COMMIT nothing of it is there; after it all of it, once. */
suite('the platform killed at a named point, by a step of a machine', () => {
  let estate: Estate;
  let at: ReturnType<typeof killedAt>;
  before(async () => {
    estate = await openEstate();
    at = killedAt(estate);
    const { platform, app } = await at.stage();
    await platform.kill();
    const database = await openDatabase<Tables>({ url: estate.databaseUrl });
    const grant_types = JSON.stringify(['authorization_code', 'refresh_token', DEVICE_CODE_GRANT]);
    await database.write((tx) =>
      tx.updateTable('clients').set({ grant_types }).where('client_id', '=', app.clientId).execute(),
    );
    await database.close();
  });
  after(() => estate[Symbol.asyncDispose]());

  const requests = () =>
    at.stored((tx) => tx.selectFrom('device_requests').selectAll().orderBy('id').execute());
  const living = () =>
    at.stored((tx) => tx.selectFrom('grants').select('id').where('revoked_at', 'is', null).execute());

  for (const point of points) {
    test(`client credentials, ${point}: a token is told of once or not at all, and leaves nothing else`, async () => {
      await untilReached(point, async () => {
        const { platform, demo } = await at.stage();
        const [account = assert.fail()] = demo.serviceAccounts;
        const before = { issued: await at.countOf('token.issued'), families: await at.families() };
        await at.dies(platform, point, () => tokenOf(platform.url, account));
        const moved = (await at.countOf('token.issued')) - before.issued;

        const again = await at.stage();
        const { status, body } = await tokenOf(again.platform.url, account);
        assert.equal(status, 200);
        assert.equal(body.refresh_token, undefined);
        assert.equal(await again.chains.isAlive(String(body.access_token)), true);
        assert.equal(await at.countOf('token.issued'), before.issued + moved + 1);
        assert.deepEqual(await at.families(), before.families);
        await again.platform.kill();
        return moved;
      });
    });

    test(`a device that asks, ${point}: its request is there whole or not at all, and another is as good`, async () => {
      await untilReached(point, async () => {
        const { platform, app } = await at.stage();
        const before = [await at.countOf('device.requested'), (await requests()).length] as const;
        await at.dies(platform, point, () => ask(platform.url, app));
        const moved = (await at.countOf('device.requested')) - before[0];
        assert.equal((await requests()).length, before[1] + moved);

        const again = await at.stage();
        const { url } = again.platform;
        const { body } = await ask(url, app);
        await decide(again.browser, body.user_code);
        const pair = await poll(url, app, body.device_code);
        assert.equal(await again.chains.isAlive(String(pair.body.access_token)), true);
        assert.equal((await requests()).length, before[1] + moved + 1);
        await again.platform.kill();
        return moved;
      });
    });

    test(`a person who allows a device, ${point}: the device has its Allow, or the person is asked again`, async () => {
      await untilReached(point, async () => {
        const { platform, browser, app } = await at.stage();
        const { body } = await ask(platform.url, app);
        const answer = await decision(browser, body.user_code);
        const before = await at.countOf('authorization.granted');
        await at.dies(platform, point, answer);
        const moved = (await at.countOf('authorization.granted')) - before;
        const decided = (await requests()).at(-1);
        assert.equal(decided?.decided_at === null, moved === 0);
        assert.equal(decided?.grant_id === null, moved === 0);

        const again = await at.stage();
        const { url } = again.platform;
        if (moved === 0) {
          assert.equal((await poll(url, app, body.device_code)).body.error, 'authorization_pending');
          await decide(again.browser, body.user_code);
        }
        const pair = await poll(url, app, body.device_code);
        assert.equal(await again.chains.isAlive(String(pair.body.access_token)), true);
        assert.equal(await at.countOf('authorization.granted'), before + 1);
        assert.equal((await living()).length, 1);
        await again.platform.kill();
        return moved;
      });
    });

    test(`a device code, ${point}: it buys one pair, once the platform is back or never again`, async () => {
      await untilReached(point, async () => {
        const { platform, browser, app } = await at.stage();
        const { body } = await ask(platform.url, app);
        await decide(browser, body.user_code);
        const before = { issued: await at.countOf('token.issued'), families: (await at.families()).length };
        await at.dies(platform, point, () => poll(platform.url, app, body.device_code));
        const moved = (await at.countOf('token.issued')) - before.issued;
        const told = [{ name: 'a device code', value: String(body.device_code) }];
        assert.deepEqual(hunt(told, await at.left()), []);
        assert.equal((await at.families()).length, before.families + moved);
        assert.equal((await requests()).at(-1)?.redeemed_at === null, moved === 0);

        const again = await at.stage();
        const shown = await poll(again.platform.url, app, body.device_code);
        assert.equal(shown.status, moved === 0 ? 200 : 400);
        if (moved === 0) assert.equal(await again.chains.isAlive(String(shown.body.access_token)), true);
        else assert.equal(shown.body.error, 'invalid_grant');
        assert.equal((await at.families()).length, before.families + 1);
        assert.equal(await at.countOf('token.issued'), before.issued + 1);
        await again.platform.kill();
        return moved;
      });
    });
  }
});

interface Credentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

function post(url: string, path: string, { clientId, clientSecret }: Credentials, fields: object) {
  const body = new URLSearchParams({ client_id: clientId, client_secret: clientSecret, ...fields });
  return answerOf(fetch(url + path, { method: 'POST', body }));
}

const tokenOf = (url: string, account: Credentials) =>
  post(url, '/oauth/token', account, { grant_type: 'client_credentials' });

const ask = (url: string, app: DemoApp) => post(url, '/oauth/device_authorization', app, {});

const poll = (url: string, app: DemoApp, code: unknown) =>
  post(url, '/oauth/token', app, { grant_type: DEVICE_CODE_GRANT, device_code: String(code) });

/** Everything up to the press of Allow, which the caller sends. */
async function decision(browser: FormBrowser, userCode: unknown): Promise<() => Promise<Response>> {
  const page = await (await browser.get('/device')).text();
  const fields = { csrf: hiddenField(page, 'csrf'), user_code: String(userCode) };
  const shown = await (await browser.post('/device', fields)).text();
  return () => browser.post('/device/decision', { ...consentFields(shown), decision: 'allow' });
}

async function decide(browser: FormBrowser, userCode: unknown): Promise<void> {
  const { status } = await (await decision(browser, userCode))();
  assert.equal(status, 200);
}
