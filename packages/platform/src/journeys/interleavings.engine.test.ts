import assert from 'node:assert/strict';
import { after as afterAll, before, describe, it, type TestContext } from 'node:test';
import type { ConnectedApps, NewClientSecret, ServiceAccounts } from '@gatehouse/wire';
import fc from 'fast-check';
import type { Visitor } from '../developer-portal/portal-stage.test-support.ts';
import {
  type CompanyStage,
  type PublishedApp,
  setCompanyStage,
} from '../installations/company-stage.test-support.ts';
import type { RunningPlatform } from '../start.ts';
import { answerOf, pairOf } from '../testing/oauth-clients.ts';
import { answerConsent, type FormBrowser, signInByForm } from '../testing/sign-in-by-form.ts';
import {
  type Act,
  type Answered,
  type Authorization,
  after,
  afterBoth,
  aMinuteLater,
  empty,
  statusOf,
  type World,
} from './chain-model.test-support.ts';

const outOfBand = 'urn:ietf:wg:oauth:2.0:oob';
/** A sequence has sixty steps or so. More than a suite has time for: `GATEHOUSE_TEST_SEQUENCES=500`. */
const sequences = Number(process.env.GATEHOUSE_TEST_SEQUENCES ?? 36);
/** The same once more: `GATEHOUSE_TEST_SEED`, as a run printed it. */
const seed = Number(process.env.GATEHOUSE_TEST_SEED ?? Date.now() % 0x7fffffff);

/** Only the steps of a sequence let it pass: the clock stands still. */
const grace = 60_000;

const acts = ['redeem', 'refresh', 'retry', 'ancestor', 'replay', 'steal', 'revoke', 'disallow'] as const;
const ofAct = fc.record({
  kind: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...acts.slice(0, 3)) },
    { weight: 1, arbitrary: fc.constantFrom(...acts) },
  ),
  /** Which authorization, counted back from the latest that the step makes sense of. */
  back: fc.nat(3),
});
const step = fc.record({
  kind: fc.oneof(
    { weight: 6, arbitrary: fc.constant('act' as const) },
    { weight: 2, arbitrary: fc.constant('authorize' as const) },
    { weight: 1, arbitrary: fc.constant('wait' as const) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('disconnect', 'disconnect', 'new-secret', 'regenerate', 'restart'),
    },
  ),
  act: ofAct,
  /** What is sent to the other node at the same moment. */
  other: fc.option(ofAct, { freq: 2 }),
  node: fc.nat(1),
});
type OfAct = typeof ofAct extends fc.Arbitrary<infer Value> ? Value : never;
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

describe('two nodes over one database', () => {
  let stage: CompanyStage;
  const nodes: RunningPlatform[] = [];
  let app: PublishedApp;
  let thief: PublishedApp;
  let person: Visitor;
  let browser: FormBrowser;
  let installation: string;
  let account: { readonly path: string; readonly clientId: string; secret: string; token: string };
  let taken = 0;
  let atOnce = 0;

  before(async () => {
    stage = await setCompanyStage({ refreshGrace: grace });
    for (let node = 0; node < 2; node += 1) nodes.push(await stage.platform.startNode());
    app = await stage.publish('Watched');
    thief = await stage.publish('Thief');
    installation = `${stage.base}/installations/${(await stage.install(app)).id}`;
    person = await stage.visitor('Jim Carter');
    const { demo, url } = stage.platform;
    const jim = demo.people.find(({ name }) => name === 'Jim Carter') ?? assert.fail();
    browser = await signInByForm(url, jim);
    const known = demo.serviceAccounts.find(({ companyId }) => companyId === stage.companyId);
    assert.ok(known);
    const { body } = await stage.admin.call<ServiceAccounts>('GET', `${stage.base}/service_accounts`);
    const { id } = body.service_accounts.find(({ name }) => name === known.name) ?? assert.fail();
    const path = `${stage.base}/service_accounts/${id}`;
    account = { path, clientId: known.clientId, secret: known.clientSecret, token: '' };
    account.token = String((await accountToken(0)).body.access_token);
  });
  afterAll(() => stage[Symbol.asyncDispose]());

  const urlOf = (node: number) => nodes[node]?.house.issuer ?? assert.fail();
  const send = (node: number, path: string, fields: Readonly<Record<string, string>>) =>
    answerOf(fetch(new URL(path, urlOf(node)), { method: 'POST', body: new URLSearchParams(fields) }));
  const post = (node: number, path: string, by: PublishedApp, fields: Readonly<Record<string, string>>) =>
    send(node, path, { client_id: by.clientId, client_secret: by.clientSecret, ...fields });
  const redeem = (node: number, code: string, by: PublishedApp) =>
    post(node, '/oauth/token', by, { grant_type: 'authorization_code', code, redirect_uri: outOfBand });
  const refresh = (node: number, token: string, by: PublishedApp) =>
    post(node, '/oauth/token', by, { grant_type: 'refresh_token', refresh_token: token });
  const accountToken = (node: number, secret = account.secret) =>
    send(node, '/oauth/token', {
      grant_type: 'client_credentials',
      client_id: account.clientId,
      client_secret: secret,
    });

  async function authorize(): Promise<Authorization> {
    const query = { response_type: 'code', client_id: app.clientId, redirect_uri: outOfBand };
    const page = await answerConsent(browser, `/oauth/authorize?${new URLSearchParams(query)}`);
    const code = decodeURIComponent(new URL(page, stage.platform.url).pathname.split('/').at(-1) ?? '');
    return { code, state: 'outstanding', minutes: 0, pairs: [], alive: false, recent: false };
  }

  /** The person takes back what they allowed, under Connected apps. */
  async function disallow(): Promise<number> {
    const { body } = await person.call<ConnectedApps>('GET', '/manage/v1/connected_apps');
    for (const { id, app: listed } of body)
      if (listed.name === 'Watched') await person.call('DELETE', `/manage/v1/connected_apps/${id}`);
    return 204;
  }

  async function perform(node: number, act: Act): Promise<Answered> {
    const answered = ({ status, body }: Awaited<ReturnType<typeof post>>): Answered =>
      typeof body.refresh_token === 'string' ? { status, pair: pairOf(body) } : { status };
    switch (act.kind) {
      case 'redeem':
        return answered(await redeem(node, act.code, app));
      case 'show':
        return answered(await refresh(node, act.token, app));
      case 'steal-code':
        return answered(await redeem(node, act.code, thief));
      case 'steal-token':
        // What is another's is revoked by nobody, though the answer says no more than that it was heard.
        await post(node, '/oauth/revoke', thief, { token: act.token });
        return answered(await refresh(node, act.token, thief));
      case 'revoke':
        return answered(await post(node, '/oauth/revoke', app, { token: act.token }));
      case 'disallow':
        return { status: await disallow() };
    }
  }

  /** What the step means in this world; undefined where there is nothing that it could be done to. */
  function actOf({ authorizations }: World, { kind, back }: OfAct): Act | undefined {
    const latest = (such: (it: Authorization) => boolean) => {
      const found = authorizations.filter(such);
      return found[Math.max(0, found.length - 1 - back)];
    };
    const token = (least: number, from: number): Act | undefined => {
      const pair = latest(({ pairs }) => pairs.length >= least)?.pairs.at(from);
      return pair && { kind: 'show', token: pair.refreshToken };
    };
    switch (kind) {
      case 'redeem':
      case 'replay': {
        const state = kind === 'redeem' ? 'outstanding' : 'redeemed';
        const code = latest((it) => it.state === state)?.code;
        return code === undefined ? undefined : { kind: 'redeem', code };
      }
      case 'refresh':
        return token(1, -1);
      case 'retry':
        return token(2, -2);
      case 'ancestor':
        return token(3, 0);
      case 'steal': {
        const it = latest(() => true);
        const pair = it?.pairs.at(-1);
        if (pair !== undefined) return { kind: 'steal-token', token: pair.refreshToken };
        return it && { kind: 'steal-code', code: it.code };
      }
      case 'revoke': {
        const pair = latest(({ pairs }) => pairs.length > 0)?.pairs.at(-1);
        return pair && { kind: 'revoke', token: back % 2 === 0 ? pair.accessToken : pair.refreshToken };
      }
      case 'disallow':
        return { kind: 'disallow' };
    }
  }

  async function act(worlds: readonly World[], { act: first, other, node }: Step): Promise<World[]> {
    const [world = empty] = worlds;
    const one = actOf(world, first);
    const two = other === null ? undefined : actOf(world, other);
    if (one === undefined) return [...worlds];
    if (two === undefined) {
      const answered = await perform(node, one);
      return worlds.flatMap((each) => after(each, one, answered) ?? []);
    }
    atOnce += 1;
    const [ofOne, ofTwo] = await Promise.all([perform(node, one), perform(1 - node, two)]);
    return worlds.flatMap((each) =>
      afterBoth(each, [
        [one, ofOne],
        [two, ofTwo],
      ]),
    );
  }

  async function take(worlds: readonly World[], step: Step): Promise<World[]> {
    const { node } = step;
    switch (step.kind) {
      case 'act':
        return await act(worlds, step);
      case 'authorize': {
        const begun = await authorize();
        return worlds.map((world) => ({ ...world, authorizations: [...world.authorizations, begun] }));
      }
      case 'wait':
        stage.platform.clock.advance(grace);
        return worlds.map(aMinuteLater);
      case 'disconnect': {
        const connected = worlds[0]?.connected === true;
        const way = connected ? 'disconnect' : 'reconnect';
        assert.equal((await stage.admin.call('POST', `${installation}/${way}`)).status, 200);
        return worlds.map((world) => ({ ...world, connected: !connected }));
      }
      case 'new-secret':
        await newSecret(node);
        break;
      case 'regenerate':
        await regenerate(node);
        break;
      case 'restart':
        await nodes[node]?.close();
        nodes[node] = await stage.platform.startNode();
    }
    return [...worlds];
  }

  /** The old one stops at once, on both nodes; what was bought with it goes on. */
  async function newSecret(node: number): Promise<void> {
    await stage.developer.prove();
    const asked = { expire_old_in_seconds: 0 };
    const path = `${app.path}/clients/production/secrets`;
    const { status, body } = await stage.developer.call<NewClientSecret>('POST', path, asked);
    assert.equal(status, 201);
    const old = app;
    app = { ...app, clientSecret: body.client_secret };
    const asks = (by: PublishedApp) => post(node, '/oauth/introspect', by, { token: 'x' });
    assert.deepEqual([(await asks(old)).status, (await asks(app)).status], [401, 200]);
  }

  /** A service account's old secret and its tokens stop at once, on both nodes. */
  async function regenerate(node: number): Promise<void> {
    await stage.admin.prove();
    const { status, body } = await stage.admin.call('POST', `${account.path}/regenerate`);
    assert.equal(status, 200);
    const old = { ...account };
    account.secret = String(body.client_secret);
    const bought = await accountToken(node);
    account.token = String(bought.body.access_token);
    const asked = [bought.status, (await accountToken(1 - node, old.secret)).status];
    for (const { token } of [old, account]) {
      const headers = { authorization: `Bearer ${token}` };
      const info = await answerOf(fetch(new URL('/oauth/token/info', urlOf(1 - node)), { headers }));
      asked.push(info.status);
    }
    assert.deepEqual(asked, [200, 401, 401, 200]);
  }

  /** What a call says now, on one node or the other, with the newest token of each of the last authorizations. */
  async function look(worlds: readonly World[], node: number): Promise<World[]> {
    const latest = ({ authorizations }: World) => authorizations.slice(-3);
    const path = `/rest/v1.0/projects?company_id=${stage.companyId}`;
    const [world = empty] = worlds;
    const statuses = await Promise.all(
      latest(world).map(async ({ pairs }) => {
        const token = pairs.at(-1)?.accessToken ?? 'none';
        return (await stage.rest(token, path, urlOf(node))).status;
      }),
    );
    return worlds.filter((each) => latest(each).every((it, place) => statusOf(it, each) === statuses[place]));
  }

  it('whatever is done in whatever order, and at once, each says what a small model says', {
    timeout: 1_800_000,
  }, async (t: TestContext) => {
    using _ = stage.platform.clock.still();
    t.diagnostic(`GATEHOUSE_TEST_SEED=${seed}`);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 40, maxLength: 80 }), async (steps) => {
        let worlds: World[] = [empty];
        for (const each of steps) {
          taken += 1;
          worlds = await take(worlds, each);
          assert.ok(worlds.length > 0, 'no world has this answer');
          worlds = await look(worlds, 1 - each.node);
          assert.ok(worlds.length > 0, 'no world lets these tokens in');
          worlds = [...new Map(worlds.map((world) => [JSON.stringify(world), world])).values()];
        }
        await disallow();
        // Wrong secrets are counted by the minute.
        stage.platform.clock.advance(grace);
        if (worlds[0]?.connected === false) await stage.admin.call('POST', `${installation}/reconnect`);
      }),
      { numRuns: sequences, seed },
    );
    t.diagnostic(`${taken} steps, ${atOnce} of them two at once`);
  });
});
