import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { hiddenField } from '@gatehouse/platform/testing';
import type { LinkPerson } from './link-person.test-support.ts';
import { type LinkStage, setLinkStage } from './link-stage.test-support.ts';
import { TestInstall } from './test-install.test-support.ts';

const back = 'http://127.0.0.1:49999/back';
const hour = 3_600_000;

describe('limits', () => {
  let stage: LinkStage;
  let jim: LinkPerson;
  before(async () => {
    stage = await setLinkStage({ refreshIdleLimit: 24 * hour }, { mostInstalls: 3 });
    jim = await stage.person('jim');
  });
  after(() => stage[Symbol.asyncDispose]());

  const csrf = async () => hiddenField(await (await jim.link.get('/')).text(), 'csrf');
  /** A machine whose person has said yes, and the code that it was given. */
  async function allowed(): Promise<{ machine: TestInstall; id: string; code: string }> {
    const machine = await TestInstall.make(stage.platform.clock);
    const { enrolment_id: id } = await machine.begin(stage.origin, back);
    const answered = await jim.link.post(`/enrol/${id}`, { csrf: await csrf(), decision: 'allow' });
    assert.equal(answered.status, 303);
    const code = new URL(answered.headers.get('location') ?? '').searchParams.get('code') ?? '';
    return { machine, id, code };
  }

  it('a person has so many machines and no more, however many finish at once and on which node', async () => {
    const second = await stage.startNode();
    const all = await Promise.all(Array.from({ length: 6 }, () => allowed()));
    const answers = await Promise.all(
      all.map(({ machine, id, code }, at) =>
        machine.finish(at % 2 === 0 ? stage.origin : second.house.origin, id, code),
      ),
    );
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [201, 201, 201, 409, 409, 409]);
    const refused = answers.findIndex(({ status }) => status === 409);
    assert.equal(answers[refused]?.body.error, 'too_many_installs');

    // At the page they are told before anything is decided; one that is signed out makes room, and nothing was used up.
    const waiting = await TestInstall.make(stage.platform.clock);
    const { enrolment_id: id } = await waiting.begin(stage.origin, back);
    const told = await jim.link.post(`/enrol/${id}`, { csrf: await csrf(), decision: 'allow' });
    assert.equal(told.status, 409);
    assert.match(await told.text(), /3 machines already/);
    const leaving = answers.findIndex(({ status }) => status === 201);
    await all[leaving]?.machine.call(stage.origin, 'DELETE', '/v1/installs/me');
    const again = all[refused];
    assert.equal((await again?.machine.finish(stage.origin, again.id, again.code))?.status, 201);
    assert.equal((await jim.link.get(`/enrol/${id}`)).status, 200);
  });

  it('a stranger fills no table: beginnings of one address are slowed down, and others are not', async () => {
    const stranger = await TestInstall.make(stage.platform.clock);
    const begin = () =>
      stranger.call(stage.origin, 'POST', '/v1/installs/begin', {
        name: 'a',
        platform: 'b',
        code_challenge: stranger.challenge,
      });
    let answer = await begin();
    for (let tries = 0; answer.status === 200 && tries < 100; tries += 1) answer = await begin();
    assert.equal(answer.body.error, 'too_many_requests');
    const wait = Number(answer.headers.get('retry-after'));
    assert.ok(wait > 0 && wait <= 600);
    stage.platform.clock.advance(wait * 1000);
    assert.equal((await begin()).status, 200);
  });

  it('a link that lay unused for longer than Gatehouse allows says that it has expired, and not that somebody revoked it', async () => {
    const id = await stage.link(jim);
    stage.platform.clock.advance(25 * hour);
    const person = await stage.person('jim');
    const ended = await stage.node.house.database.read((tx) =>
      tx.selectFrom('installs').select('id').where('signed_out_at', 'is', null).execute(),
    );
    for (const each of ended)
      await person.link.post(`/installs/${each.id}/sign-out`, {
        csrf: hiddenField(await (await person.link.get('/')).text(), 'csrf'),
      });
    const machine = await stage.install(person);
    const { status, body } = await machine.call(stage.origin, 'POST', `/v1/links/${id}/token`, {});
    assert.deepEqual([status, body.error, body.reason], [409, 'needs_sign_in', 'expired']);
    assert.match(await (await person.link.get('/')).text(), /The access has expired/);
  });
});

it('a provider that has no endpoint for names and addresses lets people in all the same', async () => {
  await using stage = await setLinkStage();
  stage.way.hasUserinfo = false;
  const jim = await stage.person('jim');
  await stage.link(jim);
  const machine = await stage.install(jim);
  const { status, body } = await machine.call(stage.origin, 'GET', '/v1/installs/me');
  assert.equal(status, 200);
  assert.notEqual((body.person as { name: string }).name, '');
});
