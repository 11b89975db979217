import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { revokePending } from '../links/revocation.ts';
import { envOf, type LinkProcess, serveLink } from './link-process.test-support.ts';
import { type LinkStage, setLinkStage } from './link-stage.test-support.ts';
import type { TestInstall } from './test-install.test-support.ts';

const nodes = 4;
const machines = 6;
const calls = 4;
/** Of which every other one loses the first answer of Gatehouse. */
const expiries = 10;

describe('many machines at many processes', () => {
  let stage: LinkStage;
  const installs: TestInstall[] = [];
  let id: string;
  before(async () => {
    stage = await setLinkStage({ refreshGrace: 60_000 });
    const jim = await stage.person('jim');
    for (let at = 0; at < machines; at += 1) installs.push(await stage.install(jim));
    id = await stage.link(jim);
  });
  after(() => stage[Symbol.asyncDispose]());

  const path = () => `/v1/links/${id}/token`;
  const row = () =>
    stage.node.house.database.read((tx) =>
      tx.selectFrom('links').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    );
  const journal = async (event: string) => {
    const { database } = stage.node.house;
    const rows = await database.read((tx) => tx.selectFrom('journal').select('event').execute());
    return rows.filter((each) => each.event === event).length;
  };

  it('want a token at the moment it has ended: Gatehouse sees one refresh of a generation, one more where its answer was lost', async () => {
    await using opened = new AsyncDisposableStack();
    const processes: LinkProcess[] = [];
    for (let at = 0; at < nodes; at += 1) processes.push(opened.use(await serveLink(envOf(stage.values))));
    const { database, clock } = stage.node.house;
    const seen = new Set<unknown>();
    for (let expiry = 0; expiry < expiries; expiry += 1) {
      const past = { access_expires_at: clock.now() - 1, refreshed_at: clock.now() - 5_400_000 };
      await database.write((tx) => tx.updateTable('links').set(past).where('id', '=', id).execute());
      const isLost = expiry % 2 === 1;
      stage.way.refreshes = 0;
      stage.way.mode = isLost ? 'lose' : 'pass';
      stage.way.onRefreshed = () => {
        stage.way.mode = 'pass';
      };
      const answers = await Promise.all(
        processes.flatMap(({ origin }) =>
          installs.flatMap((install) =>
            Array.from({ length: calls }, () => install.call(origin, 'POST', path(), {})),
          ),
        ),
      );
      assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200]);
      assert.deepEqual([...new Set(answers.map(({ body }) => body.generation))], [expiry + 2]);
      const tokens = new Set(answers.map(({ body }) => body.access_token));
      assert.equal(tokens.size, 1);
      for (const token of tokens) assert.ok(!seen.has(token) && seen.add(token));
      assert.ok(answers.every(({ body }) => Number(body.expires_in) >= 600));
      assert.equal(stage.way.refreshes, isLost ? 2 : 1);
    }
    stage.way.onRefreshed = undefined;
    assert.deepEqual([await journal('refreshed'), await journal('needs_sign_in')], [expiries, 0]);
    const [token] = [...seen].slice(-1);
    const headers = { authorization: `Bearer ${token}` };
    assert.equal((await fetch(new URL('/rest/v1.0/me', stage.way.url), { headers })).status, 200);
  });

  it('ask in vain while Gatehouse is away: it is tried less and less often, and each is told when to come back', async () => {
    const { clock } = stage.platform;
    clock.advance(5_400_000);
    stage.way.mode = 'cut';
    stage.way.cuts = 0;
    const told: number[] = [];
    for (let second = 0; second < 600; second += 1) {
      const { status, headers } = await asked(second);
      assert.equal(status, 503);
      told.push(Number(headers.get('retry-after')));
      clock.advance(1_000);
    }
    assert.ok(Math.min(...told) > 0 && Math.max(...told) <= 60, told.join(' '));
    assert.ok(Math.max(...told) > 30, 'they are told of the longer wait');
    // Every 5 seconds for a minute, then after 10, 20, 40, 60, 60, …; each sends twice, as an answer may have been lost.
    assert.ok(stage.way.cuts <= 2 * 24, `Gatehouse was asked ${stage.way.cuts} times in ten minutes`);
    stage.way.mode = 'pass';
    clock.advance(60_000);
    assert.equal((await asked(0)).status, 200);
    assert.equal((await row()).failures, 0);
    assert.equal(await journal('needs_sign_in'), 0);
  });

  it('and one that leaves: the revocation is tried less and less often, and given up after a month, which is written down', async () => {
    const { house } = stage.node;
    const { clock } = stage.platform;
    const other = await stage.startNode();
    stage.way.mode = 'cut';
    stage.way.cuts = 0;
    const [machine = assert.fail()] = installs;
    const left = await machine.call(stage.origin, 'DELETE', `/v1/links/${id}`);
    assert.deepEqual(left.body, { upstream: 'pending' });
    const pending = () =>
      house.database.read((tx) =>
        tx.selectFrom('revocations').select(['attempts', 'next_attempt_at']).executeTakeFirst(),
      );
    const waits = new Map<number, number>();
    for (let tries = 0; tries < 14; tries += 1) {
      const now = clock.now();
      const { attempts, next_attempt_at } = (await pending()) ?? assert.fail();
      waits.set(attempts, Math.round((next_attempt_at - now) / 1000));
      clock.advance(next_attempt_at - now);
      await Promise.all([house, other.house].map(revokePending));
    }
    assert.equal(stage.way.cuts, (await pending())?.attempts, 'each try is of one node alone');
    const grown = [...waits.values()];
    assert.deepEqual(grown.slice(0, 4), [5, 10, 20, 40]);
    assert.deepEqual([grown.at(-1), Math.max(...grown)], [3600, 3600]);
    clock.advance(30 * 86_400_000);
    await revokePending(house);
    assert.deepEqual([await pending(), await journal('revocation_given_up')], [undefined, 1]);
    stage.way.mode = 'pass';
    const again = await stage.person('jim');
    assert.match(await (await again.link.get('/')).text(), /never confirmed the revocation/);
  });

  const asked = (at: number) =>
    (installs[at % machines] ?? assert.fail()).call(stage.origin, 'POST', path(), {});
});
