import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openAccessToken } from '../access/access-token.ts';
import { type RestStage, setRestStage } from './rest-stage.test-support.ts';

describe('bearer tokens at the API', () => {
  let stage: RestStage;
  before(async () => {
    stage = await setRestStage();
  });
  after(() => stage[Symbol.asyncDispose]());

  const me = '/rest/v1.0/me';

  it('without credentials names the scheme and no error code', async () => {
    const { status, headers, body } = await stage.get(me);
    assert.equal(status, 401);
    assert.match(
      headers.get('www-authenticate') ?? '',
      /^Bearer realm="Gatehouse", resource_metadata="[^"]+"$/,
    );
    assert.ok(Array.isArray((body as { errors: unknown }).errors));
  });

  it('a garbage, foreign, expired or malformed token is invalid_token, and JSON', async () => {
    const expired = await stage.tokenOf('Jim', stage.safetyApp, {
      expiresAt: stage.platform.clock.now() - 1,
    });
    for (const token of ['x', 'ghr_abc', 'gha_a.b.c', expired]) {
      const { status, headers, body } = await stage.get(me, { token });
      assert.equal(status, 401, token);
      assert.match(headers.get('www-authenticate') ?? '', /error="invalid_token"/);
      assert.match(headers.get('content-type') ?? '', /^application\/json/);
      assert.equal((body as { errors: string[] }).errors.length, 1);
    }
    const { body } = await stage.get(me, { token: expired });
    assert.deepEqual(body, { errors: ['The access token expired'] });
  });

  it('the scheme is read in any case, one space and nothing else stands before the token', async () => {
    const token = await stage.tokenOf('Jim');
    const status = async (authorization: string) =>
      (await stage.get(me, { headers: { authorization } })).status;
    assert.equal(await status(`bearer ${token}`), 200);
    assert.equal(await status(`BEARER ${token}`), 200);
    for (const bad of [
      `Bearer  ${token}`,
      `Bearer\t${token}`,
      `Bearer ${token} x`,
      'Bearer',
      `Token ${token}`,
    ]) {
      assert.equal(await status(bad), 401, bad);
    }
  });

  it('a token in the URL or in the body is refused, also beside a good header', async () => {
    const token = await stage.tokenOf('Jim');
    assert.equal((await stage.get(`${me}?access_token=${token}`)).status, 400);
    assert.equal((await stage.get(`${me}?access_token=${token}`, { token })).status, 400);
    const project = stage.project('Harbor Tower');
    for (const [type, body] of [
      ['application/json', JSON.stringify({ access_token: token, folder: { name: 'x' } })],
      ['application/x-www-form-urlencoded', `access_token=${token}&folder%5Bname%5D=x`],
    ] as const) {
      const answer = await stage.get(`/rest/v1.0/folders?project_id=${project}`, {
        token,
        company: stage.company('Ridgeline'),
        method: 'POST',
        headers: { 'content-type': type },
        body,
      });
      assert.equal(answer.status, 400);
      assert.match(answer.headers.get('www-authenticate') ?? '', /error="invalid_request"/);
    }
  });

  it('answers belong to one caller: no cache may keep them', async () => {
    const { headers } = await stage.get(me, { token: await stage.tokenOf('Jim') });
    assert.equal(headers.get('cache-control'), 'private, no-store');
    assert.equal(headers.get('vary'), 'Authorization');
  });

  it('a token dies with its own revocation, its family, its grant, its client and its person, on the next call', async () => {
    const jim = await stage.person('Jim');
    const kills: Record<string, (token: string) => Promise<unknown>> = {
      'the token itself': () =>
        stage.change((tx) =>
          tx
            .insertInto('revoked_tokens')
            .values({ token_id: 'killed', revoked_at: 1, expires_at: 1 })
            .execute(),
        ),
      family: () => stage.change((tx) => tx.updateTable('token_families').set({ revoked_at: 1 }).execute()),
      grant: () => stage.change((tx) => tx.updateTable('grants').set({ revoked_at: 1 }).execute()),
      epoch: () =>
        stage.change((tx) =>
          tx
            .updateTable('clients')
            .set((eb) => ({ epoch: eb('epoch', '+', 1) }))
            .where('client_id', '=', stage.safetyApp)
            .execute(),
        ),
    };
    for (const [what, kill] of Object.entries(kills)) {
      const own = what === 'the token itself' ? { tokenId: 'killed' } : {};
      const token = await stage.tokenOf('Jim', stage.safetyApp, own);
      assert.equal((await stage.get(me, { token })).status, 200, what);
      await kill(token);
      assert.equal((await stage.get(me, { token })).status, 401, what);
    }
    const epoch = await stage.change((tx) =>
      tx
        .selectFrom('clients')
        .select('epoch')
        .where('client_id', '=', stage.safetyApp)
        .executeTakeFirstOrThrow(),
    );
    const token = await stage.tokenOf('Jim', stage.safetyApp, epoch);
    assert.equal((await stage.get(me, { token })).status, 200);
    await stage.change((tx) =>
      tx.updateTable('people').set({ deactivated_at: 1 }).where('id', '=', jim).execute(),
    );
    assert.equal((await stage.get(me, { token })).status, 401);
    await stage.change((tx) =>
      tx.updateTable('people').set({ deactivated_at: null }).where('id', '=', jim).execute(),
    );
    await stage.change((tx) =>
      tx.updateTable('clients').set({ disabled_at: 1 }).where('client_id', '=', stage.safetyApp).execute(),
    );
    assert.equal((await stage.get(me, { token })).status, 401);
  });

  it('the console calls the same endpoint with its session; a change needs the CSRF token too', async () => {
    const cookie = await stage.cookiesOf('Ana');
    const company = stage.company('Ridgeline');
    const { status, body } = await stage.get(me, { headers: { cookie } });
    assert.equal(status, 200);
    assert.equal((body as { login: string }).login, 'ana@ridgeline.example');
    const { body: session } = await stage.get('/manage/v1/session', { headers: { cookie } });
    const csrf = (session as { csrf_token: string }).csrf_token;
    const create = (headers: Record<string, string>) =>
      stage.get(`/rest/v1.0/companies/${company}/folders`, {
        method: 'POST',
        company,
        headers: { cookie, 'content-type': 'application/json', origin: stage.platform.url, ...headers },
        body: JSON.stringify({ folder: { name: 'From the console' } }),
      });
    assert.equal((await create({})).status, 403);
    assert.equal((await create({ 'x-csrf-token': `${csrf}x` })).status, 403);
    assert.equal((await create({ 'x-csrf-token': csrf, origin: 'https://evil.example' })).status, 403);
    assert.equal((await create({ 'x-csrf-token': csrf })).status, 201);
  });
});

describe('rate limits', () => {
  it('count per app and person, tell what is left on every reply, and refuse with 429 and Retry-After', async () => {
    await using stage = await setRestStage({ spikeLimit: 3 });
    const token = await stage.tokenOf('Jim');
    const first = await stage.get('/rest/v1.0/me', { token });
    assert.equal(first.headers.get('x-rate-limit-limit'), '3');
    assert.equal(first.headers.get('x-rate-limit-remaining'), '2');
    const missing = await stage.get('/rest/v1.0/projects', { token });
    assert.deepEqual([missing.status, missing.headers.get('x-rate-limit-remaining')], [400, '1']);
    await stage.get('/rest/v1.0/me', { token });
    const refused = await stage.get('/rest/v1.0/me', { token });
    assert.equal(refused.status, 429);
    assert.ok(Number(refused.headers.get('retry-after')) >= 1);
    assert.ok(Number(refused.headers.get('x-rate-limit-reset')) > 1_000_000_000);
    assert.ok(Array.isArray((refused.body as { errors: unknown }).errors));
    const again = await stage.get('/rest/v1.0/me', { token: await stage.tokenOf('Jim') });
    assert.equal(again.status, 429, 'who authorizes again gets no more by it');
    // Nobody else who uses the app is kept out by it, nor are they who use another app.
    assert.equal((await stage.get('/rest/v1.0/me', { token: await stage.tokenOf('Ana') })).status, 200);
    const other = await stage.get('/rest/v1.0/me', { token: await stage.tokenOf('Jim', stage.reportApp) });
    assert.equal(other.status, 200);
    stage.platform.clock.advance(10_000);
    assert.equal((await stage.get('/rest/v1.0/me', { token })).status, 200);
  });

  it('take nothing from a person for a chain of theirs that is dead', async () => {
    await using stage = await setRestStage({ spikeLimit: 2 });
    const stolen = await stage.tokenOf('Jim');
    await stage.change((tx) => tx.updateTable('token_families').set({ revoked_at: 1 }).execute());
    for (const status of [401, 401, 429])
      assert.equal((await stage.get('/rest/v1.0/me', { token: stolen })).status, status);
    assert.equal((await stage.get('/rest/v1.0/me', { token: await stage.tokenOf('Jim') })).status, 200);
  });

  it('take nothing from an app for a token that it got for itself and that is dead', async () => {
    await using stage = await setRestStage({ spikeLimit: 2 });
    const { reportApp } = stage;
    const ofEpoch = (epoch: number) => stage.tokenOf('Jim', reportApp, { familyId: null, epoch });
    const stolen = await ofEpoch(0);
    const revoked = await ofEpoch(1);
    await stage.change(async (tx) => {
      await tx.updateTable('clients').set({ epoch: 1 }).where('client_id', '=', reportApp).execute();
      const opened = openAccessToken(stage.platform.house.keys, revoked, 0);
      assert.ok(opened.ok);
      await tx
        .insertInto('revoked_tokens')
        .values({ token_id: opened.claims.tokenId, revoked_at: 1, expires_at: opened.claims.expiresAt })
        .execute();
    });
    const companies = '/rest/v1.0/companies';
    for (const token of [stolen, revoked])
      for (const status of [401, 401, 429])
        assert.equal((await stage.get(companies, { token })).status, status);
    for (const status of [200, 200, 429])
      assert.equal((await stage.get(companies, { token: await ofEpoch(1) })).status, status);
  });

  it('give each session at our own console an allowance of its own, over both its APIs, and none of an app’s', async () => {
    await using stage = await setRestStage({ spikeLimit: 1, sessionSpikeLimit: 3, sessionHourlyLimit: 5 });
    const headers = { cookie: await stage.cookiesOf('Ana') };
    const token = await stage.tokenOf('Ana');
    assert.equal((await stage.get('/rest/v1.0/me', { token })).status, 200);
    const paths = ['/rest/v1.0/me', '/manage/v1/session', '/rest/v1.0/projects'];
    const left: unknown[] = [];
    for (const path of paths) {
      const answer = await stage.get(path, { headers });
      left.push([answer.headers.get('x-rate-limit-limit'), answer.headers.get('x-rate-limit-remaining')]);
    }
    assert.deepEqual(left, [
      ['3', '2'],
      ['3', '1'],
      ['3', '0'],
    ]);
    for (const path of paths) {
      const refused = await stage.get(path, { headers });
      assert.deepEqual([refused.status, refused.headers.get('retry-after')], [429, '10'], path);
      assert.ok(Array.isArray((refused.body as { errors: unknown }).errors));
    }
    const other = { cookie: await stage.cookiesOf('Ana') };
    assert.equal(
      (await stage.get('/rest/v1.0/me', { headers: other })).status,
      200,
      'another session of theirs',
    );
    stage.platform.clock.advance(10_000);
    assert.equal((await stage.get('/rest/v1.0/me', { token })).status, 200);
    assert.equal((await stage.get('/rest/v1.0/me', { headers })).status, 200);
    assert.equal((await stage.get('/rest/v1.0/me', { headers })).headers.get('x-rate-limit-limit'), '5');
    const exhausted = await stage.get('/rest/v1.0/me', { headers });
    assert.equal(exhausted.status, 429);
    assert.ok(Number(exhausted.headers.get('retry-after')) > 3_000);
  });
});

describe('a refused upload', () => {
  it('is answered while the client is still sending, and costs no connection', async () => {
    await using stage = await setRestStage();
    const company = stage.company('Ridgeline');
    const project = stage.project('Harbor Tower');
    const upload = async (token: string, fields: Record<string, string>) => {
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) form.set(name, value);
      form.set('file[data]', new Blob([Buffer.alloc(8_000_000, 'x')]), 'big.bin');
      const response = await fetch(`${stage.platform.url}/rest/v1.0/files?project_id=${project}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'procore-company-id': String(company) },
        body: form,
      });
      return { status: response.status, body: await response.json() };
    };
    const jim = await stage.tokenOf('Jim');
    const fields = { 'file[name]': 'big.bin' };
    assert.equal((await upload(await stage.tokenOf('Luc'), fields)).status, 403);
    assert.equal((await upload('gha_nonsense', fields)).status, 401);
    assert.equal((await upload(jim, { ...fields, 'file[parent_id]': '999999' })).status, 404);
    assert.equal((await upload(jim, { ...fields, __proto__x: '1', 'a[__proto__]': '1' })).status, 400);
    assert.equal((await upload(jim, fields)).status, 201);
  });
});
