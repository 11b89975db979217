import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { compose } from '../compose.ts';
import { type ProofMaker, proofMaker } from '../proofs/proof.test-support.ts';
import { sweepUsedProofs } from '../proofs/sweep-proofs.ts';
import {
  answerOf,
  makeProof,
  type OAuthStage,
  setOAuthStage,
  type TestClient,
} from '../testing/oauth-clients.ts';
import { dpopCalls } from './dpop-calls.test-support.ts';

describe('tokens that are bound to a key (RFC 9449)', () => {
  let stage: OAuthStage;
  let calls: ReturnType<typeof dpopCalls>;
  let key: ProofMaker;
  before(async () => {
    stage = await setOAuthStage();
    calls = dpopCalls(stage);
    key = proofMaker();
  });
  after(() => stage[Symbol.asyncDispose]());

  async function boundPair(client: TestClient, by = key) {
    const { verifier, challenge } = makeProof();
    const code = await stage.code(client, challenge);
    return await calls.token(by, { ...codeOf(client, code), code_verifier: verifier });
  }
  const credentialsOf = (client: TestClient) => ({
    client_id: client.clientId,
    ...(client.clientSecret === undefined ? {} : { client_secret: client.clientSecret }),
  });
  const codeOf = (client: TestClient, code: string) => ({
    grant_type: 'authorization_code',
    ...credentialsOf(client),
    code,
    redirect_uri: 'https://web.example/cb',
  });
  const refreshOf = (client: TestClient, token: unknown) => ({
    grant_type: 'refresh_token',
    ...credentialsOf(client),
    refresh_token: String(token),
  });

  it('a proof without the nonce is told it, and with it is taken', async () => {
    const fields = { grant_type: 'client_credentials', ...credentialsOf(stage.machine) };
    const first = await calls.post(fields, [key.proof(calls.tokenRequest())]);
    assert.deepEqual([first.status, first.body.error], [400, 'use_dpop_nonce']);
    const nonce = first.headers.get('dpop-nonce') ?? assert.fail();
    const second = await calls.post(fields, [key.proof({ ...calls.tokenRequest(), nonce })]);
    assert.deepEqual([second.status, second.body.token_type], [200, 'DPoP']);
    const old = await calls.post(fields, [key.proof({ ...calls.tokenRequest(), nonce: 'made-up' })]);
    assert.deepEqual([old.status, old.body.error], [400, 'use_dpop_nonce']);
  });

  it('a nonce of one node is taken by the other, and one of long ago by none', async () => {
    const node = await stage.platform.startNode();
    const fields = { grant_type: 'client_credentials', ...credentialsOf(stage.machine) };
    const nonce = await calls.nonce();
    const there = `${node.house.issuer}/oauth/token`;
    const proof = key.proof({ ...calls.tokenRequest(), url: there, nonce });
    assert.equal((await calls.post(fields, [proof], there)).status, 200);
    stage.platform.clock.advance(10 * 60_000);
    const late = await calls.post(fields, [key.proof({ ...calls.tokenRequest(), nonce })]);
    assert.equal(late.body.error, 'use_dpop_nonce');
    await node.close();
  });

  it('a proof is good once on all nodes of the deployment', async () => {
    const { house, url } = stage.platform;
    const node = await stage.platform.startNode();
    // Another database connection and memory; behind a proxy all nodes have one address.
    const second = await compose({ ...node.house, issuer: house.issuer }, new URL(url));
    const fields = { grant_type: 'client_credentials', ...credentialsOf(stage.machine) };
    const here = async (proof: string) => (await calls.post(fields, [proof])).status;
    const there = async (dpop: string) => {
      const { statusCode } = await second.server.inject({
        method: 'POST',
        url: '/oauth/token',
        headers: { 'content-type': 'application/x-www-form-urlencoded', dpop },
        payload: new URLSearchParams(fields).toString(),
      });
      return statusCode;
    };
    try {
      const nonce = await calls.nonce();
      const proof = () => key.proof({ ...calls.tokenRequest(), nonce });
      const [first, other] = [proof(), proof()];
      assert.deepEqual([await here(first), await there(first)], [200, 400]);
      assert.deepEqual([await there(other), await here(other)], [200, 400]);
      for (let round = 0; round < 20; round += 1) {
        const raced = proof();
        assert.deepEqual((await Promise.all([there(raced), here(raced)])).sort(), [200, 400]);
      }
    } finally {
      await second.server.close();
      await second.stop();
      await node.close();
    }
  });

  it('a proof is good once, however many come at the same moment', async () => {
    const fields = { grant_type: 'client_credentials', ...credentialsOf(stage.machine) };
    const proof = key.proof({ ...calls.tokenRequest(), nonce: await calls.nonce() });
    const answers = await Promise.all([1, 2, 3].map(() => calls.post(fields, [proof])));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 400, 400]);
    assert.equal((await calls.post(fields, [proof])).body.error, 'invalid_dpop_proof');
  });

  it('two proofs, a proof for another address, and one that is none are invalid_dpop_proof', async () => {
    const fields = { grant_type: 'client_credentials', ...credentialsOf(stage.machine) };
    const nonce = await calls.nonce();
    const request = { ...calls.tokenRequest(), nonce };
    for (const proofs of [
      [key.proof(request), key.proof(request)],
      [key.proof({ ...request, url: `${stage.platform.url}/oauth/revoke` })],
      ['x.y.z'],
    ]) {
      const { status, body } = await calls.post(fields, proofs);
      assert.deepEqual([status, body.error], [400, 'invalid_dpop_proof']);
    }
  });

  it('a bound token is taken with a proof of its key and in no other way', async () => {
    const { body } = await boundPair(stage.web);
    const token = String(body.access_token);
    const info = '/oauth/token/info';
    const me = '/rest/v1.0/me';
    for (const path of [info, me]) {
      assert.equal((await calls.get(path, key, token)).status, 200, path);
      const bearer = await calls.get(path, undefined, token, 'Bearer');
      assert.equal(bearer.status, 401, path);
      assert.match(
        bearer.headers.get('www-authenticate') ?? '',
        /^DPoP .*error="invalid_token".*algs="ES256/,
      );
      assert.equal((await calls.get(path, undefined, token)).status, 401, path);
      const other = await calls.get(path, proofMaker(), token);
      assert.equal(other.status, 401, path);
      assert.match(other.headers.get('www-authenticate') ?? '', /error="invalid_token"/);
      const unnamed = await calls.get(path, key, token, 'DPoP', { ath: undefined });
      assert.equal(unnamed.status, 401, path);
      assert.match(unnamed.headers.get('www-authenticate') ?? '', /error="invalid_dpop_proof"/);
      const stale = await calls.get(path, key, token, 'DPoP', { nonce: undefined });
      assert.match(stale.headers.get('www-authenticate') ?? '', /error="use_dpop_nonce"/);
      assert.ok(stale.headers.get('dpop-nonce'));
    }
  });

  it('a call too many uses no proof up and writes nothing, and a proof that comes again takes nothing', async () => {
    await using own = await setOAuthStage({ spikeLimit: 3 });
    const ask = dpopCalls(own);
    const { clientId, clientSecret = '' } = own.machine;
    const { body } = await ask.token(key, {
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
    });
    const token = String(body.access_token);
    const url = `${own.platform.url}/rest/v1.0/companies`;
    const proven = async () =>
      key.proof({ method: 'GET', url, now, accessToken: token, nonce: await ask.nonce() });
    const { now } = ask.tokenRequest();
    const send = async (dpop: string) => {
      const { status } = await fetch(url, { headers: { authorization: `DPoP ${token}`, dpop } });
      return status;
    };
    const used = async () => {
      const rows = await own.platform.house.database.read((tx) =>
        tx.selectFrom('used_proofs').select('proof_hash').execute(),
      );
      return rows.length;
    };
    const before = await used();
    const first = await proven();
    assert.equal(await send(first), 200);
    for (let again = 0; again < 5; again += 1) assert.equal(await send(first), 401);
    for (const status of [200, 200, 429, 429, 429]) assert.equal(await send(await proven()), status);
    assert.equal((await used()) - before, 3);
  });

  it('one proof serves one call to the API', async () => {
    const { body } = await boundPair(stage.web);
    const accessToken = String(body.access_token);
    const url = `${stage.platform.url}/rest/v1.0/me`;
    const { now } = calls.tokenRequest();
    const dpop = key.proof({ method: 'GET', url, now, accessToken, nonce: await calls.nonce() });
    const call = () => answerOf(fetch(url, { headers: { authorization: `DPoP ${accessToken}`, dpop } }));
    assert.equal((await call()).status, 200);
    assert.equal((await call()).status, 401);
  });

  it('a bearer token is none of the scheme DPoP', async () => {
    const { accessToken } = await stage.pair();
    assert.equal((await calls.get('/rest/v1.0/me', key, accessToken)).status, 401);
    assert.equal((await calls.get('/rest/v1.0/me', undefined, accessToken, 'Bearer')).status, 200);
  });

  it('introspection names the key', async () => {
    const { body } = await boundPair(stage.web);
    const seen = await stage.introspect(stage.web, String(body.access_token));
    assert.deepEqual([seen.body.token_type, seen.body.cnf], ['DPoP', { jkt: key.jkt }]);
  });

  it('the chain of a public client goes on with the same key only, and a thief changes nothing', async () => {
    const first = await boundPair(stage.native);
    assert.equal(first.status, 200);
    const token = first.body.refresh_token;
    const bare = await stage.refresh(stage.native, String(token));
    assert.deepEqual([bare.status, bare.body.error], [400, 'invalid_dpop_proof']);
    const thief = await calls.token(proofMaker(), refreshOf(stage.native, token));
    assert.deepEqual([thief.status, thief.body.error], [400, 'invalid_grant']);
    const next = await calls.token(key, refreshOf(stage.native, token));
    assert.deepEqual([next.status, next.body.token_type], [200, 'DPoP']);
  });

  it('a repeated refresh gives the same pair for the same key', async () => {
    const { body } = await boundPair(stage.web);
    const once = await calls.token(key, refreshOf(stage.web, body.refresh_token));
    const again = await calls.token(key, refreshOf(stage.web, body.refresh_token));
    assert.deepEqual([again.status, again.body.access_token], [200, once.body.access_token]);
  });

  it('a confidential client may change its key, but not go without', async () => {
    const { body } = await boundPair(stage.web);
    assert.equal(
      (await stage.refresh(stage.web, String(body.refresh_token))).body.error,
      'invalid_dpop_proof',
    );
    const other = proofMaker('EdDSA');
    const next = await calls.token(other, refreshOf(stage.web, body.refresh_token));
    assert.equal(next.status, 200);
    assert.equal((await calls.get('/oauth/token/info', other, String(next.body.access_token))).status, 200);
  });

  it('a code that was asked for with dpop_jkt is for that key', async () => {
    const code = await stage.code(stage.web, { dpop_jkt: key.jkt });
    const other = await calls.token(proofMaker(), codeOf(stage.web, code));
    assert.deepEqual([other.status, other.body.error], [400, 'invalid_grant']);
    assert.equal((await stage.redeem(stage.web, code)).body.error, 'invalid_grant');
    assert.equal((await calls.token(key, codeOf(stage.web, code))).status, 200);
  });

  it('a client that asked for it gets no bearer token', async () => {
    const { house, clock } = stage.platform;
    await house.database.write((tx) =>
      tx
        .updateTable('clients')
        .set({ dpop_required_at: clock.now() })
        .where('client_id', '=', stage.machine.clientId)
        .execute(),
    );
    const fields = { grant_type: 'client_credentials', ...credentialsOf(stage.machine) };
    assert.equal((await stage.post('/oauth/token', fields)).body.error, 'invalid_dpop_proof');
    assert.equal((await calls.token(key, fields)).status, 200);
  });

  it('proofs that are stale are swept away', async () => {
    const { house, clock } = stage.platform;
    assert.equal(await sweepUsedProofs(house), 0);
    clock.advance(3_600_000);
    assert.ok((await sweepUsedProofs(house)) > 0);
  });
});

describe('the policy of a deployment for bound tokens', () => {
  it('off reads no proof, says so, and takes no token that was bound before', async () => {
    await using stage = await setOAuthStage({ dpop: 'off' });
    const calls = dpopCalls(stage);
    const { clientId: client_id, clientSecret: client_secret } = stage.machine;
    const fields = { grant_type: 'client_credentials', client_id, client_secret };
    const { status, body } = await calls.post(fields, ['x']);
    assert.deepEqual([status, body.token_type], [200, 'bearer']);
    const metadata = await calls.metadata();
    assert.equal('dpop_signing_alg_values_supported' in metadata, false);
  });

  it('can ask for it of every client that has no secret, and do without nonces', async () => {
    await using stage = await setOAuthStage({ dpop: 'required_of_public_clients', dpopNonces: false });
    const calls = dpopCalls(stage);
    const key = proofMaker();
    const { verifier, challenge } = makeProof();
    const code = await stage.code(stage.native, challenge);
    const more = { code_verifier: verifier };
    assert.equal((await stage.redeem(stage.native, code, more)).body.error, 'invalid_dpop_proof');
    const fields = {
      grant_type: 'authorization_code',
      code,
      redirect_uri: 'https://web.example/cb',
      ...more,
    };
    const bound = await calls.post({ ...fields, client_id: stage.native.clientId }, [
      key.proof(calls.tokenRequest()),
    ]);
    assert.deepEqual([bound.status, bound.body.token_type], [200, 'DPoP']);
    assert.equal(bound.headers.get('dpop-nonce'), null);
    assert.equal((await stage.redeem(stage.web, await stage.code())).status, 200);
    assert.ok(Array.isArray((await calls.metadata()).dpop_signing_alg_values_supported));
  });
});
