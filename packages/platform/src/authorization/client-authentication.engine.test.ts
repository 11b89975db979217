import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { makeSecret } from '../apps/client-secret.ts';
import { answerOf, type OAuthStage, setOAuthStage } from '../testing/oauth-clients.ts';

describe('a client at the token endpoint', () => {
  let stage: OAuthStage;
  before(async () => {
    stage = await setOAuthStage();
  });
  after(() => stage[Symbol.asyncDispose]());

  const send = (
    body: string | FormData | Uint8Array<ArrayBuffer>,
    headers: Record<string, string> = {},
    path = '/oauth/token',
  ) => answerOf(fetch(new URL(path, stage.platform.url), { method: 'POST', body, headers }));
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const json = { 'content-type': 'application/json' };
  const basic = (id: string, secret: string, scheme = 'Basic') => ({
    authorization: `${scheme} ${Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString('base64')}`,
  });
  const id = () => stage.machine.clientId;
  const secret = () => stage.machine.clientSecret ?? '';
  const inBody = () => ({ grant_type: 'client_credentials', client_id: id(), client_secret: secret() });

  it('is known by a form, by multipart, by JSON and by Basic, with and without the trailing slash', async () => {
    const multipart = new FormData();
    for (const [name, value] of Object.entries(inBody())) multipart.set(name, value);
    for (const path of ['/oauth/token', '/oauth/token/']) {
      assert.equal((await send(new URLSearchParams(inBody()).toString(), form, path)).status, 200);
      assert.equal((await send(multipart, {}, path)).status, 200);
      assert.equal((await send(JSON.stringify(inBody()), json, path)).status, 200);
      for (const scheme of ['Basic', 'basic', 'BASIC']) {
        const headers = { ...form, ...basic(id(), secret(), scheme) };
        assert.equal((await send('grant_type=client_credentials', headers, path)).status, 200);
        assert.equal(
          (await send(`grant_type=client_credentials&client_id=${id()}`, headers, path)).status,
          200,
        );
      }
    }
  });

  it('may not authenticate twice, nor as two', async () => {
    const headers = { ...form, ...basic(id(), secret()) };
    for (const body of [
      `grant_type=client_credentials&client_secret=${secret()}`,
      `grant_type=client_credentials&client_id=${stage.web.clientId}`,
    ]) {
      const answer = await send(body, headers);
      assert.equal(answer.status, 400);
      assert.equal(answer.body.error, 'invalid_request');
    }
  });

  it('is answered alike when it is unknown, wrong, silent or malformed', async () => {
    const body = 'grant_type=client_credentials';
    const answers = await Promise.all([
      send(body, { ...form, ...basic('unknown', 'x') }),
      send(body, { ...form, ...basic(id(), 'wrong') }),
      send(body, { ...form, ...basic(id(), '') }),
      send(body, { ...form, ...basic(stage.native.clientId, 'any') }),
      send(body, { ...form, authorization: 'Basic ???' }),
      send(body, { ...form, authorization: `Basic ${Buffer.from('nocolon').toString('base64')}` }),
      send(body, { ...form, authorization: 'Bearer x' }),
      send(body, form),
      send(`${body}&client_id=unknown&client_secret=x`, form),
      send(`${body}&client_id=${id()}`, form),
    ]);
    const [first] = answers;
    assert.equal(first?.body.error, 'invalid_client');
    for (const answer of answers) {
      assert.equal(answer.status, 401);
      assert.deepEqual(answer.body, first?.body);
      assert.match(answer.headers.get('www-authenticate') ?? '', /^Basic /);
      assert.equal(answer.headers.get('cache-control'), 'no-store');
    }
  });

  it('is not heard in a query', async () => {
    const query = `?${new URLSearchParams(inBody())}`;
    const answer = await send('', form, `/oauth/token${query}`);
    assert.equal(answer.status, 400);
    assert.equal(answer.body.error, 'invalid_request');
  });

  it('is told what is wrong with its request', async () => {
    const good = new URLSearchParams(inBody()).toString();
    const cases: readonly (readonly [
      string | Uint8Array<ArrayBuffer>,
      Record<string, string>,
      string,
      number,
    ])[] = [
      [`${good}&grant_type=client_credentials`, form, 'invalid_request', 400],
      [`${good}&client_id=${id()}`, form, 'invalid_request', 400],
      [`${good}&scope=a&scope=b`, form, 'invalid_request', 400],
      [good.replace('client_credentials', 'foo'), form, 'unsupported_grant_type', 400],
      [good.replace('client_credentials', 'password'), form, 'unsupported_grant_type', 400],
      [good.replace('client_credentials', 'toString'), form, 'unsupported_grant_type', 400],
      [good.replace('grant_type', 'x'), form, 'invalid_request', 400],
      [good.replace('client_credentials', 'refresh_token'), form, 'invalid_request', 400],
      [`${good}&scope=%00`, form, 'invalid_request', 400],
      [`${good}&scope=%ff`, form, 'invalid_request', 400],
      [`${good}&scope[a]=b`, form, 'invalid_request', 400],
      [Buffer.from(`${good}&scope=\xc0\x80`, 'latin1'), form, 'invalid_request', 400],
      [`{"grant_type":"client_credentials","grant_type":"x"}`, json, 'invalid_request', 400],
      ['{"grant_type":["client_credentials"]}', json, 'invalid_request', 400],
      ['{', json, 'invalid_request', 400],
      ['', json, 'invalid_request', 400],
      [
        good,
        { 'content-type': 'application/json, application/x-www-form-urlencoded' },
        'invalid_request',
        415,
      ],
      [good, { 'content-type': 'text/plain' }, 'invalid_request', 415],
      [good, { 'content-type': 'multipart/form-data' }, 'invalid_request', 400],
      ['--x\r\nbroken', { 'content-type': 'multipart/form-data; boundary=x' }, 'invalid_request', 400],
      [`${good}&x=${'a'.repeat(70_000)}`, form, 'invalid_request', 413],
      [Array.from({ length: 9_000 }, (_, place) => `p${place}=1`).join('&'), form, 'invalid_request', 413],
    ];
    for (const [body, headers, error, status] of cases) {
      const answer = await send(body, headers);
      const what = `${headers['content-type']} ${String(body).slice(0, 80)}`;
      assert.equal(answer.body.error, error, what);
      assert.equal(answer.status, status, what);
      assert.equal(answer.headers.get('cache-control'), 'no-store');
    }
  });

  it('may not hide a file in a multipart body', async () => {
    const multipart = new FormData();
    for (const [name, value] of Object.entries(inBody())) multipart.set(name, value);
    multipart.set('scope', new Blob(['x']), 'x.txt');
    assert.equal((await send(multipart)).body.error, 'invalid_request');
  });

  it('is refused by name when it asks by GET', async () => {
    for (const path of ['/oauth/token', '/oauth/token/', '/oauth/revoke', '/oauth/introspect']) {
      const answer = await answerOf(
        fetch(new URL(`${path}?${new URLSearchParams(inBody())}`, stage.platform.url)),
      );
      assert.equal(answer.status, 405);
      assert.equal(answer.headers.get('allow'), 'POST');
    }
  });

  it('may have two secrets, the old one until its deadline', async () => {
    const { house, clock } = stage.platform;
    const fresh = makeSecret(house.keys, house.random);
    await house.database.write(async (tx) => {
      await tx
        .updateTable('client_secrets')
        .set({ expires_at: clock.now() + 60_000 })
        .where('client_id', '=', id())
        .execute();
      await tx
        .insertInto('client_secrets')
        .values({
          id: 'fresh',
          client_id: id(),
          secret_hash: fresh.hash,
          hint: fresh.hint,
          created_at: 0,
          expires_at: null,
        })
        .execute();
    });
    const ask = async (clientSecret: string) =>
      (await stage.post('/oauth/token', { ...inBody(), client_secret: clientSecret })).status;
    assert.equal(await ask(secret()), 200);
    assert.equal(await ask(fresh.text), 200);
    clock.advance(60_000);
    assert.equal(await ask(secret()), 401);
    assert.equal(await ask(fresh.text), 200);
  });

  it('is slowed down when its secret is guessed, while the right secret still works', async () => {
    const { clientId, clientSecret } = stage.account;
    const guess = () =>
      stage.post('/oauth/token', {
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: 'wrong',
      });
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 14; attempt += 1) statuses.push((await guess()).status);
    assert.deepEqual(statuses.slice(0, 10), Array(10).fill(401));
    assert.deepEqual(statuses.slice(10), Array(4).fill(429));
    assert.match((await guess()).headers.get('retry-after') ?? '', /^\d+$/);
    const rows = await stage.audited('client.authentication_failed');
    await guess();
    assert.equal(await stage.audited('client.authentication_failed'), rows);
    const right = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
    assert.equal((await stage.post('/oauth/token', right)).status, 200);
  });
});
