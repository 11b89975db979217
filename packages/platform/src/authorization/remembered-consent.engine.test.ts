import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { decodeJwt } from 'jose';
import {
  authorizePath,
  makeProof,
  type OAuthStage,
  redirectUri,
  setOAuthStage,
} from '../testing/oauth-clients.ts';
import { answerConsent } from '../testing/sign-in-by-form.ts';

const weather = 'https://weather.example/api';

describe('an Allow that was given before', () => {
  let stage: OAuthStage;
  let appId: number;
  before(async () => {
    stage = await setOAuthStage({ resources: [weather] });
    appId = await stage.platform.house.database.read(async (tx) => {
      const { app_id } = await tx
        .selectFrom('clients')
        .select('app_id')
        .where('client_id', '=', stage.web.clientId)
        .executeTakeFirstOrThrow();
      return app_id ?? 0;
    });
  });
  after(() => stage[Symbol.asyncDispose]());
  beforeEach(async () => {
    await answerConsent(stage.browser, authorizePath(stage.web, { prompt: 'consent' }));
  });

  const write = (work: Parameters<typeof stage.platform.house.database.write<unknown>>[0]) =>
    stage.platform.house.database.write(work);

  /** What the browser meets: a page that asks, or where it is sent. */
  async function meets(more: Record<string, string> = {}, client = stage.web): Promise<URL | 'asked'> {
    const response = await stage.browser.get(authorizePath(client, more));
    const page = await response.text();
    if (response.status !== 303) {
      assert.match(page, /name="decision" value="allow"/);
      return 'asked';
    }
    return new URL(response.headers.get('location') ?? '');
  }

  async function code(more: Record<string, string> = {}): Promise<string> {
    const met = await meets(more);
    if (met === 'asked') assert.fail('asked');
    return met.searchParams.get('code') ?? assert.fail(met.href);
  }

  it('is not asked for again: the code comes at once, with state and issuer, and buys tokens', async () => {
    const met = await meets({ state: 'again' });
    assert.ok(met !== 'asked' && met.href.startsWith(`${redirectUri}?`));
    assert.deepEqual(
      [met.searchParams.get('state'), met.searchParams.get('iss')],
      ['again', stage.platform.url],
    );
    assert.equal((await stage.redeem(stage.web, met.searchParams.get('code') ?? '')).status, 200);
  });

  it('is asked for again when the app says so, and by prompt=none never', async () => {
    assert.equal(await meets({ prompt: 'consent' }), 'asked');
    const silent = await meets({ scope: 'openid', prompt: 'none' });
    assert.ok(silent !== 'asked');
    assert.equal(silent.searchParams.get('error'), 'consent_required');
  });

  it('is asked for again where a form of ours led here, whose policy lets no browser on to the app', async () => {
    await code();
    const response = await fetch(new URL(authorizePath(stage.web), stage.platform.url), {
      redirect: 'manual',
      headers: { cookie: stage.browser.cookies(), 'sec-fetch-site': 'same-origin' },
    });
    assert.equal(response.status, 200);
    assert.match(await response.text(), /name="decision" value="allow"/);
  });

  it('does not stand for more scope, and a scope once allowed is not asked for again', async () => {
    assert.equal(await meets({ scope: 'openid email' }), 'asked');
    await answerConsent(stage.browser, authorizePath(stage.web, { scope: 'openid email' }));
    await code({ scope: 'openid' });
    await code();
    assert.equal(await meets({ scope: 'openid profile' }), 'asked');
  });

  it('for an outside API stands for it alone, and no new company is a reason to ask again', async () => {
    assert.equal(await meets({ resource: weather }), 'asked');
    await answerConsent(stage.browser, authorizePath(stage.web, { resource: weather }));
    await write((tx) => tx.deleteFrom('grant_companies').execute());
    assert.equal(await meets(), 'asked');
    const bought = await stage.redeem(stage.web, await code({ resource: weather }), { resource: weather });
    assert.equal(decodeJwt(String(bought.body.access_token)).aud, weather);
  });

  it('does not stand for another host', async () => {
    const elsewhere = 'https://elsewhere.example/cb';
    await write((tx) =>
      tx.insertInto('redirect_uris').values({ client_id: stage.web.clientId, uri: elsewhere }).execute(),
    );
    assert.equal(await meets({ redirect_uri: elsewhere }), 'asked');
    await code();
  });

  for (const [what, set] of [
    ['another name', { name: 'Gatehouse Support' }],
    ['another publisher', { publisher: 'Somebody else' }],
  ] as const)
    it(`does not stand for an app of ${what}`, async () => {
      await code();
      await write((tx) => tx.updateTable('apps').set(set).where('id', '=', appId).execute());
      assert.equal(await meets(), 'asked');
    });

  it('does not outlive the mark of verification that was shown, but survives its coming', async () => {
    const verify = (at: number | null) =>
      write((tx) =>
        tx.updateTable('apps').set({ publisher_verified_at: at }).where('id', '=', appId).execute(),
      );
    await verify(1);
    await code();
    await answerConsent(stage.browser, authorizePath(stage.web, { prompt: 'consent' }));
    await verify(null);
    assert.equal(await meets(), 'asked');
  });

  it('does not stand for a version that asks for more, and does for one that asks for less', async () => {
    const version = (semver: string, level: string | null) =>
      write(async (tx) => {
        const components = {
          user_level: true,
          service_account: level === null ? null : { company: {}, project: { documents: level } },
        };
        await tx
          .insertInto('app_versions')
          .values({
            app_id: appId,
            semver,
            manifest: JSON.stringify({ components, instructions: '', post_installation_notes: '' }),
            components: JSON.stringify(components),
            status: 'promoted',
            sandbox_key: `s ${semver}`,
            production_key: `p ${semver}`,
            created_by: stage.personId,
            created_at: 1,
            promoted_at: 1,
          })
          .execute();
      });
    await version('1.0.0', 'Read Only');
    assert.equal(await meets(), 'asked');
    await answerConsent(stage.browser, authorizePath(stage.web, { prompt: 'consent' }));
    await code();
    await version('1.1.0', 'Standard');
    assert.equal(await meets(), 'asked');
    await answerConsent(stage.browser, authorizePath(stage.web, { prompt: 'consent' }));
    await version('1.2.0', null);
    await code();
  });

  it('does not stand for a company that the person has joined since', async () => {
    await code();
    await write(async (tx) => {
      const { id } = await tx
        .insertInto('companies')
        .values({
          name: 'Joined since',
          environment: 'production',
          user_installs_blocked_at: 1,
          deactivated_at: null,
          created_at: 1,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      await tx
        .insertInto('company_members')
        .values({
          company_id: id,
          person_id: stage.personId,
          employee_since: null,
          job_title: null,
          created_at: 1,
          removed_at: null,
        })
        .execute();
    });
    assert.equal(await meets(), 'asked');
    await answerConsent(stage.browser, authorizePath(stage.web));
    await code();
    // Members may install there now: an Allow would bring the app in, which this one did not.
    await write((tx) => tx.updateTable('companies').set({ user_installs_blocked_at: null }).execute());
    assert.equal(await meets(), 'asked');
  });

  it('is never remembered for an app without a secret, at a loopback address, or that is shown its code', async () => {
    const proof = makeProof().challenge;
    await answerConsent(stage.browser, authorizePath(stage.native, proof));
    assert.equal(await meets(proof, stage.native), 'asked');
    for (const redirect_uri of ['http://127.0.0.1/cb', 'urn:ietf:wg:oauth:2.0:oob']) {
      await answerConsent(stage.browser, authorizePath(stage.web, { redirect_uri }));
      assert.equal(await meets({ redirect_uri }), 'asked', redirect_uri);
    }
  });

  it('ends with the grant, however the two race: what was issued in between buys nothing', async () => {
    const { database } = stage.platform.house;
    const { id } = await database.read((tx) =>
      tx
        .selectFrom('grants')
        .select('id')
        .where('client_id', '=', stage.web.clientId)
        .where('revoked_at', 'is', null)
        .executeTakeFirstOrThrow(),
    );
    const base = { cookie: stage.browser.cookies(), origin: stage.platform.url };
    const session = await fetch(new URL('/manage/v1/session', stage.platform.url), { headers: base });
    const { csrf_token: csrf } = (await session.json()) as { csrf_token: string };
    const revoke = async () => {
      const response = await fetch(new URL(`/manage/v1/connected_apps/${id}`, stage.platform.url), {
        method: 'DELETE',
        headers: { ...base, 'x-csrf-token': csrf },
      });
      assert.equal(response.status, 204);
    };
    const [, ...met] = await Promise.all([revoke(), ...Array.from({ length: 12 }, () => meets())]);
    for (const each of met) {
      if (each === 'asked') continue;
      const { status, body } = await stage.redeem(stage.web, each.searchParams.get('code') ?? '');
      assert.deepEqual([status, body.error], [400, 'invalid_grant']);
    }
    assert.equal(await meets(), 'asked');
    const silent = await meets({ scope: 'openid', prompt: 'none' });
    assert.ok(silent !== 'asked');
    assert.equal(silent.searchParams.get('error'), 'consent_required');
  });
});
