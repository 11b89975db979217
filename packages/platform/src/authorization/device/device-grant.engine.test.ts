import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { type OAuthStage, setOAuthStage } from '../../testing/oauth-clients.ts';
import { hiddenField, signInByForm } from '../../testing/sign-in-by-form.ts';
import { sweep } from '../sweep.ts';
import { deviceCalls } from './device-calls.test-support.ts';

describe('the device grant (RFC 8628)', () => {
  let stage: OAuthStage;
  let calls: ReturnType<typeof deviceCalls>;
  before(async () => {
    stage = await setOAuthStage();
    calls = deviceCalls(stage);
  });
  // A person may type so many codes a minute.
  beforeEach(() => stage.platform.clock.advance(61_000));
  after(() => stage[Symbol.asyncDispose]());

  it('a device asks, its person types the code and allows, and the device has tokens of that person', async () => {
    const { status, body } = await calls.ask(stage.native);
    assert.equal(status, 200);
    assert.match(String(body.device_code), /^ghd_[0-9a-z]{26}_[A-Za-z0-9_-]{43}$/);
    assert.match(String(body.user_code), /^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/);
    assert.deepEqual([body.expires_in, body.interval], [600, 5]);
    assert.equal(body.verification_uri, `${stage.platform.url}/device`);
    assert.equal(body.verification_uri_complete, `${stage.platform.url}/device?user_code=${body.user_code}`);

    assert.equal((await calls.poll(stage.native, body.device_code)).body.error, 'authorization_pending');
    const done = await calls.decide(String(body.user_code).toLowerCase().replace('-', ' '), 'allow');
    assert.equal(done.status, 200);
    const tokens = await calls.poll(stage.native, body.device_code);
    assert.deepEqual([tokens.status, tokens.body.token_type], [200, 'bearer']);
    assert.equal(await stage.isAlive(String(tokens.body.access_token)), true);
    const refreshed = await stage.refresh(stage.native, String(tokens.body.refresh_token));
    assert.equal(refreshed.status, 200);
    assert.equal((await calls.poll(stage.native, body.device_code)).body.error, 'invalid_grant');
  });

  it('an app that signs people in gets an id_token and userinfo by device too', async () => {
    const { body } = await calls.ask(stage.web, { scope: 'openid email' });
    await calls.decide(body.user_code, 'allow');
    const tokens = await calls.poll(stage.web, body.device_code);
    assert.equal(tokens.body.scope, 'openid email');
    assert.match(String(tokens.body.id_token), /^[\w-]+\.[\w-]+\.[\w-]+$/);
  });

  it('who polls too early is slowed down by five seconds each time, and what is on time is not', async () => {
    const { body } = await calls.ask(stage.web);
    const poll = async () => (await calls.poll(stage.web, body.device_code)).body.error;
    assert.equal(await poll(), 'authorization_pending');
    assert.equal(await poll(), 'slow_down');
    stage.platform.clock.advance(6_000);
    assert.equal(await poll(), 'slow_down', 'five seconds are not enough any more');
    stage.platform.clock.advance(15_000);
    assert.equal(await poll(), 'authorization_pending');
  });

  it('ten devices that redeem one code at once are given tokens once', async () => {
    const { body } = await calls.ask(stage.web);
    await calls.decide(body.user_code, 'allow');
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => calls.poll(stage.web, body.device_code)),
    );
    assert.equal(answers.filter(({ status }) => status === 200).length, 1);
    for (const { status, body: refused } of answers)
      if (status !== 200) assert.equal(refused.error, 'invalid_grant');
  });

  it('another client learns nothing, slows nobody down and takes nothing', async () => {
    const { body } = await calls.ask(stage.web);
    assert.equal((await calls.poll(stage.web, body.device_code)).body.error, 'authorization_pending');
    stage.platform.clock.advance(4_900);
    assert.equal((await calls.poll(stage.other, body.device_code)).body.error, 'invalid_grant');
    assert.equal((await calls.poll(stage.web, body.device_code)).body.error, 'authorization_pending');
    await calls.decide(body.user_code, 'allow');
    assert.equal((await calls.poll(stage.other, body.device_code)).body.error, 'invalid_grant');
    assert.equal(
      (await calls.poll(stage.web, `${body.device_code}`.replace(/.$/, '.'))).body.error,
      'invalid_grant',
    );
    assert.equal((await calls.poll(stage.web, body.device_code)).status, 200);
  });

  it('a refusal and an expired code are told to the device, each by its own name', async () => {
    const denied = (await calls.ask(stage.web)).body;
    await calls.decide(denied.user_code, 'deny');
    const answer = await calls.poll(stage.web, denied.device_code);
    assert.deepEqual([answer.status, answer.body.error], [400, 'access_denied']);
    const late = (await calls.ask(stage.web)).body;
    stage.platform.clock.advance(600_000);
    const expired = await calls.poll(stage.web, late.device_code);
    assert.deepEqual([expired.status, expired.body.error], [400, 'expired_token']);
    assert.equal((await calls.type(late.user_code)).status, 400);
  });

  it('what a person took back between Allow and the next poll buys nothing', async () => {
    const { body } = await calls.ask(stage.web);
    await calls.decide(body.user_code, 'allow');
    const { house } = stage.platform;
    await house.database.write((tx) =>
      tx
        .updateTable('grants')
        .set({ revoked_at: house.clock.now(), revoked_reason: 'test' })
        .where('client_id', '=', stage.web.clientId)
        .execute(),
    );
    assert.equal((await calls.poll(stage.web, body.device_code)).body.error, 'invalid_grant');
  });

  it('an app that did not ask for it may not use it, and a whole deployment can switch it off', async () => {
    const refused = await calls.ask(stage.machine);
    assert.deepEqual([refused.status, refused.body.error], [400, 'unauthorized_client']);
    await using off = await setOAuthStage({ deviceGrant: false });
    const offCalls = deviceCalls(off);
    assert.equal((await offCalls.ask(off.web)).status, 404);
    assert.equal((await offCalls.poll(off.web, 'ghd_x')).body.error, 'unsupported_grant_type');
    assert.equal((await off.browser.get('/device')).status, 404);
    const metadata = await (await fetch(`${off.platform.url}/.well-known/oauth-authorization-server`)).json();
    assert.equal('device_authorization_endpoint' in (metadata as object), false);
  });

  it('the page asks for the code even where the link brings it, shows app, code and device, and warns', async () => {
    const { body } = await calls.ask(stage.web);
    const page = await (await stage.browser.get(`/device?user_code=${body.user_code}`)).text();
    assert.match(page, new RegExp(`name="user_code" value="${body.user_code}"`));
    assert.match(page, /Did you start this yourself\?/);
    assert.doesNotMatch(page, /name="decision"/);
    const confirm = await (await calls.type(body.user_code)).text();
    for (const shown of [String(body.user_code), '<strong>Web</strong>', '127.0.0.1', 'choose Deny'])
      assert.ok(confirm.includes(shown), shown);
  });

  it('the fifth wrong code in a minute is the last: then the right one is not taken either', async () => {
    const { body } = await calls.ask(stage.web);
    for (let count = 0; count < 5; count += 1) assert.equal((await calls.type('BBBB-BBBB')).status, 400);
    const slowed = await calls.type(body.user_code);
    assert.equal(slowed.status, 429);
    assert.ok(Number(slowed.headers.get('retry-after')) > 0);
    assert.ok((await stage.audited('device.code_wrong')) >= 5);
    stage.platform.clock.advance(61_000);
    assert.equal((await calls.type(body.user_code)).status, 200);
  });

  it('a decision counts from the session that typed the code, once, and with its own token', async () => {
    const { body } = await calls.ask(stage.web);
    const page = await (await calls.type(body.user_code)).text();
    const fields = { request: hiddenField(page, 'request'), decision: 'allow' };
    assert.equal((await stage.browser.post('/device/decision', { ...fields, csrf: 'x' })).status, 403);
    const { demo, url } = stage.platform;
    const mallory = demo.people.find(({ email }) => !email.startsWith('jim@'));
    assert.ok(mallory);
    const other = await signInByForm(url, mallory);
    const csrf = hiddenField(await (await other.get('/device')).text(), 'csrf');
    assert.equal((await other.post('/device/decision', { ...fields, csrf })).status, 400);
    const mine = { ...fields, csrf: hiddenField(page, 'csrf') };
    assert.equal((await stage.browser.post('/device/decision', mine)).status, 200);
    assert.equal((await stage.browser.post('/device/decision', mine)).status, 400);
  });

  it('who is signed out signs in first, and a flood of requests is slowed down', async () => {
    const response = await fetch(`${stage.platform.url}/device?user_code=X`, { redirect: 'manual' });
    assert.match(response.headers.get('location') ?? '', /^\/sign-in\?return_to=/);
    const statuses = new Set<number>();
    for (let count = 0; count < 31; count += 1) statuses.add((await calls.ask(stage.other)).status);
    assert.deepEqual([...statuses], [200, 429]);
  });

  it('a day after it expired nothing of a request is left', async () => {
    await calls.ask(stage.web);
    const { house, clock } = stage.platform;
    clock.advance(25 * 3_600_000);
    await sweep(house);
    const left = await house.database.read((tx) => tx.selectFrom('device_requests').selectAll().execute());
    assert.deepEqual(left, []);
  });
});
