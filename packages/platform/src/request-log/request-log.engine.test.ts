import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { parse, RefusedRequest } from '@gatehouse/wire';
import {
  authorizePath,
  makeProof,
  type OAuthStage,
  redirectUri,
  setOAuthStage,
  type TestClient,
} from '../testing/oauth-clients.ts';
import { signInByForm } from '../testing/sign-in-by-form.ts';
import { flushRefusals, keptOfApp } from './flush-refusals.ts';
import { sweepRequestLog } from './request-log-store.ts';

let stage: OAuthStage;
before(async () => {
  stage = await setOAuthStage({ sessionTtl: 90 * 86_400_000 });
});
after(() => stage[Symbol.asyncDispose]());

async function appIdOf({ clientId }: TestClient): Promise<number> {
  const row = await stage.platform.house.database.read((tx) =>
    tx.selectFrom('clients').select('app_id').where('client_id', '=', clientId).executeTakeFirstOrThrow(),
  );
  return row.app_id ?? 0;
}

async function logOf(client: TestClient, query = ''): Promise<RefusedRequest[]> {
  await flushRefusals(stage.platform.house);
  const path = `/manage/v1/apps/${await appIdOf(client)}/request_log${query}`;
  const response = await stage.browser.get(path);
  assert.equal(response.status, 200);
  const body = (await response.json()) as RefusedRequest[];
  for (const each of body) assert.ok(parse(RefusedRequest, each).ok, JSON.stringify(each));
  return body;
}

/** The newest line, which is of this very reason. */
async function latest(client: TestClient, reason: string): Promise<RefusedRequest> {
  const [first] = await logOf(client, '?per_page=1');
  assert.equal(first?.reason, reason);
  return first;
}

async function callWith(token: string, path: string, headers = {}) {
  const response = await fetch(new URL(path, stage.platform.url), {
    headers: { authorization: `Bearer ${token}`, ...headers },
  });
  await response.text();
  return response;
}

it('whoever asks for what was noted to be written waits for the batch that is on its way', async () => {
  const { house } = stage.platform;
  const received = 'https://not-registered.example/';
  await (await stage.browser.get(authorizePath(stage.web, { redirect_uri: received }))).text();
  const onItsWay = flushRefusals(house);
  await flushRefusals(house);
  const written = await house.database.read((tx) =>
    tx.selectFrom('request_log').select('reason').where('received', '=', received).execute(),
  );
  assert.deepEqual(written, [{ reason: 'redirect_uri_not_registered' }]);
  await onItsWay;
});

it('a redirect URI that is not registered is shown beside those that are', async () => {
  const { web, browser } = stage;
  const sent = 'https://web.example/callback?session=hunter2';
  const page = await browser.get(authorizePath(web, { redirect_uri: sent }));
  assert.equal(page.status, 400);
  await page.text();
  const line = await latest(web, 'redirect_uri_not_registered');
  assert.equal(line.endpoint, 'GET /oauth/authorize');
  assert.equal(line.received, 'https://web.example/callback?session=…');
  assert.ok(line.expected?.split(' ').includes(redirectUri));
});

it('a wrong secret is told by its last characters, beside those of the right ones', async () => {
  const { web, other } = stage;
  const clientSecret = other.clientSecret ?? '';
  await stage.redeem({ clientId: web.clientId, clientSecret }, 'ghc_any');
  const line = await latest(web, 'wrong_secret');
  assert.deepEqual(
    [line.status, line.received, line.expected],
    [401, `…${clientSecret.slice(-4)}`, `…${web.clientSecret?.slice(-4)}`],
  );
  await stage.redeem({ clientId: web.clientId, clientSecret: 'correct horse' }, 'ghc_any');
  assert.equal((await latest(web, 'wrong_secret')).received, '… (13)');
});

it('the name of the answer leads to its line', async () => {
  const { clientId } = stage.web;
  const answer = await stage.redeem({ clientId, clientSecret: 'wrong' }, 'ghc_any');
  const { request_id } = await latest(stage.web, 'wrong_secret');
  assert.equal(answer.headers.get('x-request-id'), request_id);
});

it('a wrong verifier is shown by its digest, beside the challenge', async () => {
  const { web } = stage;
  const [right, wrong] = [makeProof(), makeProof()];
  const code = await stage.code(web, right.challenge);
  await stage.redeem(web, code, { code_verifier: wrong.verifier });
  const line = await latest(web, 'verifier_wrong');
  assert.deepEqual(
    [line.received, line.expected],
    [wrong.challenge.code_challenge, right.challenge.code_challenge],
  );
  await stage.redeem(web, code);
  assert.equal((await latest(web, 'verifier_missing')).expected, 'code_verifier');
});

it('another redirect URI with the code, another grant and a missing parameter are named', async () => {
  const { web } = stage;
  const code = await stage.code();
  await stage.redeem(web, code, { redirect_uri: 'http://127.0.0.1/cb' });
  const line = await latest(web, 'redirect_uri_differs');
  assert.deepEqual([line.received, line.expected], ['http://127.0.0.1/cb', redirectUri]);
  const credentials = { client_id: web.clientId, client_secret: web.clientSecret };
  await stage.post('/oauth/token', { ...credentials, grant_type: 'password' });
  const unknown = await latest(web, 'unknown_grant_type');
  assert.equal(unknown.received, 'password');
  assert.ok(unknown.expected?.includes('authorization_code'));
  await stage.post('/oauth/token', { ...credentials, grant_type: 'client_credentials' });
  assert.equal(
    (await latest(web, 'grant_type_not_allowed')).expected,
    'authorization_code refresh_token urn:ietf:params:oauth:grant-type:device_code',
  );
  await stage.post('/oauth/token', { ...credentials, grant_type: 'refresh_token' });
  assert.equal((await latest(web, 'missing_parameter')).expected, 'refresh_token');
});

it('that a code is another client’s is not told: the log must not be worth a theft', async () => {
  const { web, other } = stage;
  await stage.redeem(other, await stage.code(web));
  await latest(other, 'code_unknown');
  const { refreshToken } = await stage.pair();
  await stage.refresh(other, refreshToken);
  await latest(other, 'refresh_unknown');
});

it('refused calls say what was missing, and hide what the answer hid', async () => {
  const { web, platform } = stage;
  const { accessToken } = await stage.pair();
  const [company] = platform.demo.companies;
  assert.ok(company);
  const folders = `/rest/v1.0/companies/${company.id}/folders`;
  const posted = await fetch(new URL(folders, platform.url), {
    method: 'POST',
    headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ folder: { name: 'Never' } }),
  });
  await posted.text();
  assert.equal(posted.status, 403);
  const low = await latest(web, 'level_too_low');
  assert.deepEqual(
    [low.endpoint, low.received, low.expected, low.company_id],
    [
      'POST /rest/v1.0/companies/:company_id/folders',
      'documents: Read Only',
      'documents: Standard',
      company.id,
    ],
  );
  assert.equal((await callWith(accessToken, `${folders}/999999`)).status, 404);
  await latest(web, 'not_found');
  assert.equal((await callWith(accessToken, '/rest/v1.0/companies/987654321/folders')).status, 404);
  await latest(web, 'not_found');
  assert.equal((await callWith(accessToken, '/manage/v1/connected_apps')).status, 401);
  await latest(web, 'for_people_only');
  platform.clock.advance(2 * 3_600_000);
  assert.equal((await callWith(accessToken, folders)).status, 401);
  await latest(web, 'token_expired');
});

it('one call too many is in the log', async () => {
  await using narrow = await setOAuthStage({ spikeLimit: 1 });
  const { accessToken } = await narrow.pair();
  for (const status of [200, 429]) {
    const response = await fetch(new URL('/rest/v1.0/me', narrow.platform.url), {
      headers: { authorization: `Bearer ${accessToken}` },
    });
    await response.text();
    assert.equal(response.status, status);
  }
  await flushRefusals(narrow.platform.house);
  const rows = await narrow.platform.house.database.read((tx) =>
    tx.selectFrom('request_log').selectAll().execute(),
  );
  assert.deepEqual(
    rows.map(({ reason, status }) => [reason, status]),
    [['too_many_calls', 429]],
  );
});

it('nothing secret that was ever sent is in it', async () => {
  const { web, other, native, platform } = stage;
  const proof = makeProof();
  const code = await stage.code(web, proof.challenge);
  const { accessToken, refreshToken } = await stage.pair();
  const secrets = [
    code,
    proof.verifier,
    accessToken,
    refreshToken,
    web.clientSecret,
    other.clientSecret,
    'hunter2',
  ];
  for (const secret of secrets.filter((each) => each !== undefined)) {
    for (const client of [web, other, native]) {
      await stage.redeem(client, secret, { code_verifier: secret, redirect_uri: secret });
      await stage.redeem({ clientId: client.clientId, clientSecret: secret }, secret);
      await stage.redeem({ clientId: secret, clientSecret: secret }, secret);
      await stage.refresh(client, secret);
      await stage.post('/oauth/token', { client_id: client.clientId, grant_type: secret });
      await stage.browser.get(
        authorizePath(client, { redirect_uri: `https://x.example/?a=${secret}#${secret}` }),
      );
      await stage.browser.get(authorizePath(client, { response_type: secret, code_challenge: secret }));
    }
    await callWith(secret, `/rest/v1.0/folders?access_token=${secret}`);
    await callWith(accessToken, `/rest/v1.0/folders?${secret}=${secret}&project_id=${secret}`, {
      'procore-company-id': secret,
    });
    platform.clock.advance(61_000);
  }
  await flushRefusals(platform.house);
  const rows = await platform.house.database.read((tx) => tx.selectFrom('request_log').selectAll().execute());
  assert.ok(rows.length > 30, String(rows.length));
  const dump = JSON.stringify(rows);
  for (const secret of secrets) assert.ok(secret !== undefined && !dump.includes(secret));
  assert.doesNotMatch(dump, /gh[acrsw]_[A-Za-z0-9]/);
});

it('to anybody else the log is not there', async () => {
  const sam = stage.platform.demo.people.find(({ name }) => name.startsWith('Sam'));
  assert.ok(sam);
  const stranger = await signInByForm(stage.platform.url, sam);
  const path = `/manage/v1/apps/${await appIdOf(stage.web)}/request_log`;
  const response = await stranger.get(path);
  await response.text();
  assert.equal(response.status, 404);
  const { accessToken } = await stage.pair();
  assert.equal((await callWith(accessToken, path)).status, 401);
});

it('a thousand lines are kept of an app, for a month', async () => {
  const { house, clock } = stage.platform;
  const appId = await appIdOf(stage.native);
  const line = {
    at: house.clock.now(),
    app_id: appId,
    client_id: stage.native.clientId,
    company_id: null,
    endpoint: 'POST /oauth/token',
    status: 400,
    reason: 'code_expired',
    received: null,
    expected: null,
    request_id: 'test',
  };
  const rows = Array.from({ length: keptOfApp + 50 }, (_, nth) => ({
    ...line,
    id: `0${String(nth).padStart(25, '0')}`,
  }));
  await house.database.write(async (tx) => {
    for (let from = 0; from < rows.length; from += 150)
      await tx
        .insertInto('request_log')
        .values(rows.slice(from, from + 150))
        .execute();
  });
  await stage.post('/oauth/token', { client_id: stage.native.clientId, grant_type: 'password' });
  const [newest] = await logOf(stage.native, '?per_page=1');
  assert.equal(newest?.reason, 'unknown_grant_type');
  const count = async () => {
    const kept = await house.database.read((tx) =>
      tx.selectFrom('request_log').select('id').where('app_id', '=', appId).execute(),
    );
    return kept.length;
  };
  assert.equal(await count(), keptOfApp);
  assert.equal(await sweepRequestLog(house), 0);
  clock.advance(31 * 86_400_000);
  assert.ok((await sweepRequestLog(house)) >= keptOfApp);
  assert.equal(await count(), 0);
});
