import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { DEVICE_CODE_GRANT } from '@gatehouse/wire';
import { decodeJwt } from 'jose';
import { proofMaker } from '../proofs/proof.test-support.ts';
import { authorizePath, type OAuthStage, setOAuthStage, type TestClient } from '../testing/oauth-clients.ts';
import { answerConsent } from '../testing/sign-in-by-form.ts';
import { deviceCalls } from './device/device-calls.test-support.ts';
import { dpopCalls } from './dpop-calls.test-support.ts';

const weather = 'https://weather.example/api';
const tides = 'https://tides.example';

/** Each extension is tested by itself; an attacker brings two at once. */
describe('extensions that meet', () => {
  let stage: OAuthStage;
  let devices: ReturnType<typeof deviceCalls>;
  let calls: ReturnType<typeof dpopCalls>;
  before(async () => {
    stage = await setOAuthStage({ resources: [weather, tides] });
    devices = deviceCalls(stage);
    calls = dpopCalls(stage);
  });
  // A person may type so many codes a minute.
  beforeEach(() => stage.platform.clock.advance(61_000));
  after(() => stage[Symbol.asyncDispose]());

  const credentialsOf = ({ clientId, clientSecret }: TestClient) => ({
    client_id: clientId,
    ...(clientSecret === undefined ? {} : { client_secret: clientSecret }),
  });
  async function allowedDevice(client: TestClient, more: Readonly<Record<string, string>> = {}) {
    const { body } = await devices.ask(client, more);
    assert.equal((await devices.decide(String(body.user_code), 'allow')).status, 200);
    return { grant_type: DEVICE_CODE_GRANT, ...credentialsOf(client), device_code: String(body.device_code) };
  }
  const refreshOf = (client: TestClient, token: unknown) => ({
    grant_type: 'refresh_token',
    ...credentialsOf(client),
    refresh_token: String(token),
  });

  it('tokens of a device that proves a key are for that key, and so is the chain of a public client', async () => {
    const [key, thief] = [proofMaker(), proofMaker()];
    const first = await calls.token(key, await allowedDevice(stage.native));
    assert.deepEqual([first.status, first.body.token_type], [200, 'DPoP']);
    const access = String(first.body.access_token);
    const path = '/oauth/token/info';
    assert.equal((await calls.get(path, key, access)).status, 200);
    assert.equal((await calls.get(path, thief, access)).status, 401);
    assert.equal((await calls.get(path, undefined, access, 'Bearer')).status, 401);
    const again = refreshOf(stage.native, first.body.refresh_token);
    for (const refused of [await calls.post(again, []), await calls.token(thief, again)])
      assert.equal(refused.status, 400);
    assert.equal((await calls.token(key, again)).status, 200);
  });

  it('a proof that fails spends no code of a device', async () => {
    const fields = await allowedDevice(stage.native);
    const key = proofMaker();
    const elsewhere = key.proof({ ...calls.tokenRequest(), url: `${stage.platform.url}/oauth/par` });
    assert.equal((await calls.post(fields, [elsewhere])).body.error, 'invalid_dpop_proof');
    assert.equal((await calls.token(key, fields)).status, 200);
  });

  it('a code of one grant is none of another, and neither is spent by trying', async () => {
    const device = await allowedDevice(stage.web);
    const code = await stage.code();
    const asCode = await stage.redeem(stage.web, device.device_code);
    const asDevice = await devices.poll(stage.web, code);
    const asRefresh = await stage.refresh(stage.web, device.device_code);
    for (const { status, body } of [asCode, asDevice, asRefresh])
      assert.deepEqual([status, body.error], [400, 'invalid_grant']);
    stage.platform.clock.advance(6_000);
    assert.equal((await calls.post(device, [])).status, 200);
    assert.equal((await stage.redeem(stage.web, code)).status, 200);
  });

  it('a device gets a token for the API its person was shown, and for no other by refreshing', async () => {
    const fields = await allowedDevice(stage.web, { resource: weather });
    const wrong = await calls.post({ ...fields, resource: tides }, []);
    assert.equal(wrong.body.error, 'invalid_target');
    stage.platform.clock.advance(6_000);
    const first = await calls.post(fields, []);
    assert.equal(decodeJwt(String(first.body.access_token)).aud, weather);
    assert.equal(await stage.isAlive(String(first.body.access_token)), false);
    const again = refreshOf(stage.web, first.body.refresh_token);
    for (const resource of [tides, stage.platform.url])
      assert.equal((await calls.post({ ...again, resource }, [])).body.error, 'invalid_target', resource);
    const second = await calls.post(again, []);
    assert.equal(decodeJwt(String(second.body.access_token)).aud, weather);
  });

  it('a pushed request keeps its API and its key, whatever the browser and the exchange name', async () => {
    const key = proofMaker();
    const url = `${stage.platform.url}/oauth/par`;
    const fields = {
      ...credentialsOf(stage.web),
      response_type: 'code',
      redirect_uri: 'https://web.example/cb',
      resource: weather,
    };
    const proof = key.proof({ ...calls.tokenRequest(), url, nonce: await calls.nonce() });
    const pushed = await calls.post(fields, [proof], url);
    assert.equal(pushed.status, 201, JSON.stringify(pushed.body));
    const asked = authorizePath(stage.web, {
      request_uri: String(pushed.body.request_uri),
      resource: tides,
      dpop_jkt: 'A'.repeat(43),
    });
    const code = new URL(await answerConsent(stage.browser, asked)).searchParams.get('code') ?? '';
    const exchange = {
      grant_type: 'authorization_code',
      ...credentialsOf(stage.web),
      code,
      redirect_uri: 'https://web.example/cb',
    };
    assert.equal((await calls.token(key, { ...exchange, resource: tides })).body.error, 'invalid_target');
    const done = await calls.token(key, exchange);
    assert.deepEqual([done.status, done.body.token_type], [200, 'DPoP']);
    const { aud, cnf } = decodeJwt<{ cnf?: { jkt?: string } }>(String(done.body.access_token));
    assert.equal(aud, weather);
    assert.equal(typeof cnf?.jkt, 'string');
  });
});
