import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { authorizePath, type OAuthStage, redirectUri, setOAuthStage } from '../testing/oauth-clients.ts';
import { answerConsent, consentFields, hiddenField, signInByForm } from '../testing/sign-in-by-form.ts';

/** What was allowed before is asked about all the same. */
const asked = { prompt: 'consent' };

describe("a person's decision", () => {
  let stage: OAuthStage;
  before(async () => {
    stage = await setOAuthStage();
  });
  after(() => stage[Symbol.asyncDispose]());

  const open = async (path: string, browser = stage.browser) => {
    const response = await browser.get(path);
    return {
      status: response.status,
      location: response.headers.get('location'),
      headers: response.headers,
      text: await response.text(),
    };
  };
  const query = (location: string | null) => {
    if (!location?.startsWith(`${redirectUri}?`)) assert.fail(`sent to ${location}`);
    return Object.fromEntries(new URL(location).searchParams);
  };

  it('sends the code, the state and the issuer to the app, and nothing else', async () => {
    const state = `<script>"'&=+ %00 ñ 😀`;
    const location = await answerConsent(stage.browser, authorizePath(stage.web, { state }));
    const { code, ...rest } = query(location);
    assert.match(code ?? '', /^ghc_/);
    assert.deepEqual(rest, { state, iss: stage.platform.url });
  });

  it('tells the app that the person said no, and makes no grant of it', async () => {
    const sam = stage.platform.demo.people.find(({ email }) => email.startsWith('sam@'));
    assert.ok(sam);
    const browser = await signInByForm(stage.platform.url, sam);
    const grants = await countGrants(stage);
    const answer = query(
      await answerConsent(browser, authorizePath(stage.web, { ...asked, state: 's' }), 'deny'),
    );
    assert.equal(answer.error, 'access_denied');
    assert.equal(answer.state, 's');
    assert.equal(answer.iss, stage.platform.url);
    assert.equal(await countGrants(stage), grants);
    assert.equal(await stage.audited('authorization.denied'), 1);
  });

  it('takes no answer without its CSRF token, nor one given in another session', async () => {
    const { text: page } = await open(authorizePath(stage.web, asked));
    const { request = '', csrf = '', ...ticked } = consentFields(page);
    const answer = async (browser: typeof stage.browser, fields: Record<string, string>) => {
      const response = await browser.post('/oauth/authorize', { decision: 'allow', ...ticked, ...fields });
      await response.text();
      return { status: response.status, location: response.headers.get('location') };
    };
    assert.equal((await answer(stage.browser, { request })).status, 403);
    assert.equal((await answer(stage.browser, { request, csrf: `${csrf}A` })).status, 403);
    const ana = stage.platform.demo.people.find(({ email }) => email.startsWith('ana@'));
    assert.ok(ana);
    const other = await signInByForm(stage.platform.url, ana);
    assert.equal((await answer(other, { request, csrf })).status, 403);
    const theirs = hiddenField((await open(authorizePath(stage.web, asked), other)).text, 'csrf');
    assert.equal((await answer(other, { request, csrf: theirs })).status, 400);
    const middle = Math.floor(request.length / 2);
    const tampered =
      request.slice(0, middle) + (request[middle] === 'A' ? 'B' : 'A') + request.slice(middle + 1);
    assert.equal((await answer(stage.browser, { request: tampered, csrf })).status, 400);
    assert.equal((await answer(stage.browser, { request, csrf, decision: 'maybe' })).status, 400);
    assert.equal((await answer(stage.browser, { request, csrf })).status, 303);
  });

  it('keeps two tabs apart', async () => {
    const first = (await open(authorizePath(stage.web, { ...asked, state: 'first' }))).text;
    const second = (await open(authorizePath(stage.other, { ...asked, state: 'second' }))).text;
    for (const [page, state] of [
      [second, 'second'],
      [first, 'first'],
    ] as const) {
      const response = await stage.browser.post('/oauth/authorize', {
        ...consentFields(page),
        decision: 'allow',
      });
      await response.text();
      assert.equal(query(response.headers.get('location')).state, state);
    }
  });

  it('makes no code for a client that was switched off, nor a redirect URI that was taken away, meanwhile', async () => {
    const { house } = stage.platform;
    const page = (await open(authorizePath(stage.other, asked))).text;
    const answer = async () => {
      const fields = {
        ...consentFields(page),
        decision: 'allow',
      };
      const response = await stage.browser.post('/oauth/authorize', fields);
      await response.text();
      return response;
    };
    const set = (disabledAt: number | null) =>
      house.database.write((tx) =>
        tx
          .updateTable('clients')
          .set({ disabled_at: disabledAt })
          .where('client_id', '=', stage.other.clientId)
          .execute(),
      );
    await set(1);
    assert.equal((await answer()).headers.get('location'), null);
    await set(null);
    await house.database.write((tx) =>
      tx
        .deleteFrom('redirect_uris')
        .where('client_id', '=', stage.other.clientId)
        .where('uri', '=', redirectUri)
        .execute(),
    );
    assert.equal((await answer()).headers.get('location'), null);
  });

  it('installs the app where members may install, and nowhere an admin took it out', async () => {
    const { house, demo } = stage.platform;
    const [one, two] = demo.companies.filter(({ environment }) => environment === 'production');
    assert.ok(one && two);
    const app = await house.database.read((tx) =>
      tx
        .selectFrom('clients')
        .select('app_id')
        .where('client_id', '=', stage.web.clientId)
        .executeTakeFirstOrThrow(),
    );
    const appId = app.app_id ?? 0;
    const installations = () =>
      house.database.read((tx) =>
        tx
          .selectFrom('installations')
          .selectAll()
          .where('app_id', '=', appId)
          .orderBy('company_id')
          .execute(),
      );
    await stage.code();
    assert.deepEqual(
      (await installations()).map((row) => [row.company_id, row.origin]),
      [
        [one.id, 'authorization'],
        [two.id, 'authorization'],
      ],
    );
    await house.database.write((tx) =>
      tx
        .updateTable('installations')
        .set({ disconnected_at: 1 })
        .where('app_id', '=', appId)
        .where('company_id', '=', one.id)
        .execute(),
    );
    await stage.code();
    assert.deepEqual(
      (await installations()).map((row) => row.disconnected_at),
      [1, null],
    );
    await house.database.write(async (tx) => {
      await tx.deleteFrom('installations').where('app_id', '=', appId).execute();
      await tx
        .updateTable('companies')
        .set({ user_installs_blocked_at: 1 })
        .where('id', '=', two.id)
        .execute();
    });
    await stage.code();
    assert.deepEqual(
      (await installations()).map((row) => row.company_id),
      [one.id],
    );
  });

  it('keeps one grant for a person and a client, however often it is allowed', async () => {
    await Promise.all(Array.from({ length: 8 }, () => stage.code()));
    const grants = await stage.platform.house.database.read((tx) =>
      tx
        .selectFrom('grants')
        .select('id')
        .where('person_id', '=', stage.personId)
        .where('client_id', '=', stage.web.clientId)
        .execute(),
    );
    assert.equal(grants.length, 1);
  });

  it('shows an out-of-band code on its own page, to its own person, while it can be used', async () => {
    const outOfBand = 'urn:ietf:wg:oauth:2.0:oob';
    const location = await answerConsent(
      stage.browser,
      authorizePath(stage.web, { redirect_uri: outOfBand, state: 's' }),
    );
    assert.match(location, /^\/oauth\/authorize\/ghc_[A-Za-z0-9_-]+$/);
    const code = location.slice('/oauth/authorize/'.length);
    const shown = await open(location);
    assert.equal(shown.status, 200);
    assert.ok(shown.text.includes(code));
    assert.match(shown.headers.get('cache-control') ?? '', /no-store/);
    const ana = stage.platform.demo.people.find(({ email }) => email.startsWith('ana@'));
    assert.ok(ana);
    assert.equal((await open(location, await signInByForm(stage.platform.url, ana))).status, 404);
    assert.equal((await open('/oauth/authorize/buy-now-at-evil.example')).status, 404);
    assert.equal((await stage.redeem(stage.web, code, { redirect_uri: outOfBand })).status, 200);
    assert.equal((await open(location)).status, 404);
  });

  it('lets a loopback app use any port, and redeem for that port only', async () => {
    const uri = 'http://127.0.0.1:53219/cb';
    const location = await answerConsent(stage.browser, authorizePath(stage.web, { redirect_uri: uri }));
    const code = new URL(location).searchParams.get('code') ?? '';
    assert.equal(new URL(location).port, '53219');
    assert.equal((await stage.redeem(stage.web, code, { redirect_uri: 'http://127.0.0.1/cb' })).status, 400);
    assert.equal((await stage.redeem(stage.web, code, { redirect_uri: uri })).status, 200);
  });
});

async function countGrants(stage: OAuthStage): Promise<number> {
  return (await stage.platform.house.database.read((tx) => tx.selectFrom('grants').select('id').execute()))
    .length;
}
