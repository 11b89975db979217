import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { appOf } from '../authorization/registered-key.test-support.ts';
import {
  authorizePath,
  makeProof,
  type OAuthStage,
  pairOf,
  setOAuthStage,
  type TestClient,
} from '../testing/oauth-clients.ts';
import { answerConsent, signInByForm } from '../testing/sign-in-by-form.ts';
import { type DocumentHost, json, startDocumentHost } from './document-host.test-support.ts';

const back = 'https://crane.example/cb';

describe('apps that nobody registered (client ID metadata documents)', () => {
  let stage: OAuthStage;
  let host: DocumentHost;
  before(async () => {
    host = await startDocumentHost();
    stage = await setOAuthStage({ clientDocuments: 'from_private_addresses_too' });
  });
  after(async () => {
    await stage[Symbol.asyncDispose]();
    await host[Symbol.asyncDispose]();
  });

  const clientAt = (path: string): TestClient => ({
    clientId: `${host.origin}${path}`,
    clientSecret: undefined,
  });
  const serve = (client: TestClient, more: Readonly<Record<string, unknown>> = {}) => {
    const document = { client_id: client.clientId, client_name: 'Crane Watch', redirect_uris: [back] };
    host.answer = json({ ...document, ...more });
  };
  const asking = (client: TestClient, more: Record<string, string> = {}) =>
    authorizePath(client, { redirect_uri: back, ...more });
  const countOf = async (table: 'apps' | 'clients' | 'installations') =>
    (await stage.platform.house.database.read((tx) => tx.selectFrom(table).selectAll().execute())).length;

  it('are shown for what they are, and nothing is kept of one that nobody allowed', async () => {
    const client = clientAt('/shown.json');
    serve(client);
    const before = await countOf('clients');
    const page = await stage.browser.get(asking(client, makeProof().challenge));
    const text = await page.text();
    assert.equal(page.status, 200);
    for (const said of ['Crane Watch', client.clientId, 'Publisher not verified', 'crane.example'])
      assert.ok(text.includes(said), said);
    const denied = await answerConsent(stage.browser, asking(client, makeProof().challenge), 'deny');
    assert.equal(new URL(denied).searchParams.get('error'), 'access_denied');
    assert.equal(await countOf('clients'), before);
  });

  it('get tokens by PKCE, refresh and revoke them, and stand among the connected apps', async () => {
    const client = clientAt('/works.json');
    serve(client);
    const { verifier, challenge } = makeProof();
    const location = new URL(await answerConsent(stage.browser, asking(client, challenge)));
    assert.equal(location.searchParams.get('iss'), stage.platform.url);
    const code = location.searchParams.get('code') ?? '';
    const stolen = await stage.redeem(stage.native, code, { redirect_uri: back, code_verifier: verifier });
    assert.equal(stolen.body.error, 'invalid_grant');
    const { body } = await stage.redeem(client, code, { redirect_uri: back, code_verifier: verifier });
    const first = pairOf(body);
    const next = pairOf((await stage.refresh(client, first.refreshToken)).body);
    assert.equal(await stage.isAlive(next.accessToken), true);
    const listed = await (await stage.browser.get('/manage/v1/connected_apps')).text();
    assert.ok(listed.includes('Crane Watch'));
    assert.equal((await stage.revoke(client, next.refreshToken)).status, 200);
    assert.equal(await stage.isAlive(next.accessToken), false);
  });

  it('are one app, however many people allow them at once, and follow their document from Allow to Allow', async () => {
    const client = clientAt('/one.json');
    serve(client);
    const before = await countOf('apps');
    const allow = async () => await answerConsent(stage.browser, asking(client, makeProof().challenge));
    await Promise.all([allow(), allow(), allow()]);
    assert.equal(await countOf('apps'), before + 1);
    stage.platform.clock.advance(10 * 60_000);
    const elsewhere = 'https://crane.example/new';
    serve(client, { client_name: 'Crane Watch 2', redirect_uris: [elsewhere] });
    const old = await stage.browser.get(asking(client, makeProof().challenge));
    assert.deepEqual([old.status, old.headers.get('location')], [400, null]);
    const path = asking(client, { ...makeProof().challenge, redirect_uri: elsewhere });
    assert.ok((await answerConsent(stage.browser, path)).startsWith(elsewhere));
    const { name } = await stage.platform.house.database.read((tx) =>
      tx
        .selectFrom('apps')
        .innerJoin('clients', 'clients.app_id', 'apps.id')
        .select('apps.name')
        .where('clients.client_id', '=', client.clientId)
        .executeTakeFirstOrThrow(),
    );
    assert.equal(name, 'Crane Watch 2');
    assert.equal(await countOf('apps'), before + 1);
  });

  it('without a challenge, a document, or a redirect URI of it get nowhere', async () => {
    const client = clientAt('/strict.json');
    serve(client);
    const unproven = await stage.browser.get(asking(client, { state: 's' }));
    const told = new URL(unproven.headers.get('location') ?? assert.fail()).searchParams;
    assert.deepEqual([told.get('error'), told.get('state')], ['invalid_request', 's']);
    const evil = await stage.browser.get(asking(client, { redirect_uri: 'https://evil.example/cb' }));
    assert.deepEqual([evil.status, evil.headers.get('location')], [400, null]);
    for (const [path, answer] of [
      ['/of-another.json', json({ client_id: client.clientId, redirect_uris: [back] })],
      [
        '/secret.json',
        json({ client_id: clientAt('/secret.json').clientId, redirect_uris: [back], client_secret: 'x' }),
      ],
      ['/absent.json', (_request, response) => response.writeHead(404).end()],
    ] satisfies [string, DocumentHost['answer']][]) {
      host.answer = answer;
      const page = await stage.browser.get(asking(clientAt(path), makeProof().challenge));
      assert.deepEqual([page.status, page.headers.get('location')], [400, null], path);
    }
    const post = await stage.post('/oauth/token', {
      grant_type: 'refresh_token',
      client_id: clientAt('/absent.json').clientId,
      refresh_token: 'x',
    });
    assert.deepEqual([post.status, post.body.error], [401, 'invalid_client']);
  });

  it('are apps to a company: its rules bind them, and its admins disconnect them', async () => {
    const client = clientAt('/ruled.json');
    serve(client);
    const { house, demo } = stage.platform;
    const { database } = house;
    const { verifier, challenge } = makeProof();
    const code = new URL(await answerConsent(stage.browser, asking(client, challenge))).searchParams.get(
      'code',
    );
    const more = { redirect_uri: back, code_verifier: verifier };
    const { accessToken } = pairOf((await stage.redeem(client, code ?? '', more)).body);
    const company = demo.companies.find(({ name }) => name === 'Ridgeline Construction') ?? assert.fail();
    const projects = async () => {
      const path = `/rest/v1.0/projects?company_id=${company.id}`;
      const headers = { authorization: `Bearer ${accessToken}`, 'procore-company-id': String(company.id) };
      return (await fetch(new URL(path, stage.platform.url), { headers })).status;
    };
    assert.equal(await projects(), 200);
    const appId = await appOf(stage, client);
    const policy = (verified: number | null) =>
      database.write(async (tx) => {
        await tx.deleteFrom('app_policies').where('company_id', '=', company.id).execute();
        await tx
          .insertInto('app_policies')
          .values({
            company_id: company.id,
            mode: 'any',
            verified_only_since: verified,
            highest_level: null,
            updated_at: 1,
            updated_by: stage.personId,
          })
          .execute();
      });
    await policy(1);
    assert.equal(await projects(), 403);
    await policy(null);
    assert.equal(await projects(), 200);
    await database.write((tx) =>
      tx
        .updateTable('installations')
        .set({ disconnected_at: 1 })
        .where('company_id', '=', company.id)
        .where('app_id', '=', appId)
        .execute(),
    );
    assert.equal(await projects(), 403);
  });

  it('that an operator suspended are strangers', async () => {
    const client = clientAt('/suspended.json');
    serve(client);
    await answerConsent(stage.browser, asking(client, makeProof().challenge));
    const appId = await appOf(stage, client);
    await stage.platform.house.database.write((tx) =>
      tx.updateTable('apps').set({ suspended_at: 1 }).where('id', '=', appId).execute(),
    );
    const page = await stage.browser.get(asking(client, makeProof().challenge));
    assert.deepEqual([page.status, page.headers.get('location')], [400, null]);
  });

  it('cannot have this server fetch as often as somebody likes', async () => {
    host.answer = (_request, response) => response.writeHead(404).end();
    const before = host.asked.length;
    for (let at = 0; at < 40; at += 1)
      await stage.browser.get(asking(clientAt(`/flood-${at}.json`), makeProof().challenge));
    assert.ok(host.asked.length - before <= 30, String(host.asked.length - before));
  });

  it('are in the metadata', async () => {
    const answer = await fetch(new URL('/.well-known/oauth-authorization-server', stage.platform.url));
    const { client_id_metadata_document_supported: offered } = (await answer.json()) as Record<
      string,
      unknown
    >;
    assert.equal(offered, true);
  });
});

it('an API is no client: an id_token for one must not read as a token for the other', async () => {
  await using host = await startDocumentHost();
  const api = `${host.origin}/api`;
  await using stage = await setOAuthStage({
    clientDocuments: 'from_private_addresses_too',
    resources: [api],
  });
  host.answer = json({ client_id: api, redirect_uris: [back] });
  const client = { clientId: api, clientSecret: undefined };
  const path = authorizePath(client, { redirect_uri: back, ...makeProof().challenge });
  assert.equal((await stage.browser.get(path)).status, 400);
  assert.deepEqual(host.asked, []);
});

describe('a deployment that did not ask for them', () => {
  it('fetches nothing, and takes no such id', async () => {
    await using host = await startDocumentHost();
    await using stage = await setOAuthStage();
    const jim = stage.platform.demo.people.find(({ email }) => email.startsWith('jim@')) ?? assert.fail();
    const browser = await signInByForm(stage.platform.url, jim);
    const clientId = `${host.origin}/off.json`;
    host.answer = json({ client_id: clientId, redirect_uris: [back] });
    const page = await browser.get(
      authorizePath({ clientId, clientSecret: undefined }, { redirect_uri: back }),
    );
    assert.equal(page.status, 400);
    assert.deepEqual(host.asked, []);
    const answer = await fetch(new URL('/.well-known/oauth-authorization-server', stage.platform.url));
    assert.equal('client_id_metadata_document_supported' in ((await answer.json()) as object), false);
  });
});
