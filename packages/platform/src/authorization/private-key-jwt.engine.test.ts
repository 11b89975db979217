import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { addAppKey, removeAppKey } from '../apps/client-key-store.ts';
import { compose } from '../compose.ts';
import { flushRefusals } from '../request-log/flush-refusals.ts';
import { answerOf, type OAuthStage, setOAuthStage, type TestClient } from '../testing/oauth-clients.ts';
import { encodeJson, makeTestKey, type TestKey } from './assertion.test-support.ts';
import { assertionType } from './client-assertion.ts';
import { appOf, registerKey, system } from './registered-key.test-support.ts';
import { sweep } from './sweep.ts';

describe('a client with a key', () => {
  let stage: OAuthStage;
  let key: TestKey;
  let count = 0;
  before(async () => {
    stage = await setOAuthStage();
    key = makeTestKey('ES256');
    await registerKey(stage, stage.machine, key);
  });
  after(() => stage[Symbol.asyncDispose]());

  function claims(client: TestClient = stage.machine): Record<string, unknown> {
    const now = Math.floor(stage.platform.clock.now() / 1000);
    const id = client.clientId;
    count += 1;
    return {
      iss: id,
      sub: id,
      aud: stage.platform.house.issuer,
      exp: now + 60,
      iat: now,
      jti: `jti-${count}`,
    };
  }
  const fields = (client_assertion: string) => ({
    grant_type: 'client_credentials',
    client_assertion_type: assertionType,
    client_assertion,
  });
  const buy = (assertion: string, more: Readonly<Record<string, string>> = {}) =>
    stage.post('/oauth/token', { ...fields(assertion), ...more });

  it('gets a token, whether its client_id is said once more or not', async () => {
    assert.equal((await buy(key.sign(claims()))).status, 200);
    assert.equal((await buy(key.sign(claims()), { client_id: stage.machine.clientId })).status, 200);
  });

  it('keeps its secret beside the key', async () => {
    const { clientId, clientSecret } = stage.machine;
    const bySecret = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
    assert.equal((await stage.post('/oauth/token', bySecret)).status, 200);
  });

  it('uses each assertion once, however many ask at the same moment', async () => {
    const assertion = key.sign(claims());
    const answers = await Promise.all(Array.from({ length: 8 }, () => buy(assertion)));
    // Failures beyond ten a minute are answered by 429; these are seven.
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, ...Array<number>(7).fill(401)]);
    assert.equal(answers.find(({ status }) => status === 401)?.body.error, 'invalid_client');
  });

  it('uses each assertion once on all nodes of the deployment', async () => {
    const { house, url, clock } = stage.platform;
    clock.advance(60_000);
    const node = await stage.platform.startNode();
    // Another database connection and memory; behind a proxy all nodes have one issuer.
    const second = await compose({ ...node.house, issuer: house.issuer }, new URL(url));
    const buyThere = async (assertion: string) => {
      const { statusCode } = await second.server.inject({
        method: 'POST',
        url: '/oauth/token',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams(fields(assertion)).toString(),
      });
      return statusCode;
    };
    try {
      const [first, other, raced] = [key.sign(claims()), key.sign(claims()), key.sign(claims())];
      assert.deepEqual([(await buy(first)).status, await buyThere(first)], [200, 401]);
      assert.deepEqual([await buyThere(other), (await buy(other)).status], [200, 401]);
      const both = await Promise.all([buyThere(raced), buy(raced).then(({ status }) => status)]);
      assert.deepEqual(both.sort(), [200, 401]);
    } finally {
      await second.server.close();
      await second.stop();
    }
  });

  it('loses nothing to somebody who guesses its jti: only what it signed is used up', async () => {
    stage.platform.clock.advance(60_000);
    const own = claims();
    assert.equal((await buy(makeTestKey('ES256').sign(own))).status, 401);
    assert.equal((await buy(key.sign({ ...own, aud: 'https://other.example' }))).status, 401);
    assert.equal((await buy(key.sign(own))).status, 200);
  });

  it('is refused by the same words whatever is wrong, and the app’s developers learn which it was', async () => {
    const { clock, house } = stage.platform;
    clock.advance(60_000);
    const stranger = makeTestKey('ES256');
    const used = key.sign(claims());
    assert.equal((await buy(used)).status, 200);
    const [unsigned] = [`${encodeJson({ alg: 'none' })}.${encodeJson(claims())}.`];
    const wrong: readonly (readonly [string, string])[] = [
      [unsigned, 'assertion_malformed'],
      [stranger.sign(claims()), 'assertion_signature_wrong'],
      [key.sign(claims(), { alg: 'HS256' }), 'assertion_key_unknown'],
      [key.sign({ ...claims(), iss: 'x' }), 'assertion_issuer_wrong'],
      [key.sign({ ...claims(), aud: `${house.issuer}/oauth/token` }), 'assertion_audience_wrong'],
      [key.sign({ ...claims(), exp: 1 }), 'assertion_expiry_wrong'],
      [key.sign({ ...claims(), iat: 1 }), 'assertion_time_wrong'],
      [key.sign({ ...claims(), jti: undefined }), 'assertion_without_jti'],
      [used, 'assertion_replayed'],
    ];
    const { clientId } = stage.machine;
    const bySecret = { grant_type: 'client_credentials', client_id: clientId, client_secret: 'wrong' };
    const expected = await stage.post('/oauth/token', bySecret);
    for (const [assertion] of wrong) {
      const answer = await buy(assertion, { client_id: clientId });
      assert.equal(answer.status, 401);
      assert.deepEqual(answer.body, expected.body);
      assert.equal(answer.headers.get('www-authenticate'), expected.headers.get('www-authenticate'));
    }
    await flushRefusals(house);
    const noted = await house.database.read((tx) =>
      tx.selectFrom('request_log').select('reason').where('client_id', '=', clientId).execute(),
    );
    const reasons = new Set(noted.map(({ reason }) => reason));
    for (const [, reason] of wrong) assert.ok(reasons.has(reason), reason);
  });

  it('is slowed down as one that guesses secrets, while a right assertion still works', async () => {
    stage.platform.clock.advance(60_000);
    const stranger = makeTestKey('ES256');
    const statuses: number[] = [];
    for (let at = 0; at < 12; at += 1) statuses.push((await buy(stranger.sign(claims()))).status);
    assert.deepEqual(statuses, [...Array<number>(10).fill(401), 429, 429]);
    assert.equal((await buy(key.sign(claims()))).status, 200);
  });

  it('may not authenticate twice, nor by an assertion of another kind', async () => {
    stage.platform.clock.advance(60_000);
    const { clientId, clientSecret = '' } = stage.machine;
    const twice = await buy(key.sign(claims()), { client_id: clientId, client_secret: clientSecret });
    assert.deepEqual([twice.status, twice.body.error], [400, 'invalid_request']);
    const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
    const withBasic = await answerOf(
      fetch(new URL('/oauth/token', stage.platform.url), {
        method: 'POST',
        headers: { authorization: `Basic ${basic}` },
        body: new URLSearchParams(fields(key.sign(claims()))),
      }),
    );
    assert.deepEqual([withBasic.status, withBasic.body.error], [400, 'invalid_request']);
    for (const more of [
      { client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:saml2-bearer' },
      { client_assertion_type: '' },
      { client_assertion: '' },
      { client_id: stage.web.clientId },
    ]) {
      const answer = await buy(key.sign(claims()), more);
      assert.deepEqual([answer.status, answer.body.error], [401, 'invalid_client'], JSON.stringify(more));
    }
    const native = await buy(key.sign(claims(stage.native)));
    assert.deepEqual([native.status, native.body.error], [401, 'invalid_client']);
    const nobody = await buy(key.sign({ ...claims(), iss: 'a\0b', sub: 'a\0b' }));
    assert.deepEqual([nobody.status, nobody.body.error], [401, 'invalid_client']);
  });

  it('is another client with another key: neither can sign for the other', async () => {
    stage.platform.clock.advance(60_000);
    const theirs = makeTestKey('ES256');
    await registerKey(stage, stage.other, theirs);
    assert.equal((await buy(theirs.sign(claims(stage.machine)))).status, 401);
    assert.equal((await buy(key.sign(claims(stage.other)))).status, 401);
  });

  it('is not known any more by a key that was removed, and its kid is not given again', async () => {
    stage.platform.clock.advance(60_000);
    const { house } = stage.platform;
    const old = makeTestKey('EdDSA', 'old');
    await registerKey(stage, stage.machine, old);
    assert.equal((await buy(old.sign(claims()))).status, 200);
    const appId = await appOf(stage, stage.machine);
    await house.database.write((tx) => removeAppKey(house, tx, system, appId, 'production', 'old'));
    assert.equal((await buy(old.sign(claims()))).status, 401);
    const again = await house.database.write((tx) =>
      addAppKey(house, tx, system, appId, 'production', { key: old, createdBy: stage.personId }),
    );
    assert.equal(again.kind, 'kid_taken');
  });

  it('asks about its tokens and revokes them by assertion', async () => {
    const token = String((await buy(key.sign(claims()))).body.access_token);
    const call = (path: string) =>
      stage.post(path, { ...fields(key.sign(claims())), grant_type: undefined, token });
    assert.equal((await call('/oauth/introspect')).body.active, true);
    assert.equal((await call('/oauth/revoke')).status, 200);
    assert.equal((await call('/oauth/introspect')).body.active, false);
  });

  it('leaves nothing behind: used assertions are swept once no node could take them any more', async () => {
    const { house, clock } = stage.platform;
    const left = () => house.database.read((tx) => tx.selectFrom('used_assertions').selectAll().execute());
    await sweep(house);
    const assertion = key.sign(claims());
    assert.equal((await buy(assertion)).status, 200);
    await sweep(house);
    assert.ok((await left()).length > 0);
    clock.advance(12 * 60_000);
    await sweep(house);
    assert.deepEqual(await left(), []);
    assert.equal((await buy(assertion)).status, 401, 'it has expired by then');
  });
});
