import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type OwnSession, OwnSessions } from '@gatehouse/wire';
import { Check } from 'typebox/value';
import {
  type PortalStage,
  setPortalStage,
  type Visitor,
} from '../developer-portal/portal-stage.test-support.ts';

describe('the list of where one is signed in', () => {
  let stage: PortalStage;
  before(async () => {
    stage = await setPortalStage();
  });
  after(() => stage[Symbol.asyncDispose]());

  const list = async (visitor: Visitor) => {
    const { status, body } = await visitor.call<OwnSession[]>('GET', '/manage/v1/sessions');
    assert.equal(status, 200);
    assert.ok(Check(OwnSessions, body), JSON.stringify(body));
    return body;
  };
  const isIn = async (visitor: Visitor) => (await visitor.call('GET', '/manage/v1/session')).status === 200;

  it('shows one’s own sessions and which of them asks, with no key of any', async () => {
    const [first, second] = [await stage.visitor('Jim Carter'), await stage.visitor('Jim Carter')];
    const other = await stage.visitor('Ana Torres');
    const sessions = await list(first);
    assert.equal(sessions.length, 2);
    assert.equal(sessions.filter(({ current }) => current).length, 1);
    assert.notEqual(
      sessions.find(({ current }) => current)?.id,
      (await list(second)).find(({ current }) => current)?.id,
    );
    assert.equal((await list(other)).length, 1);
    const hashes = await stage.platform.house.database.read((tx) =>
      tx.selectFrom('sessions').select('id_hash').execute(),
    );
    for (const { id_hash } of hashes) assert.equal(JSON.stringify(sessions).includes(id_hash), false);
  });

  it('signs one out at once, and nobody else’s', async () => {
    const [here, there] = [await stage.visitor('Lucía Ramírez'), await stage.visitor('Lucía Ramírez')];
    const stranger = await stage.visitor('Ana Torres');
    const target = (await list(there)).find(({ current }) => current);
    const path = `/manage/v1/sessions/${target?.id}`;
    assert.equal((await stranger.call('DELETE', path)).status, 404);
    assert.ok(await isIn(there));
    const forged = { 'x-csrf-token': 'x' };
    assert.equal((await here.call('DELETE', path, undefined, forged)).status, 403);
    assert.equal((await here.call('DELETE', path)).status, 204);
    assert.equal(await isIn(there), false);
    assert.ok(await isIn(here));
    assert.equal((await here.call('DELETE', path)).status, 404);
  });

  it('signs all others out, and the audit trail says how many', async () => {
    const visitors: Visitor[] = [];
    for (let turn = 0; turn < 3; turn += 1) visitors.push(await stage.visitor('Ana Torres'));
    const [here, ...others] = visitors;
    assert.ok(here);
    const before = (await list(here)).length;
    assert.equal((await here.call('DELETE', '/manage/v1/sessions')).status, 204);
    for (const other of others) assert.equal(await isIn(other), false);
    assert.deepEqual(
      (await list(here)).map(({ current }) => current),
      [true],
    );
    const { details } = await stage.platform.house.database.read((tx) =>
      tx
        .selectFrom('audit_events')
        .select('details')
        .where('event', '=', 'person.sessions_ended')
        .executeTakeFirstOrThrow(),
    );
    assert.deepEqual(JSON.parse(details), { ended: before - 1 });
  });
});
