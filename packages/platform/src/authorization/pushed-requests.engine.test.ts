import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { proofMaker } from '../proofs/proof.test-support.ts';
import {
  makeProof,
  type OAuthStage,
  redirectUri,
  setOAuthStage,
  type TestClient,
} from '../testing/oauth-clients.ts';
import { answerConsent } from '../testing/sign-in-by-form.ts';
import { dpopCalls } from './dpop-calls.test-support.ts';
import { sweep } from './sweep.ts';

type Fields = Readonly<Record<string, string | undefined>>;

const push = (stage: OAuthStage, client: TestClient, more: Fields = {}) =>
  stage.post('/oauth/par', {
    client_id: client.clientId,
    client_secret: client.clientSecret,
    response_type: 'code',
    redirect_uri: redirectUri,
    state: 'pushed',
    ...more,
  });

const pathOf = (client: TestClient, uri: unknown, more: Record<string, string> = {}) =>
  `/oauth/authorize?${new URLSearchParams({ client_id: client.clientId, request_uri: String(uri), ...more })}`;

describe('pushed authorization requests (RFC 9126)', () => {
  let stage: OAuthStage;
  before(async () => {
    stage = await setOAuthStage();
  });
  after(() => stage[Symbol.asyncDispose]());

  it('a reference leads to consent and a code, and what stands beside it in the address counts for nothing', async () => {
    const { status, body } = await push(stage, stage.web);
    assert.equal(status, 201);
    assert.match(String(body.request_uri), /^urn:ietf:params:oauth:request_uri:.{60,}$/);
    assert.equal(body.expires_in, 60);
    const evil = { state: 'evil', redirect_uri: 'https://evil.example/cb', response_type: 'token' };
    const location = new URL(await answerConsent(stage.browser, pathOf(stage.web, body.request_uri, evil)));
    assert.equal(location.origin + location.pathname, redirectUri);
    assert.equal(location.searchParams.get('state'), 'pushed');
    assert.equal((await stage.redeem(stage.web, location.searchParams.get('code') ?? '')).status, 200);
  });

  it('a reference is for one decision', async () => {
    const { body } = await push(stage, stage.web, { prompt: 'consent' });
    await answerConsent(stage.browser, pathOf(stage.web, body.request_uri), 'deny');
    const again = await stage.browser.get(pathOf(stage.web, body.request_uri));
    assert.deepEqual([again.status, again.headers.get('location')], [400, null]);
    // The same where no page is shown, because the person has allowed as much before.
    await stage.code();
    const known = pathOf(stage.web, (await push(stage, stage.web)).body.request_uri);
    assert.equal((await stage.browser.get(known)).status, 303);
    assert.equal((await stage.browser.get(known)).status, 400);
  });

  it('somebody else’s, made up, outside or repeated references stay on a page of ours', async () => {
    const { body } = await push(stage, stage.web);
    const uri = String(body.request_uri);
    for (const path of [
      pathOf(stage.other, uri),
      pathOf(stage.web, `${uri.slice(0, -2)}AA`),
      pathOf(stage.web, 'https://evil.example/request.jwt'),
      pathOf(stage.web, 'http://169.254.169.254/latest'),
      `${pathOf(stage.web, uri)}&request_uri=${encodeURIComponent(uri)}`,
    ]) {
      const { status, headers } = await stage.browser.get(path);
      assert.deepEqual([status, headers.get('location')], [400, null], path);
    }
  });

  it('is judged when it is pushed, client first', async () => {
    for (const [fields, code, status] of [
      [{ client_secret: undefined }, 'invalid_client', 401],
      [{ client_secret: 'wrong' }, 'invalid_client', 401],
      [{ redirect_uri: 'https://evil.example/cb' }, 'invalid_request', 400],
      [{ response_type: 'token' }, 'unsupported_response_type', 400],
      [{ request_uri: 'urn:ietf:params:oauth:request_uri:x' }, 'invalid_request', 400],
      [{ request: 'a.b.c' }, 'invalid_request', 400],
      [{ code_challenge: 'x', code_challenge_method: 'S256' }, 'invalid_request', 400],
    ] as const) {
      const answer = await push(stage, stage.web, fields);
      assert.deepEqual([answer.status, answer.body.error], [status, code], JSON.stringify(fields));
    }
    const native = await push(stage, stage.native);
    assert.equal(native.body.error, 'invalid_request');
    assert.equal((await push(stage, stage.native, makeProof().challenge)).status, 201);
    assert.equal((await fetch(new URL('/oauth/par', stage.platform.url))).status, 405);
  });

  it('waits a minute for its browser, and then a quarter of an hour for the person', async () => {
    const { clock } = stage.platform;
    const first = await push(stage, stage.web, { prompt: 'consent' });
    clock.advance(61_000);
    assert.equal((await stage.browser.get(pathOf(stage.web, first.body.request_uri))).status, 400);
    const second = await push(stage, stage.web, { prompt: 'consent' });
    const path = pathOf(stage.web, second.body.request_uri);
    assert.equal((await stage.browser.get(path)).status, 200);
    clock.advance(14 * 60_000);
    assert.equal((await stage.browser.get(path)).status, 200);
    clock.advance(2 * 60_000);
    assert.equal((await stage.browser.get(path)).status, 400);
  });

  it('a proof that came with it binds the code to its key', async () => {
    const calls = dpopCalls(stage);
    const key = proofMaker();
    const url = `${stage.platform.url}/oauth/par`;
    const { clientId: client_id, clientSecret: client_secret } = stage.web;
    const fields = { client_id, client_secret, response_type: 'code', redirect_uri: redirectUri };
    const proof = async () => key.proof({ ...calls.tokenRequest(), url, nonce: await calls.nonce() });
    const pushed = await calls.post(fields, [await proof()], url);
    assert.equal(pushed.status, 201);
    const other = await calls.post({ ...fields, dpop_jkt: 'A'.repeat(43) }, [await proof()], url);
    assert.equal(other.status, 400);
    const location = new URL(await answerConsent(stage.browser, pathOf(stage.web, pushed.body.request_uri)));
    const code = location.searchParams.get('code') ?? '';
    assert.equal((await stage.redeem(stage.web, code)).body.error, 'invalid_grant');
  });

  it('an app that asked for it is sent no browser with parameters', async () => {
    const { house, clock } = stage.platform;
    await house.database.write((tx) =>
      tx
        .updateTable('clients')
        .set({ pushed_requests_required_at: clock.now() })
        .where('client_id', '=', stage.other.clientId)
        .execute(),
    );
    const plain = new URLSearchParams({ response_type: 'code', redirect_uri: redirectUri, state: 's' });
    const { headers } = await stage.browser.get(
      `/oauth/authorize?client_id=${stage.other.clientId}&${plain}`,
    );
    const location = new URL(headers.get('location') ?? '');
    assert.deepEqual(
      ['error', 'state', 'iss'].map((name) => location.searchParams.get(name)),
      ['invalid_request', 's', stage.platform.url],
    );
    const { body } = await push(stage, stage.other);
    assert.match(await answerConsent(stage.browser, pathOf(stage.other, body.request_uri)), /code=/);
  });

  it('a flood is answered by 429, and old ones are swept away', async () => {
    const answers = await Promise.all(Array.from({ length: 125 }, () => push(stage, stage.machine)));
    assert.ok(answers.some(({ status, headers }) => status === 429 && headers.has('retry-after')));
    stage.platform.clock.advance(2 * 3_600_000);
    assert.ok((await sweep(stage.platform.house)) > 0);
  });
});

describe('the policy of a deployment for pushed requests', () => {
  it('required is said in the metadata and holds for every app', async () => {
    await using stage = await setOAuthStage({ pushedRequests: 'required' });
    const metadata = await dpopCalls(stage).metadata();
    assert.equal(metadata.require_pushed_authorization_requests, true);
    const plain = new URLSearchParams({ response_type: 'code', redirect_uri: redirectUri });
    const { headers } = await stage.browser.get(`/oauth/authorize?client_id=${stage.web.clientId}&${plain}`);
    assert.match(headers.get('location') ?? '', /error=invalid_request/);
  });

  it('off answers 404, names no endpoint, and reads no reference', async () => {
    await using stage = await setOAuthStage({ pushedRequests: 'off' });
    assert.equal((await push(stage, stage.web)).status, 404);
    const metadata = await dpopCalls(stage).metadata();
    assert.equal('pushed_authorization_request_endpoint' in metadata, false);
    assert.match(
      await answerConsent(
        stage.browser,
        pathOf(stage.web, 'x', {
          response_type: 'code',
          redirect_uri: redirectUri,
        }),
      ),
      /code=/,
    );
  });
});
