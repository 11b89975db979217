import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { ConnectedApps } from '@gatehouse/wire';
import {
  type CompanyStage,
  forPeople,
  type PublishedApp,
  setCompanyStage,
} from '../../installations/company-stage.test-support.ts';
import type { RunningPlatform } from '../../start.ts';
import { type Answer, answerOf, type Pair, pairOf } from '../../testing/oauth-clients.ts';
import { answerConsent, type FormBrowser, signInByForm } from '../../testing/sign-in-by-form.ts';

const outOfBand = 'urn:ietf:wg:oauth:2.0:oob';

describe('refreshes on two nodes, while on a third way the access is taken away', () => {
  let stage: CompanyStage;
  let second: RunningPlatform;
  let app: PublishedApp;
  let installation: string;
  before(async () => {
    stage = await setCompanyStage({ refreshGrace: 60_000 });
    second = await stage.platform.startNode();
    app = await stage.publish('Field Notes', forPeople);
    installation = `${stage.base}/installations/${(await stage.install(app)).id}`;
  });
  after(() => stage[Symbol.asyncDispose]());

  const nodes = () => [stage.platform.url, second.house.issuer] as const;
  const token = (node: string, fields: Readonly<Record<string, string>>): Promise<Answer> => {
    const credentials = { client_id: app.clientId, client_secret: app.clientSecret };
    const body = new URLSearchParams({ ...credentials, ...fields });
    return answerOf(fetch(new URL('/oauth/token', node), { method: 'POST', body }));
  };
  const refresh = (node: string, { refreshToken }: Pair) =>
    token(node, { grant_type: 'refresh_token', refresh_token: refreshToken });

  async function allow(browser: FormBrowser): Promise<Pair> {
    const query = { response_type: 'code', client_id: app.clientId, redirect_uri: outOfBand };
    const page = await answerConsent(browser, `/oauth/authorize?${new URLSearchParams(query)}`);
    const code = decodeURIComponent(new URL(page, stage.platform.url).pathname.split('/').at(-1) ?? '');
    const asked = { grant_type: 'authorization_code', code, redirect_uri: outOfBand };
    const { status, body } = await token(stage.platform.url, asked);
    assert.equal(status, 200);
    return pairOf(body);
  }
  const signIn = (name: string) => {
    const person = stage.platform.demo.people.find((each) => each.name === name) ?? assert.fail(name);
    return signInByForm(stage.platform.url, person);
  };

  /** Every pair that the race may have given, its first among them. */
  async function race(first: Pair, take: () => Promise<number>): Promise<Pair[]> {
    const [one, two] = nodes();
    const [there, status, here] = await Promise.all([refresh(two, first), take(), refresh(one, first)]);
    assert.equal(Math.floor(status / 100), 2);
    const won = [there, here].filter((answer) => answer.status === 200).map(({ body }) => pairOf(body));
    for (const answer of [there, here])
      assert.ok(answer.status === 200 || answer.body.error === 'invalid_grant', String(answer.status));
    return [first, ...won];
  }

  async function allGone(pairs: readonly Pair[]): Promise<void> {
    for (const node of nodes())
      for (const pair of pairs) {
        assert.equal((await stage.rest(pair.accessToken, '/rest/v1.0/me', node)).status, 401);
        assert.equal((await refresh(node, pair)).body.error, 'invalid_grant');
      }
  }
  const living = () =>
    stage.platform.house.database.read((tx) =>
      tx
        .selectFrom('token_families')
        .select('id')
        .where('client_id', '=', app.clientId)
        .where('revoked_at', 'is', null)
        .execute(),
    );

  it('nothing lives once its person has taken it back under Connected apps', async () => {
    const person = await stage.visitor('Jim Carter');
    const browser = await signIn('Jim Carter');
    for (let round = 0; round < 25; round += 1) {
      const first = await allow(browser);
      const { body } = await person.call<ConnectedApps>('GET', '/manage/v1/connected_apps');
      const { id } = body.find((each) => each.app.name === 'Field Notes') ?? assert.fail();
      const pairs = await race(
        first,
        async () => (await person.call('DELETE', `/manage/v1/connected_apps/${id}`)).status,
      );
      await allGone(pairs);
      assert.deepEqual(await living(), []);
    }
  });

  it('nothing lives once its person was switched off, nor when they are let in again', async () => {
    const operator = await stage.visitor('Olivia Reed');
    const { personId } = await stage.visitor('Lucía Ramírez');
    const switched = async (way: 'deactivate' | 'reactivate') =>
      (await operator.call('POST', `/manage/v1/operator/people/${personId}/${way}`, {})).status;
    for (let round = 0; round < 8; round += 1) {
      const first = await allow(await signIn('Lucía Ramírez'));
      const pairs = await race(first, () => switched('deactivate'));
      await allGone(pairs);
      assert.deepEqual(await living(), []);
      assert.equal(await switched('reactivate'), 204);
      await allGone(pairs);
    }
  });

  it('a company that disconnects the app shuts out what was refreshed meanwhile, and no chain is lost', async () => {
    const browser = await signIn('Jim Carter');
    const path = `/rest/v1.0/projects?company_id=${stage.companyId}`;
    let pair = await allow(browser);
    for (let round = 0; round < 25; round += 1) {
      const turn = async (way: string) => (await stage.admin.call('POST', `${installation}/${way}`)).status;
      const pairs = await race(pair, () => turn('disconnect'));
      const latest = pairs.at(-1) ?? assert.fail();
      assert.equal(pairs.length, 3);
      assert.deepEqual(pairs[1], latest);
      for (const node of nodes())
        for (const { accessToken } of pairs)
          assert.equal((await stage.rest(accessToken, path, node)).status, 403);
      assert.equal(await turn('reconnect'), 200);
      assert.equal((await stage.rest(latest.accessToken, path, nodes()[round % 2])).status, 200);
      pair = latest;
    }
    assert.equal((await living()).length, 1);
  });
});
