import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { answerOf, type OAuthStage, setOAuthStage } from '../testing/oauth-clients.ts';
import { flushUses, noteUse } from '../usage/grant-use.ts';
import { sweep } from './sweep.ts';

describe('what is said and done about tokens', () => {
  let stage: OAuthStage;
  before(async () => {
    stage = await setOAuthStage();
  });
  after(() => stage[Symbol.asyncDispose]());

  const info = (authorization?: string) =>
    answerOf(
      fetch(
        new URL('/oauth/token/info', stage.platform.url),
        authorization === undefined ? {} : { headers: { authorization } },
      ),
    );

  it('a sender that goes away in the middle of a body is refused, and is no failure of ours', async () => {
    const { hostname, port } = new URL(stage.platform.url);
    const socket = connect(Number(port), hostname);
    socket.resume();
    socket.write('POST /oauth/token HTTP/1.1\r\nHost: x\r\n');
    socket.end('Content-Type: application/json\r\nContent-Length: 9\r\n\r\n{');
    const refused = '"reason":"malformed_request"';
    for (let tries = 0; tries < 200 && !stage.platform.logs().includes(refused); tries += 1) await sleep(10);
    assert.ok(stage.platform.logs().includes(refused));
    assert.ok(!stage.platform.logs().includes('"level":"error"'));
  });

  it('token/info tells the holder whose token it is, and how long it lasts from now', async () => {
    const { accessToken } = await stage.pair();
    stage.platform.clock.advance(10_000);
    const { status, body } = await info(`Bearer ${accessToken}`);
    assert.equal(status, 200);
    assert.deepEqual(Object.keys(body), [
      'resource_owner_id',
      'scopes',
      'expires_in_seconds',
      'application',
      'created_at',
    ]);
    assert.equal(body.resource_owner_id, stage.personId);
    assert.deepEqual(body.scopes, []);
    assert.deepEqual(body.application, { uid: stage.web.clientId });
    const left = Number(body.expires_in_seconds);
    assert.ok(left <= 5390 && left > 5300, String(left));
  });

  it('token/info refuses everything else in one way', async () => {
    const { accessToken, refreshToken } = await stage.pair();
    for (const header of [
      undefined,
      'Bearer x',
      `Bearer ${refreshToken}`,
      `Bearer ${accessToken}A`,
      `Basic ${accessToken}`,
      `Bearer ${accessToken.slice(0, -1)}`,
    ]) {
      const { status, body, headers } = await info(header);
      assert.equal(status, 401);
      assert.deepEqual(body, {
        error: 'invalid_token',
        error_description: 'The access token is invalid',
        state: 'unauthorized',
      });
      // RFC 6750 section 3.1: whoever brought nothing made no error.
      const challenge = header === undefined ? 'resource_metadata="' : 'error="invalid_token"';
      assert.match(headers.get('www-authenticate') ?? '', new RegExp(`^Bearer realm="[^"]+", ${challenge}`));
    }
  });

  it('a required parameter that is missing is named', async () => {
    const credentials = { client_id: stage.web.clientId, client_secret: stage.web.clientSecret ?? '' };
    for (const [path, given, name] of [
      ['/oauth/token', {}, 'grant_type'],
      ['/oauth/token', { grant_type: 'refresh_token' }, 'refresh_token'],
      ['/oauth/introspect', {}, 'token'],
      ['/oauth/revoke', {}, 'token'],
    ] as const) {
      const { status, body } = await stage.post(path, { ...credentials, ...given });
      assert.equal(status, 400);
      assert.deepEqual(body, { error: 'invalid_request', error_description: `${name} is missing.` });
    }
  });

  it('an access token ends after its life', async () => {
    const { accessToken } = await stage.pair();
    stage.platform.clock.advance(5_400_000);
    assert.equal(await stage.isAlive(accessToken), false);
  });

  it('introspection tells a client about its own tokens, and changes nothing', async () => {
    const { accessToken, refreshToken } = await stage.pair();
    const { body } = await stage.introspect(stage.web, accessToken, 'refresh_token');
    assert.equal(body.active, true);
    assert.equal(body.client_id, stage.web.clientId);
    assert.equal(body.sub, `person:${stage.personId}`);
    assert.equal(body.iss, stage.platform.url);
    assert.equal(Number(body.exp) - Number(body.iat), 5400);
    for (let time = 0; time < 2; time += 1) {
      assert.equal((await stage.introspect(stage.web, refreshToken, 'nonsense')).body.active, true);
    }
    assert.equal((await stage.refresh(stage.web, refreshToken)).status, 200);
  });

  it('introspection says nothing more than inactive about all others', async () => {
    const { accessToken, refreshToken } = await stage.pair();
    for (const [client, token] of [
      [stage.other, accessToken],
      [stage.other, refreshToken],
      [stage.web, 'x'],
      [stage.web, `${accessToken}A`],
    ] as const) {
      const { status, body } = await stage.introspect(client, token);
      assert.equal(status, 200);
      assert.deepEqual(body, { active: false });
    }
    assert.equal(
      (await stage.introspect({ clientId: stage.web.clientId, clientSecret: undefined }, accessToken)).status,
      401,
    );
    assert.equal((await stage.introspect(stage.native, accessToken)).status, 401);
  });

  it('the metadata names what is served, from the settings alone', async () => {
    const at = new URL('/.well-known/oauth-authorization-server', stage.platform.url);
    const { status, body } = await answerOf(fetch(at, { headers: { 'x-forwarded-host': 'evil.example' } }));
    assert.equal(status, 200);
    assert.equal(body.issuer, stage.platform.url);
    assert.deepEqual(body.code_challenge_methods_supported, ['S256']);
    assert.deepEqual(body.response_types_supported, ['code']);
    assert.equal(body.authorization_response_iss_parameter_supported, true);
    assert.equal(JSON.stringify(body).includes('evil'), false);
    for (const name of ['token_endpoint', 'revocation_endpoint', 'introspection_endpoint']) {
      assert.equal((await fetch(String(body[name]), { method: 'POST' })).status >= 400, true);
      assert.notEqual((await fetch(String(body[name]), { method: 'POST' })).status, 404);
    }
    const { body: jwks } = await answerOf(fetch(String(body.jwks_uri)));
    const [key] = jwks.keys as Record<string, string>[];
    assert.deepEqual(Object.keys(key ?? {}).sort(), ['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
  });

  it('the last use of a grant is written in batches, and never goes back in time', async () => {
    await stage.pair();
    const { house } = stage.platform;
    const grant = () =>
      house.database.read((tx) =>
        tx
          .selectFrom('grants')
          .selectAll()
          .where('client_id', '=', stage.web.clientId)
          .where('revoked_at', 'is', null)
          .executeTakeFirstOrThrow(),
      );
    const { id } = await grant();
    noteUse(house, id, 2_000, '192.0.2.1');
    noteUse(house, id, 1_000, '192.0.2.2');
    await flushUses(house);
    noteUse(house, id, 1_500, '192.0.2.3');
    await flushUses(house);
    assert.equal((await grant()).last_used_at, 2_000);
    assert.equal((await grant()).last_used_from, '192.0.2.1');
  });

  it('rows that can decide nothing any more are swept away, and no others', async () => {
    const { house, clock } = stage.platform;
    await stage.code();
    clock.advance(3 * 24 * 60 * 60 * 1000);
    assert.ok((await sweep(house)) > 0);
    assert.equal(await sweep(house), 0);
  });
});
