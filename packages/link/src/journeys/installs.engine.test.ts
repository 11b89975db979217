import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { hiddenField } from '@gatehouse/platform/testing';
import { type LinkStage, setLinkStage } from './link-stage.test-support.ts';
import { TestInstall } from './test-install.test-support.ts';

const back = 'http://127.0.0.1:49999/back';

describe('enrolling a machine', () => {
  let stage: LinkStage;
  before(async () => {
    stage = await setLinkStage();
  });
  after(() => stage[Symbol.asyncDispose]());

  it('by a browser on the machine: the code and state come back to loopback, and the code works once', async () => {
    const jim = await stage.person('jim');
    const machine = await TestInstall.make(stage.platform.clock);
    const { enrolment_id: id, browser_url } = await machine.begin(stage.origin, back);
    const shown = await jim.link.get(new URL(browser_url ?? '').pathname);
    assert.match(
      shown.headers.get('content-security-policy') ?? '',
      /form-action[^;]*http:\/\/127\.0\.0\.1:49999/,
    );
    const page = await shown.text();
    assert.match(page, /office laptop/);
    const allowed = await jim.link.post(`/enrol/${id}`, {
      csrf: hiddenField(page, 'csrf'),
      decision: 'allow',
    });
    const way = new URL(allowed.headers.get('location') ?? '');
    assert.equal(way.origin + way.pathname, back);
    assert.equal(way.searchParams.get('state'), 'a state of sixteen');
    const code = way.searchParams.get('code') ?? '';

    // Whoever reads the code from the browser has neither the key nor the verifier, and uses nothing up.
    const thief = await TestInstall.make(stage.platform.clock);
    assert.equal((await thief.finish(stage.origin, id, code)).body.error, 'invalid_grant');
    assert.equal((await machine.finish(stage.origin, id, `${code}x`)).body.error, 'invalid_grant');
    const { status, body } = await machine.finish(stage.origin, id, code);
    assert.equal(status, 201);
    assert.equal((body.install as { person: { email: string } }).person.email, jim.email);
    const spare = machine.credential;
    machine.credential = undefined;
    assert.equal((await machine.finish(stage.origin, id, code)).body.error, 'invalid_grant');
    machine.credential = spare;
    assert.equal((await machine.call(stage.origin, 'GET', '/v1/installs/me')).status, 200);
  });

  it('by a code on another device: the machine waits, is told to slow down, and gets in when the person allows', async () => {
    const jim = await stage.person('jim');
    const machine = await TestInstall.make(stage.platform.clock);
    const { enrolment_id: id, user_code, verification_uri } = await machine.begin(stage.origin);
    assert.equal(verification_uri, `${stage.origin}/device`);
    assert.equal((await machine.finish(stage.origin, id)).body.error, 'authorization_pending');
    assert.equal((await machine.finish(stage.origin, id)).body.error, 'slow_down');
    const csrf = hiddenField(await (await jim.link.get('/device')).text(), 'csrf');
    assert.equal((await jim.link.post('/device', { csrf, code: 'BCDF-BCDF' })).status, 400);
    const asked = await jim.link.post('/device', { csrf, code: String(user_code).toLowerCase() });
    const asking = await asked.text();
    assert.match(asking, /office laptop/);
    // A link to the question cannot replace typing the code.
    assert.equal((await jim.link.get(`/enrol/${id}`)).status, 410);
    for (const wrong of [{}, { code: 'BCDF-BCDF' }])
      assert.equal((await jim.link.post(`/enrol/${id}`, { ...wrong, csrf, decision: 'allow' })).status, 410);
    const code = hiddenField(asking, 'code');
    const allowed = await jim.link.post(`/enrol/${id}`, { csrf, code, decision: 'allow' });
    assert.match(await allowed.text(), /The machine is connected/);
    assert.equal((await machine.finish(stage.origin, id)).status, 201);
  });

  it('a machine is told whose it is by name and address, also of a person who linked before and signed in again', async () => {
    await stage.link(await stage.person('jim'));
    const jim = await stage.person('jim');
    const machine = await stage.install(jim);
    const { body } = await machine.call(stage.origin, 'GET', '/v1/installs/me');
    const { name, email } = stage.platform.demo.people.find((each) => each.email === jim.email) ?? {};
    assert.deepEqual(body.person, { name, email });
  });

  it('a person may say no, and a request that waited too long is over', async () => {
    const jim = await stage.person('jim');
    const refused = await TestInstall.make(stage.platform.clock);
    const { enrolment_id: id } = await refused.begin(stage.origin, back);
    const csrf = hiddenField(await (await jim.link.get(`/enrol/${id}`)).text(), 'csrf');
    const denied = await jim.link.post(`/enrol/${id}`, { csrf, decision: 'deny' });
    assert.equal(new URL(denied.headers.get('location') ?? '').searchParams.get('error'), 'access_denied');
    assert.equal((await refused.finish(stage.origin, id, 'any')).body.error, 'access_denied');
    const late = await TestInstall.make(stage.platform.clock);
    const { enrolment_id: other } = await late.begin(stage.origin);
    stage.platform.clock.advance(600_000);
    assert.equal((await late.finish(stage.origin, other)).body.error, 'expired_token');
  });

  it('a machine that is signed out in the browser is nobody from its next call on; others stay', async () => {
    const jim = await stage.person('jim');
    const [lost, kept] = [await stage.install(jim), await stage.install(jim)];
    const { body } = await lost.call(stage.origin, 'GET', '/v1/installs/me');
    const csrf = hiddenField(await (await jim.link.get('/')).text(), 'csrf');
    assert.equal((await jim.link.post(`/installs/${body.id}/sign-out`, { csrf })).status, 303);
    assert.equal((await lost.call(stage.origin, 'GET', '/v1/links')).body.error, 'invalid_token');
    assert.equal((await kept.call(stage.origin, 'GET', '/v1/links')).status, 200);
    assert.equal((await kept.call(stage.origin, 'DELETE', '/v1/installs/me')).status, 204);
    assert.equal((await kept.call(stage.origin, 'GET', '/v1/links')).status, 401);
  });

  it('a machine that is signed out while it waits for a token is given none', async () => {
    const jim = await stage.person('jim');
    const id = await stage.link(jim);
    const lost = await stage.install(jim);
    const { body } = await lost.call(stage.origin, 'GET', '/v1/installs/me');
    const csrf = hiddenField(await (await jim.link.get('/')).text(), 'csrf');
    // Short enough that Link renews first, and is held up on the way.
    stage.platform.clock.advance(5_000_000);
    const waiting = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    stage.way.before = async (path) => {
      if (path !== '/oauth/token') return;
      waiting.resolve();
      await goOn.promise;
    };
    const asked = lost.call(stage.origin, 'POST', `/v1/links/${id}/token`, {});
    await waiting.promise;
    stage.way.before = undefined;
    assert.equal((await jim.link.post(`/installs/${body.id}/sign-out`, { csrf })).status, 303);
    goOn.resolve();
    const { status, body: answer } = await asked;
    assert.deepEqual([status, answer.error, answer.access_token], [401, 'invalid_token', undefined]);
  });

  it('what no machine would send is refused in words, and is no failure of ours', async () => {
    const jim = await stage.person('jim');
    const machine = await stage.install(jim);
    const begin = async (body: object) => {
      const odd = await TestInstall.make(stage.platform.clock);
      const about = { name: 'a', platform: 'b', code_challenge: odd.challenge };
      return (await odd.call(stage.origin, 'POST', '/v1/installs/begin', { ...about, ...body })).status;
    };
    assert.equal(await begin({ redirect_uri: 'http://127.0.0.1:99999/' }), 400);
    for (const state of ['\0'.repeat(16), '\ud800'.repeat(16), `a\r\n${'x'.repeat(16)}`])
      assert.equal(await begin({ redirect_uri: back, state }), 400);
    for (const path of ['/?unlinked=%00', '/enrol/%00']) assert.ok((await jim.link.get(path)).status < 500);
    // A time may have a fraction (RFC 7519 section 2), and a request its whole address.
    const { hostname: host, port } = new URL(stage.origin);
    const path = `${stage.origin}/v1/installs/me`;
    const headers = await machine.headers('GET', path, stage.platform.clock.now() / 1000 + 0.1234567);
    const [answer] = await once(request({ host, port, path, headers }).end(), 'response');
    answer.resume();
    assert.equal(answer.statusCode, 200);
  });

  it('the news of a link reach its machines on every node, and end with it', async () => {
    const jim = await stage.person('jim');
    const id = await stage.link(jim);
    const [listener, other] = [await stage.install(jim), await stage.install(jim)];
    const second = await stage.startNode();
    const url = `${second.house.origin}/v1/links/${id}/events`;
    const response = await fetch(url, { headers: await listener.headers('GET', url) });
    assert.equal(response.headers.get('content-type'), 'text/event-stream');
    await stage.link(jim);
    assert.equal((await other.call(stage.origin, 'DELETE', `/v1/links/${id}`)).status, 200);
    const heard = [...(await response.text()).matchAll(/^event: (\w+)$/gm)].map(([, name]) => name);
    assert.deepEqual(heard, ['relinked', 'unlinked']);
  });
});
