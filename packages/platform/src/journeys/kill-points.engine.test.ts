import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { ServiceAccounts } from '@gatehouse/wire';
import type { DemoFile } from '../demo/demo-file.ts';
import { answerOf } from '../testing/oauth-clients.ts';
import { type FormBrowser, hiddenField } from '../testing/sign-in-by-form.ts';
import { killedAt, points, untilReached } from './killed-at.test-support.ts';
import { type Estate, openEstate } from './platform-process.test-support.ts';

/** Killed at the very COMMIT of a step: before it, nothing of the step is there; after it, all of it, once. */
suite('the platform killed at a named point', () => {
  let estate: Estate;
  let at: ReturnType<typeof killedAt>;
  before(async () => {
    estate = await openEstate();
    at = killedAt(estate);
  });
  after(() => estate[Symbol.asyncDispose]());

  const codes = async () =>
    (await at.stored((tx) => tx.selectFrom('authorization_codes').select('id').execute())).length;

  for (const point of points) {
    test(`consent, ${point}: the grant and its code are there whole or not at all, and can be asked for again`, async () => {
      await untilReached(point, async () => {
        const { platform, browser, app } = await at.stage();
        const redirect_uri = 'http://127.0.0.1:4321/callback';
        const query = new URLSearchParams({ response_type: 'code', client_id: app.clientId, redirect_uri });
        const page = await (await browser.get(`/oauth/authorize?${query}`)).text();
        const before = [await at.countOf('authorization.granted'), await codes()] as const;
        const boxes = [...page.matchAll(/name="company" value="([^"]*)"/g)].map(([, value]) => value);
        const form = {
          csrf: hiddenField(page, 'csrf'),
          request: hiddenField(page, 'request'),
          decision: 'allow',
          ...(boxes[0] === undefined ? {} : { company: boxes[0] }),
        };
        await at.dies(platform, point, () => browser.post('/oauth/authorize', form));
        const moved = (await at.countOf('authorization.granted')) - before[0];
        assert.equal(await codes(), before[1] + moved);

        const again = await at.stage();
        const chain = await again.chains.begin(again.browser);
        await again.chains.redeem(chain);
        await again.chains.proveKept(chain);
        await again.platform.kill();
        return moved;
      });
    });

    test(`a code, ${point}: it buys its pair once the platform is back, or has bought one, and shown again ends that`, async () => {
      await untilReached(point, async () => {
        const { platform, browser, chains } = await at.stage();
        const chain = await chains.begin(browser);
        const before = { issued: await at.countOf('token.issued'), families: (await at.families()).length };
        const replayed = await at.countOf('code.replayed');
        await at.dies(platform, point, () => chains.redeem(chain));
        const moved = (await at.countOf('token.issued')) - before.issued;
        assert.equal((await at.families()).length, before.families + moved);

        const again = await at.stage();
        if (moved === 0) chain.redemption = 'unsent';
        await again.chains.proveKept(chain);
        assert.equal(chain.refreshToken === '', moved === 1);
        const bought = await at.families();
        assert.equal(bought.length, before.families + 1);
        assert.equal(bought.at(-1)?.revoked_reason, moved === 1 ? 'code_replayed' : null);
        assert.equal(await at.countOf('token.issued'), before.issued + 1);
        assert.equal(await at.countOf('code.replayed'), replayed + moved);
        await again.platform.kill();
        return moved;
      });
    });

    test(`a refresh, ${point}: sent again it is one step of one chain, and nobody has to sign in`, async () => {
      await untilReached(point, async () => {
        const { platform, browser, chains } = await at.stage();
        const chain = await chains.begin(browser);
        await chains.redeem(chain);
        const count = (await at.families()).length;
        const before = [
          await at.countOf('token.refreshed'),
          await at.countOf('token.refresh_repeated'),
        ] as const;
        await at.dies(platform, point, () => chains.refresh(chain));
        const moved = (await at.countOf('token.refreshed')) - before[0];
        assert.equal((await at.families()).at(-1)?.generation, moved);

        const again = await at.stage();
        await again.chains.refresh(chain);
        assert.equal(await again.chains.isAlive(chain.accessToken), true);
        const chainsThen = await at.families();
        assert.deepEqual([chainsThen.length, chainsThen.at(-1)?.generation], [count, 1]);
        assert.equal(await at.countOf('token.refreshed'), before[0] + 1);
        assert.equal(await at.countOf('token.refresh_repeated'), before[1] + moved);
        await again.chains.proveKept(chain);
        await again.platform.kill();
        return moved;
      });
    });

    test(`revocation, ${point}: a chain is dead or alive, and dies for good when it is asked for again`, async () => {
      await untilReached(point, async () => {
        const { platform, browser, chains } = await at.stage();
        const chain = await chains.begin(browser);
        await chains.redeem(chain);
        const before = await at.countOf('token.revoked');
        await at.dies(platform, point, () => chains.revoke(chain));
        const moved = (await at.countOf('token.revoked')) - before;

        const again = await at.stage();
        assert.equal(await again.chains.isAlive(chain.accessToken), moved === 0);
        await again.chains.revoke(chain);
        await again.chains.proveKept(chain);
        assert.equal(await at.countOf('token.revoked'), before + 1);
        await again.platform.kill();
        return moved;
      });
    });

    test(`a regenerated secret, ${point}: old secret, tokens and permissions stand or fall together`, async () => {
      await untilReached(point, async () => {
        const { platform, demo } = await at.stage();
        const [account] = demo.serviceAccounts;
        assert.ok(account);
        const admin = await at.signedIn(platform, demo, 'ana@');
        const known = await secretOf(platform.url, admin, account);
        const token = await tokenOf(platform.url, known);
        assert.equal(token.status, 200);
        const before = await at.countOf('service_account.secret_regenerated');
        const path = await pathOf(admin, account.companyId, account.name);
        await at.dies(platform, point, async () => await post(platform.url, admin, `${path}/regenerate`));
        const moved = (await at.countOf('service_account.secret_regenerated')) - before;

        const again = await at.stage();
        const { url } = again.platform;
        assert.equal((await tokenOf(url, known)).status, moved === 1 ? 401 : 200);
        const headers = { authorization: `Bearer ${String(token.body.access_token)}` };
        const info = await answerOf(fetch(`${url}/oauth/token/info`, { headers }));
        assert.equal(info.status, moved === 1 ? 401 : 200);
        const adminAgain = await at.signedIn(again.platform, demo, 'ana@');
        const renewed = await post(url, adminAgain, `${path}/regenerate`);
        assert.equal(renewed.status, 200);
        const fresh = { clientId: account.clientId, clientSecret: String(renewed.body.client_secret) };
        assert.equal((await tokenOf(url, fresh)).status, 200);
        assert.equal((await tokenOf(url, known)).status, 401);
        await again.platform.kill();
        return moved;
      });
    });
  }

  interface Credentials {
    readonly clientId: string;
    readonly clientSecret: string;
  }
  const tokenOf = (url: string, { clientId, clientSecret }: Credentials) =>
    answerOf(
      fetch(`${url}/oauth/token`, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          client_id: clientId,
          client_secret: clientSecret,
        }),
      }),
    );

  async function post(url: string, browser: FormBrowser, path: string) {
    const { csrf_token: csrf } = (await (await browser.get('/manage/v1/session')).json()) as {
      csrf_token: string;
    };
    const headers = { cookie: browser.cookies(), origin: url, 'x-csrf-token': csrf };
    return await answerOf(fetch(url + path, { method: 'POST', headers }));
  }

  async function pathOf(browser: FormBrowser, companyId: number, name: string): Promise<string> {
    const path = `/manage/v1/companies/${companyId}/service_accounts`;
    const listed = (await (await browser.get(path)).json()) as ServiceAccounts;
    const found = listed.service_accounts.find((each) => each.name === name) ?? assert.fail(name);
    return `${path}/${found.id}`;
  }

  /** The demo's secret, or a fresh one where an earlier test replaced it. */
  async function secretOf(
    url: string,
    admin: FormBrowser,
    account: DemoFile['serviceAccounts'][number],
  ): Promise<Credentials> {
    if ((await tokenOf(url, account)).status === 200) return account;
    const path = await pathOf(admin, account.companyId, account.name);
    const { body } = await post(url, admin, `${path}/regenerate`);
    return { clientId: account.clientId, clientSecret: String(body.client_secret) };
  }
});
