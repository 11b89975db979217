import assert from 'node:assert/strict';
import { it } from 'node:test';
import { sql } from '@gatehouse/database';
import type { Tables } from '../schema/tables.ts';
import { sweep } from '../sweep.ts';
import { type LinkStage, setLinkStage } from './link-stage.test-support.ts';

const day = 86_400_000;

/**
 * Every table: `flat` however long each person stays, with rows in every round; more rows only where more `people` come;
 * or `elsewhere`, written where Gatehouse tells, where it cannot be reached, or where somebody asks for a key.
 */
const tables: Readonly<Record<keyof Tables, 'flat' | 'people' | 'elsewhere'>> = {
  people: 'people',
  own_secrets: 'people',
  sessions: 'flat',
  enrolments: 'flat',
  installs: 'flat',
  used_proofs: 'flat',
  links: 'flat',
  journal: 'flat',
  news: 'flat',
  sign_in_keys: 'elsewhere',
  revocations: 'elsewhere',
  hints: 'elsewhere',
};
const flat = Object.entries(tables).flatMap(([table, kind]) => (kind === 'flat' ? [table] : []));

async function countRows({ node }: LinkStage): Promise<Readonly<Record<string, number>>> {
  return await node.house.database.read(async (tx) => {
    const counts: Record<string, number> = {};
    for (const table of flat) {
      const { rows } = await sql<{
        count: number;
      }>`select count(*) as count from ${sql.table(table)}`.execute(tx);
      counts[table] = Number(rows[0]?.count);
    }
    return counts;
  });
}

/** Somebody comes with a new machine, links, works, unlinks and signs the machine out; then a hundred days pass. */
async function hundredDays(stage: LinkStage): Promise<Readonly<Record<string, number>>> {
  const jim = await stage.person('jim');
  const machine = await stage.install(jim);
  const id = await stage.link(jim);
  assert.equal((await machine.call(stage.origin, 'POST', `/v1/links/${id}/token`, {})).status, 200);
  assert.equal((await machine.call(stage.origin, 'DELETE', `/v1/links/${id}`)).status, 200);
  assert.equal((await machine.call(stage.origin, 'DELETE', '/v1/installs/me')).status, 204);
  const counts = await countRows(stage);
  stage.platform.clock.advance(100 * day);
  await sweep(stage.node.house);
  return counts;
}

it('no table grows with time alone', async () => {
  await using stage = await setLinkStage();
  const rounds: Readonly<Record<string, number>>[] = [];
  for (let round = 0; round < 12; round += 1) rounds.push(await hundredDays(stage));
  for (const [table, count] of Object.entries(rounds[5] ?? {})) assert.ok(count > 0, table);
  assert.deepEqual(rounds[11], rounds[5]);
});

it('what is over goes however much of it there is, and nothing else', async () => {
  await using stage = await setLinkStage();
  const { database, clock } = stage.node.house;
  const end = clock.now() - day;
  await database.write(async (tx) => {
    for (let count = 0; count < 1_200; count += 1)
      await tx
        .insertInto('used_proofs')
        .values({ proof_hash: `old ${count}`, expires_at: end })
        .execute();
    await tx.insertInto('used_proofs').values({ proof_hash: 'new', expires_at: clock.now() }).execute();
  });
  await sweep(stage.node.house);
  const left = await database.read((tx) => tx.selectFrom('used_proofs').selectAll().execute());
  assert.deepEqual(
    left.map(({ proof_hash }) => proof_hash),
    ['new'],
  );
});
