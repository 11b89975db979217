import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { ConnectedApps } from '@gatehouse/wire';
import fc from 'fast-check';
import type { Visitor } from '../developer-portal/portal-stage.test-support.ts';
import {
  type CompanyStage,
  type PublishedApp,
  setCompanyStage,
} from '../installations/company-stage.test-support.ts';
import type { RunningPlatform } from '../start.ts';
import { answerOf, type Pair, pairOf } from '../testing/oauth-clients.ts';
import { answerConsent, type FormBrowser, signInByForm } from '../testing/sign-in-by-form.ts';

const outOfBand = 'urn:ietf:wg:oauth:2.0:oob';
/** More than a suite has time for: `GATEHOUSE_TEST_SEQUENCES=500`. */
const sequences = Number(process.env.GATEHOUSE_TEST_SEQUENCES ?? 15);

/** Long enough for any machine: only the steps of a sequence let it pass. */
const grace = 60_000;

/** One authorization as its client remembers it: every pair it ever gave, and what must hold of it now. */
interface Chain {
  readonly code: string;
  readonly pairs: Pair[];
  alive: boolean;
  /** Whether the last rotation is within the grace. */
  recent: boolean;
}

interface World {
  readonly chains: Chain[];
  connected: boolean;
}

const ordinary = ['authorize', 'refresh', 'retry', 'wait'] as const;
const grave = ['ancestor', 'replay', 'steal', 'revoke', 'disallow', 'disconnect'] as const;
const step = fc.record({
  kind: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...ordinary) },
    { weight: 1, arbitrary: fc.constantFrom(...grave) },
  ),
  /** Which chain, counted back from the latest. */
  back: fc.nat(3),
  node: fc.nat(1),
});
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

describe('two nodes over one database', () => {
  let stage: CompanyStage;
  let second: RunningPlatform;
  let app: PublishedApp;
  let thief: PublishedApp;
  let person: Visitor;
  let browser: FormBrowser;
  let installation: string;

  before(async () => {
    stage = await setCompanyStage({ refreshGrace: grace });
    second = await stage.platform.startNode();
    app = await stage.publish('Watched');
    thief = await stage.publish('Thief');
    installation = `${stage.base}/installations/${(await stage.install(app)).id}`;
    person = await stage.visitor('Jim Carter');
    const jim = stage.platform.demo.people.find(({ name }) => name === 'Jim Carter') ?? assert.fail();
    browser = await signInByForm(stage.platform.url, jim);
  });
  after(() => stage[Symbol.asyncDispose]());

  const urlOf = (node: number) => (node === 0 ? stage.platform.url : second.house.issuer);
  const post = (node: number, path: string, by: PublishedApp, fields: Readonly<Record<string, string>>) => {
    const { clientId, clientSecret } = by;
    const body = new URLSearchParams({ client_id: clientId, client_secret: clientSecret, ...fields });
    return answerOf(fetch(new URL(path, urlOf(node)), { method: 'POST', body }));
  };
  const redeem = (node: number, code: string, by = app) =>
    post(node, '/oauth/token', by, { grant_type: 'authorization_code', code, redirect_uri: outOfBand });
  const refresh = (node: number, { refreshToken }: Pair, by = app) =>
    post(node, '/oauth/token', by, { grant_type: 'refresh_token', refresh_token: refreshToken });

  async function begin(node: number): Promise<Chain> {
    const query = { response_type: 'code', client_id: app.clientId, redirect_uri: outOfBand };
    const shown = await answerConsent(browser, `/oauth/authorize?${new URLSearchParams(query)}`);
    const code = decodeURIComponent(new URL(shown, stage.platform.url).pathname.split('/').at(-1) ?? '');
    const { status, body } = await redeem(node, code);
    assert.equal(status, 200);
    return { code, pairs: [pairOf(body)], alive: true, recent: false };
  }

  /** The person takes back what they allowed, under Connected apps. */
  async function disallow(): Promise<void> {
    const { body } = await person.call<ConnectedApps>('GET', '/manage/v1/connected_apps');
    for (const { id, app: listed } of body)
      if (listed.name === 'Watched') await person.call('DELETE', `/manage/v1/connected_apps/${id}`);
  }

  async function take(world: World, { kind, back, node }: Step): Promise<void> {
    const { chains } = world;
    const chain = chains[Math.max(0, chains.length - 1 - back)] ?? assert.fail();
    const current = chain.pairs.at(-1) ?? assert.fail();
    const refuses = async (pair: Pair) => assert.equal((await refresh(node, pair)).status, 400);
    switch (kind) {
      case 'authorize':
        chains.push(await begin(node));
        break;
      case 'refresh': {
        const { status, body } = await refresh(node, current);
        assert.equal(status, chain.alive ? 200 : 400);
        if (!chain.alive) break;
        chain.pairs.push(pairOf(body));
        chain.recent = true;
        break;
      }
      case 'retry': {
        const previous = chain.pairs.at(-2);
        if (previous === undefined) break;
        if (chain.alive && chain.recent)
          assert.deepEqual(pairOf((await refresh(node, previous)).body), current);
        else await refuses(previous);
        chain.alive &&= chain.recent;
        break;
      }
      case 'ancestor':
        if (chain.pairs.length < 3) break;
        await refuses(chain.pairs[0] ?? assert.fail());
        chain.alive = false;
        break;
      case 'replay':
        assert.equal((await redeem(node, chain.code)).status, 400);
        chain.alive = false;
        break;
      case 'steal':
        assert.equal((await refresh(node, current, thief)).status, 400);
        assert.equal((await redeem(node, chain.code, thief)).status, 400);
        await post(node, '/oauth/revoke', thief, { token: current.refreshToken });
        break;
      case 'revoke': {
        const token = back % 2 === 0 ? current.accessToken : current.refreshToken;
        assert.equal((await post(node, '/oauth/revoke', app, { token })).status, 200);
        chain.alive = false;
        break;
      }
      case 'disallow':
        await disallow();
        for (const each of chains) each.alive = false;
        break;
      case 'disconnect': {
        const way = world.connected ? 'disconnect' : 'reconnect';
        assert.equal((await stage.admin.call('POST', `${installation}/${way}`)).status, 200);
        world.connected = !world.connected;
        break;
      }
      case 'wait':
        stage.platform.clock.advance(grace);
        for (const each of chains) each.recent = false;
    }
  }

  /** What a call says now, on one node or the other, with the newest token of each of the last chains. */
  async function look({ chains, connected }: World, node: number): Promise<void> {
    for (const { pairs, alive } of chains.slice(-4)) {
      const token = pairs.at(-1)?.accessToken ?? '';
      const path = `/rest/v1.0/projects?company_id=${stage.companyId}`;
      const { status } = await stage.rest(token, path, urlOf(node));
      assert.equal(status, alive ? (connected ? 200 : 403) : 401);
    }
  }

  it('whatever is done in whatever order, each says what a small model says', {
    timeout: 900_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 40, maxLength: 80 }), async (steps) => {
        const world: World = { chains: [await begin(0)], connected: true };
        for (const each of steps) {
          await take(world, each);
          await look(world, 1 - each.node);
        }
        await disallow();
        if (!world.connected) await stage.admin.call('POST', `${installation}/reconnect`);
      }),
      { numRuns: sequences },
    );
  });
});
