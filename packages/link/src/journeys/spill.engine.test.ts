import assert from 'node:assert/strict';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { refreshLink, storeSpilt } from '../links/refresh.ts';
import { openHouse } from '../open-house.ts';
import type { LinkPerson } from './link-person.test-support.ts';
import { type LinkStage, setLinkStage } from './link-stage.test-support.ts';
import type { TestInstall } from './test-install.test-support.ts';

const hour = 3_600_000;

/** With the shortest grace there is: whoever asks Gatehouse again later than that has lost the account. */
describe('the database goes away after Gatehouse has given a new pair', () => {
  let stage: LinkStage;
  let jim: LinkPerson;
  let machine: TestInstall;
  let id: string;
  before(async () => {
    stage = await setLinkStage({ refreshGrace: 2_000 });
    jim = await stage.person('jim');
    machine = await stage.install(jim);
    id = await stage.link(jim);
  });
  after(() => stage[Symbol.asyncDispose]());
  afterEach(() => stage.failCommits(false));

  const ask = (body: object = {}) => machine.call(stage.origin, 'POST', `/v1/links/${id}/token`, body);
  const folder = () => join(stage.values.dataDir, 'spill');
  const spilt = () => readdir(folder());
  /** The attempt is written, Gatehouse answers, and the answer meets a database that takes nothing. */
  async function lose(): Promise<void> {
    stage.way.onRefreshed = () => stage.failCommits(true);
    assert.equal((await ask({ bad_generation: 1_000 })).status, 503);
    stage.way.onRefreshed = undefined;
    assert.deepEqual(await spilt(), [`${id}.pair`]);
  }
  const until = async (holds: () => Promise<boolean>) => {
    for (let tries = 0; !(await holds()); tries += 1) {
      assert.ok(tries < 200, 'it did not happen');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };

  it('the pair waits on disk, sealed, and is stored when it is back: nobody signs in, Gatehouse is asked no more', async () => {
    stage.platform.clock.advance(hour);
    await lose();
    const file = join(folder(), `${id}.pair`);
    assert.equal((await stat(file)).mode & 0o777, 0o600);
    assert.doesNotMatch(await readFile(file, 'latin1'), /gha_|ghr_/);
    stage.platform.clock.advance(10 * 60_000);
    stage.way.refreshes = 0;
    assert.equal((await ask()).status, 503);
    stage.failCommits(false);
    await until(async () => (await spilt()).length === 0);
    const { status, body } = await ask();
    assert.deepEqual([status, body.generation], [200, 2]);
    assert.equal(stage.way.refreshes, 0);
    const me = await fetch(new URL('/rest/v1.0/me', stage.way.url), {
      headers: { authorization: `Bearer ${body.access_token}` },
    });
    assert.equal(me.status, 200);
  });

  it('also by a process that starts later, and before the used token is sent again', async () => {
    stage.platform.clock.advance(hour);
    await lose();
    const surroundings = {
      clock: stage.platform.clock,
      random: stage.node.house.random,
      logger: stage.node.house.logger,
    };
    const later = await openHouse(stage.values, surroundings);
    stage.platform.clock.advance(10 * 60_000);
    stage.way.refreshes = 0;
    const row = await later.database.read((tx) =>
      tx.selectFrom('links').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    );
    assert.equal(await refreshLink(later, row), 'busy');
    assert.equal(stage.way.refreshes, 0);
    await later.database.close();
    stage.failCommits(false);
    await storeSpilt(stage.node.house);
    const { status, body } = await ask();
    assert.deepEqual([status, body.generation], [200, 3]);
  });

  it('of a link that was unlinked meanwhile nothing is kept', async () => {
    stage.platform.clock.advance(hour);
    await lose();
    stage.failCommits(false);
    await machine.call(stage.origin, 'DELETE', `/v1/links/${id}`);
    await until(async () => (await spilt()).length === 0);
    assert.equal((await ask()).status, 410);
  });
});
