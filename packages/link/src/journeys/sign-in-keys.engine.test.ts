import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { hiddenField } from '@gatehouse/platform/testing';
import { sweep } from '../sweep.ts';
import type { LinkPerson } from './link-person.test-support.ts';
import { type LinkStage, setLinkStage } from './link-stage.test-support.ts';
import { TestInstall } from './test-install.test-support.ts';

describe('a sign-in key', () => {
  let stage: LinkStage;
  let jim: LinkPerson;
  before(async () => {
    stage = await setLinkStage({}, { mostInstalls: 3 });
    jim = await stage.person('jim');
  });
  after(() => stage[Symbol.asyncDispose]());

  const csrf = async () => hiddenField(await (await jim.link.get('/')).text(), 'csrf');
  const page = async () => await (await jim.link.get('/')).text();
  async function makeKey(): Promise<string> {
    const shown = await (await jim.link.post('/sign-in-key', { csrf: await csrf() })).text();
    return /glk_[\w-]+/.exec(shown)?.[0] ?? '';
  }
  const machine = () => TestInstall.make(stage.platform.clock);
  const enrol = async (key: string, made?: TestInstall, origin = stage.origin) => {
    const about = { sign_in_key: key, name: 'render\u202eserver', platform: 'linux x64' };
    return await (made ?? (await machine())).call(origin, 'POST', '/v1/installs/enrol', about);
  };
  const keys = () =>
    stage.node.house.database.read((tx) => tx.selectFrom('sign_in_keys').selectAll().execute());

  it('lets one machine in, whoever races for it on two nodes, and is kept as a hash alone', async () => {
    const second = await stage.startNode();
    const key = await makeKey();
    assert.ok(!JSON.stringify(await keys()).includes(key.slice(-43)));
    assert.match(await page(), /A sign-in key waits/);
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, at) =>
        enrol(key, undefined, at % 2 === 0 ? stage.origin : second.house.origin),
      ),
    );
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [201, 400, 400, 400, 400, 400]);
    const won = answers.find(({ status }) => status === 201);
    assert.deepEqual(won?.body.install, { ...(won?.body.install as object), name: 'render server' });
    assert.doesNotMatch(await page(), /A sign-in key waits/);
    assert.equal((await enrol(key)).body.error, 'invalid_grant');
  });

  it('is bound to the key of the machine that used it', async () => {
    const made = await machine();
    const { body } = await enrol(await makeKey(), made);
    made.credential = String(body.credential);
    assert.equal((await made.call(stage.origin, 'GET', '/v1/installs/me')).status, 200);
    const thief = await machine();
    thief.credential = made.credential;
    assert.equal((await thief.call(stage.origin, 'GET', '/v1/installs/me')).status, 401);
    assert.equal((await made.call(stage.origin, 'DELETE', '/v1/installs/me')).status, 204);
  });

  it('ends by another, by its person, and by a quarter of an hour', async () => {
    const replaced = await makeKey();
    const withdrawn = await makeKey();
    assert.equal((await enrol(replaced)).body.error, 'invalid_grant');
    assert.equal((await jim.link.post('/sign-in-key/withdraw', { csrf: await csrf() })).status, 303);
    assert.equal((await enrol(withdrawn)).body.error, 'invalid_grant');
    const late = await makeKey();
    stage.platform.clock.advance(15 * 60_000);
    assert.equal((await enrol(late)).body.error, 'invalid_grant');
    stage.platform.clock.advance(1);
    await sweep(stage.node.house);
    assert.deepEqual(await keys(), []);
  });

  it('is not used up by who errs: another secret, a proof for another call, a person with no room', async () => {
    const key = await makeKey();
    assert.equal((await enrol(`${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}`)).status, 400);
    assert.equal((await enrol('glk_of_no_shape')).body.error, 'invalid_request');
    const made = await machine();
    const elsewhere = await fetch(`${stage.origin}/v1/installs/enrol`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        dpop: await made.proof('POST', `${stage.origin}/v1/installs/begin`),
      },
      body: JSON.stringify({ sign_in_key: key, name: 'a', platform: 'b' }),
    });
    assert.equal(elsewhere.status, 401);
    const others: TestInstall[] = [];
    for (let count = 0; count < 2; count += 1) others.push(await stage.install(jim));
    assert.equal((await enrol(key)).body.error, 'too_many_installs');
    await others[0]?.call(stage.origin, 'DELETE', '/v1/installs/me');
    assert.equal((await enrol(key)).status, 201);
  });

  it('nobody makes one for somebody else: a form that is not ours makes none', async () => {
    assert.equal((await jim.link.post('/sign-in-key', { csrf: 'made up' })).status, 403);
    assert.deepEqual(await keys(), []);
  });
});
