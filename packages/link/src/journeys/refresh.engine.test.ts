import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { House } from '../house.ts';
import { refreshLink } from '../links/refresh.ts';
import { openTokens } from '../links/token-record.ts';
import type { LinkPerson } from './link-person.test-support.ts';
import { type LinkStage, setLinkStage } from './link-stage.test-support.ts';
import type { TestInstall } from './test-install.test-support.ts';

/** Past the life of an access token. */
const life = 5_400_000;

describe('refreshing', () => {
  let stage: LinkStage;
  let jim: LinkPerson;
  let machine: TestInstall;
  let id: string;
  before(async () => {
    stage = await setLinkStage({ refreshGrace: 60_000 });
    jim = await stage.person('jim');
    machine = await stage.install(jim);
    id = await stage.link(jim);
  });
  after(() => stage[Symbol.asyncDispose]());

  const ask = (body: object = {}, origin = stage.origin) =>
    machine.call(origin, 'POST', `/v1/links/${id}/token`, body);
  const row = () =>
    stage.node.house.database.read((tx) =>
      tx.selectFrom('links').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    );
  const events = async (event: string) =>
    (
      await stage.node.house.database.read((tx) =>
        tx.selectFrom('journal').select('event').where('link_id', '=', id).execute(),
      )
    ).filter((each) => each.event === event).length;

  it('however many ask two nodes for a token that has ended, Gatehouse is asked once', async () => {
    const second = await stage.startNode();
    stage.platform.clock.advance(life);
    stage.way.refreshes = 0;
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, at) => ask({}, at % 2 === 0 ? stage.origin : second.house.origin)),
    );
    assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200]);
    assert.equal(new Set(answers.map(({ body }) => body.access_token)).size, 1);
    assert.equal(stage.way.refreshes, 1);
  });

  it('a token that the API called bad is replaced, but installs cannot drive refreshes in a loop', async () => {
    stage.platform.clock.advance(61_000);
    const { body: first } = await ask();
    const { body: second } = await ask({ bad_generation: first.generation });
    assert.equal(Number(second.generation), Number(first.generation) + 1);
    const third = await ask({ bad_generation: second.generation });
    assert.equal(third.status, 429);
    assert.ok(Number(third.headers.get('retry-after')) > 0);
    assert.equal((await ask({ bad_generation: first.generation })).body.generation, second.generation);
  });

  it('an answer that was lost is asked for again inside the grace, and nobody has to sign in', async () => {
    stage.platform.clock.advance(life);
    stage.way.mode = 'lose';
    stage.way.onRefreshed = () => {
      // The second try gets through.
      stage.way.mode = 'pass';
      stage.way.onRefreshed = undefined;
    };
    stage.way.refreshes = 0;
    // `lose` was read when the first request arrived.
    const { status } = await ask();
    assert.equal(status, 200);
    assert.equal(stage.way.refreshes, 2);
    assert.equal(await events('needs_sign_in'), 0);
  });

  it('a process that slept through its claim sends nothing: another one may have used the token meanwhile', async () => {
    const { house } = stage.node;
    stage.platform.clock.advance(life);
    const asleep: House['database'] = Object.create(house.database);
    asleep.write = async (work) => {
      const claimed = await house.database.write(work);
      stage.platform.clock.advance(25_000);
      return claimed;
    };
    stage.way.refreshes = 0;
    assert.equal(await refreshLink({ ...house, database: asleep }, await row()), 'failed');
    assert.equal(stage.way.refreshes, 0);
    stage.platform.clock.advance(6_000);
    assert.equal((await ask()).status, 200);
    assert.equal(await events('needs_sign_in'), 0);
  });

  it('while Gatehouse is away the old token is served to its end, and then a 503 says to come back', async () => {
    const { body: before } = await ask();
    stage.way.mode = 'cut';
    stage.platform.clock.advance(life - 300_000);
    const margin = await ask({ min_ttl: 600 });
    assert.equal(margin.status, 200);
    assert.equal(margin.body.access_token, before.access_token);
    stage.platform.clock.advance(301_000);
    const gone = await ask();
    assert.equal(gone.status, 503);
    assert.equal(gone.body.error, 'temporarily_unavailable');
    stage.way.mode = 'pass';
    stage.platform.clock.advance(6_000);
    assert.equal((await ask()).status, 200);
  });

  it('revoked at Gatehouse, every machine hears once that the person is needed, and Gatehouse is left alone', async () => {
    const { body } = await ask();
    await revokeAtGatehouse();
    stage.platform.clock.advance(61_000);
    stage.way.refreshes = 0;
    const other = await stage.install(jim);
    for (const each of [machine, other, machine, other]) {
      const { status, body: refusal } = await each.call(stage.origin, 'POST', `/v1/links/${id}/token`, {
        bad_generation: body.generation,
      });
      assert.equal(status, 409);
      assert.equal(refusal.error, 'needs_sign_in');
      assert.equal(refusal.reason, 'revoked');
    }
    assert.equal(stage.way.refreshes, 1);
    assert.equal(await events('needs_sign_in'), 1);
    assert.match(await (await jim.link.get('/')).text(), /Needs sign-in/);
    // Linked again it is the same link, and the machines go on.
    assert.equal(await stage.link(jim), id);
    assert.equal((await ask()).status, 200);
  });

  it('a process that died after it had sent the token: found later, tried again, and past the grace said to be lost', async () => {
    const { database, clock } = stage.node.house;
    const { body: before } = await ask();
    // As kill -9 leaves it: Gatehouse has rotated, the attempt is written and its answer is not.
    const row = await database.read((tx) =>
      tx.selectFrom('links').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    );
    const tokens = await openTokens(stage.node.house, row);
    await database.write((tx) =>
      tx
        .updateTable('links')
        .set({ attempt_at: clock.now(), lease_until: clock.now() + 20_000, fence: row.fence + 1 })
        .where('id', '=', id)
        .execute(),
    );
    const rotated = await stage.node.house.gatehouse.refresh(tokens.refreshToken);
    assert.equal(rotated.kind, 'pair');
    stage.platform.clock.advance(21_000);
    stage.platform.clock.advance(50_000);
    const { status, body } = await ask({ bad_generation: before.generation });
    assert.equal(status, 409);
    assert.equal(body.reason, 'response_lost');
    assert.equal(await stage.link(jim), id);
  });

  async function revokeAtGatehouse(): Promise<void> {
    await stage.platform.house.database.write((tx) =>
      tx
        .updateTable('token_families')
        .set({ revoked_at: stage.platform.clock.now() })
        .where('revoked_at', 'is', null)
        .execute(),
    );
  }
});
