import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type FaultPoint, openDatabase, type Reader } from '@gatehouse/database';
import type { ServiceAccounts } from '@gatehouse/wire';
import { type DemoFile, readDemoFile } from '../demo/demo-file.ts';
import type { Tables } from '../schema/tables.ts';
import { answerOf } from '../testing/oauth-clients.ts';
import { type FormBrowser, hiddenField, signInByForm } from '../testing/sign-in-by-form.ts';
import { chainsOf } from './chains.test-support.ts';
import { type Estate, openEstate, type PlatformProcess } from './platform-process.test-support.ts';

const program = fileURLToPath(new URL('./dying-platform.test-support.ts', import.meta.url));
const points: readonly FaultPoint[] = ['database.before-commit', 'database.after-commit'];

/** Killed at the very COMMIT of a step: before it, nothing of the step is there; after it, all of it, once. */
suite('the platform killed at a named point', () => {
  let estate: Estate;
  before(async () => {
    estate = await openEstate();
  });
  after(() => estate[Symbol.asyncDispose]());

  async function stage() {
    const platform = await estate.start({ GATEHOUSE_REFRESH_GRACE: '60s' }, { program });
    const demo = (await readDemoFile(estate.dataDir)) ?? assert.fail('there is no demo');
    const app = demo.apps.find(({ name }) => name === 'Safety App') ?? assert.fail();
    const browser = await signedIn(platform, demo, 'jim@');
    return { platform, demo, browser, chains: chainsOf(platform.url, app), app };
  }
  const signedIn = (platform: PlatformProcess, demo: DemoFile, who: string) => {
    const person = demo.people.find(({ email }) => email.startsWith(who)) ?? assert.fail(who);
    return signInByForm(platform.url, person);
  };
  /** Sends what is to die, at the point. */
  async function dies(platform: PlatformProcess, point: FaultPoint, send: () => Promise<unknown>) {
    await platform.armFor(point);
    await assert.rejects(send(), TypeError);
    await platform.died();
  }
  /** What lies there, by a connection of our own. */
  async function stored<Result>(work: (tx: Reader<Tables>) => Promise<Result>): Promise<Result> {
    const database = await openDatabase<Tables>({ url: estate.databaseUrl });
    try {
      return await database.read(work);
    } finally {
      await database.close();
    }
  }
  const countOf = async (event: string) =>
    (await stored((tx) => tx.selectFrom('audit_events').select('id').where('event', '=', event).execute()))
      .length;
  const codes = async () =>
    (await stored((tx) => tx.selectFrom('authorization_codes').select('id').execute())).length;
  const families = () => stored((tx) => tx.selectFrom('token_families').selectAll().orderBy('id').execute());

  for (const point of points) {
    const happened = point === 'database.after-commit' ? 1 : 0;
    /**
     * A chore may commit first, and take the process with it before the step was reached: then nothing of the step is
     * there, and it is tried again.
     */
    const untilReached = async (attempt: () => Promise<number>) => {
      for (let tries = 1; ; tries += 1) {
        const moved = await attempt();
        assert.ok(moved === 0 || moved === happened, String(moved));
        if (moved === happened) return;
        assert.ok(tries < 5, 'the step was never reached');
      }
    };

    test(`consent, ${point}: the grant and its code are there whole or not at all, and can be asked for again`, async () => {
      await untilReached(async () => {
        const { platform, browser, app } = await stage();
        const redirect_uri = 'http://127.0.0.1:4321/callback';
        const query = new URLSearchParams({ response_type: 'code', client_id: app.clientId, redirect_uri });
        const page = await (await browser.get(`/oauth/authorize?${query}`)).text();
        const before = [await countOf('authorization.granted'), await codes()] as const;
        const boxes = [...page.matchAll(/name="company" value="([^"]*)"/g)].map(([, value]) => value);
        const form = {
          csrf: hiddenField(page, 'csrf'),
          request: hiddenField(page, 'request'),
          decision: 'allow',
          ...(boxes[0] === undefined ? {} : { company: boxes[0] }),
        };
        await dies(platform, point, () => browser.post('/oauth/authorize', form));
        const moved = (await countOf('authorization.granted')) - before[0];
        assert.equal(await codes(), before[1] + moved);

        const again = await stage();
        const chain = await again.chains.begin(again.browser);
        await again.chains.redeem(chain);
        await again.chains.proveKept(chain);
        await again.platform.kill();
        return moved;
      });
    });

    test(`a code, ${point}: it buys its pair once the platform is back, or has bought one, and shown again ends that`, async () => {
      await untilReached(async () => {
        const { platform, browser, chains } = await stage();
        const chain = await chains.begin(browser);
        const before = { issued: await countOf('token.issued'), families: (await families()).length };
        const replayed = await countOf('code.replayed');
        await dies(platform, point, () => chains.redeem(chain));
        const moved = (await countOf('token.issued')) - before.issued;
        assert.equal((await families()).length, before.families + moved);

        const again = await stage();
        if (moved === 0) chain.redemption = 'unsent';
        await again.chains.proveKept(chain);
        assert.equal(chain.refreshToken === '', moved === 1);
        const bought = await families();
        assert.equal(bought.length, before.families + 1);
        assert.equal(bought.at(-1)?.revoked_reason, moved === 1 ? 'code_replayed' : null);
        assert.equal(await countOf('token.issued'), before.issued + 1);
        assert.equal(await countOf('code.replayed'), replayed + moved);
        await again.platform.kill();
        return moved;
      });
    });

    test(`a refresh, ${point}: sent again it is one step of one chain, and nobody has to sign in`, async () => {
      await untilReached(async () => {
        const { platform, browser, chains } = await stage();
        const chain = await chains.begin(browser);
        await chains.redeem(chain);
        const count = (await families()).length;
        const before = [await countOf('token.refreshed'), await countOf('token.refresh_repeated')] as const;
        await dies(platform, point, () => chains.refresh(chain));
        const moved = (await countOf('token.refreshed')) - before[0];
        assert.equal((await families()).at(-1)?.generation, moved);

        const again = await stage();
        await again.chains.refresh(chain);
        assert.equal(await again.chains.isAlive(chain.accessToken), true);
        const chainsThen = await families();
        assert.deepEqual([chainsThen.length, chainsThen.at(-1)?.generation], [count, 1]);
        assert.equal(await countOf('token.refreshed'), before[0] + 1);
        assert.equal(await countOf('token.refresh_repeated'), before[1] + moved);
        await again.chains.proveKept(chain);
        await again.platform.kill();
        return moved;
      });
    });

    test(`revocation, ${point}: a chain is dead or alive, and dies for good when it is asked for again`, async () => {
      await untilReached(async () => {
        const { platform, browser, chains } = await stage();
        const chain = await chains.begin(browser);
        await chains.redeem(chain);
        const before = await countOf('token.revoked');
        await dies(platform, point, () => chains.revoke(chain));
        const moved = (await countOf('token.revoked')) - before;

        const again = await stage();
        assert.equal(await again.chains.isAlive(chain.accessToken), moved === 0);
        await again.chains.revoke(chain);
        await again.chains.proveKept(chain);
        assert.equal(await countOf('token.revoked'), before + 1);
        await again.platform.kill();
        return moved;
      });
    });

    test(`a regenerated secret, ${point}: old secret, tokens and permissions stand or fall together`, async () => {
      await untilReached(async () => {
        const { platform, demo } = await stage();
        const [account] = demo.serviceAccounts;
        assert.ok(account);
        const admin = await signedIn(platform, demo, 'ana@');
        const known = await secretOf(platform.url, admin, account);
        const token = await tokenOf(platform.url, known);
        assert.equal(token.status, 200);
        const before = await countOf('service_account.secret_regenerated');
        const path = await pathOf(admin, account.companyId, account.name);
        await dies(platform, point, async () => await post(platform.url, admin, `${path}/regenerate`));
        const moved = (await countOf('service_account.secret_regenerated')) - before;

        const again = await stage();
        const { url } = again.platform;
        assert.equal((await tokenOf(url, known)).status, moved === 1 ? 401 : 200);
        const headers = { authorization: `Bearer ${String(token.body.access_token)}` };
        const info = await answerOf(fetch(`${url}/oauth/token/info`, { headers }));
        assert.equal(info.status, moved === 1 ? 401 : 200);
        const adminAgain = await signedIn(again.platform, demo, 'ana@');
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
