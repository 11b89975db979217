import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { checkIdle } from '../links/check-idle.ts';
import { refreshAhead } from '../links/give-token.ts';
import type { LinkPerson } from './link-person.test-support.ts';
import { type LinkStage, setLinkStage } from './link-stage.test-support.ts';

const hour = 3_600_000;
const day = 24 * hour;

describe('a link that nobody uses', () => {
  let stage: LinkStage;
  let jim: LinkPerson;
  let id: string;
  before(async () => {
    stage = await setLinkStage();
  });
  after(() => stage[Symbol.asyncDispose]());
  beforeEach(async () => {
    jim = await stage.person('jim');
    id = await stage.link(jim);
    stage.platform.clock.advance(8 * day);
    stage.way.mode = 'pass';
    stage.way.refreshes = 0;
    stage.way.questions = 0;
  });

  const stateOf = async () => {
    const row = await stage.node.house.database.read((tx) =>
      tx.selectFrom('links').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    );
    return `${row.state} ${row.reason ?? ''}`.trim();
  };
  const check = () => checkIdle(stage.node.house);

  it('is asked for once a day, by one node, and is not renewed', async () => {
    const second = await stage.startNode();
    await Promise.all([check(), checkIdle(second.house), check()]);
    assert.equal(stage.way.questions, 1);
    await refreshAhead(stage.node.house);
    stage.platform.clock.advance(day - hour);
    await check();
    assert.equal(stage.way.questions, 1);
    stage.platform.clock.advance(hour);
    await check();
    assert.equal(stage.way.questions, 2);
    assert.equal(stage.way.refreshes, 0);
    assert.equal(await stateOf(), 'active');
  });

  it('says "needs sign-in" by itself once it was revoked at Gatehouse, and is left alone after that', async () => {
    await revokeAtGatehouse();
    await check();
    assert.equal(await stateOf(), 'needs_sign_in revoked');
    stage.platform.clock.advance(2 * day);
    await check();
    assert.equal(stage.way.questions, 1);
    assert.equal(stage.way.refreshes, 1);
  });

  it('stays as it is while Gatehouse does not answer, which is asked again in an hour', async () => {
    stage.way.mode = 'cut';
    await check();
    assert.equal(await stateOf(), 'active');
    stage.way.mode = 'pass';
    await revokeAtGatehouse();
    await check();
    assert.equal(await stateOf(), 'active');
    stage.platform.clock.advance(hour);
    await check();
    assert.equal(await stateOf(), 'needs_sign_in revoked');
  });

  async function revokeAtGatehouse(): Promise<void> {
    const { house, clock } = stage.platform;
    await house.database.write((tx) =>
      tx
        .updateTable('token_families')
        .set({ revoked_at: clock.now() })
        .where('revoked_at', 'is', null)
        .execute(),
    );
  }
});

it('one link whose record does not open holds up the renewal of no other', async () => {
  await using stage = await setLinkStage();
  const { database } = stage.node.house;
  const ids: string[] = [];
  for (const name of ['jim', 'ana']) ids.push(await stage.link(await stage.person(name)));
  const [broken = '', sound = ''] = ids;
  await database.write((tx) =>
    tx
      .updateTable('links')
      .set({ sealed: Buffer.alloc(200), refresh_at: 0 })
      .where('id', '=', broken)
      .execute(),
  );
  stage.platform.clock.advance(hour + 10 * 60_000);
  stage.way.refreshes = 0;
  await refreshAhead(stage.node.house);
  assert.equal(stage.way.refreshes, 1);
  const row = await database.read((tx) =>
    tx.selectFrom('links').selectAll().where('id', '=', sound).executeTakeFirstOrThrow(),
  );
  assert.equal(row.generation, 2);
});
