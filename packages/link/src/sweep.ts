import { sql } from '@gatehouse/database';
import type { House } from './house.ts';
import type { Tables } from './schema/tables.ts';

const day = 86_400_000;
/** A used proof is remembered past its end, because another node's clock may still be before it. */
const proofsKept = 600_000;
const newsKept = 600_000;
/** What ended is kept as long as the journal that names it. */
const journalKept = 400 * day;
/** Rows in one unit, so that nobody is held up. */
const step = 500;

/** Which rows are over: those whose `time` is further back than `kept`; `key` is what they are taken by. */
interface Rule {
  readonly table: keyof Tables;
  readonly key: string;
  readonly time: string;
  readonly kept: number;
}

const rules: readonly Rule[] = [
  { table: 'used_proofs', key: 'proof_hash', time: 'expires_at', kept: proofsKept },
  { table: 'enrolments', key: 'id', time: 'expires_at', kept: day },
  { table: 'sign_in_keys', key: 'person_id', time: 'expires_at', kept: 0 },
  { table: 'sessions', key: 'id_hash', time: 'expires_at', kept: 0 },
  { table: 'news', key: 'id', time: 'at', kept: newsKept },
  { table: 'hints', key: 'company_id', time: 'at', kept: newsKept },
  { table: 'journal', key: 'id', time: 'at', kept: journalKept },
  { table: 'installs', key: 'id', time: 'signed_out_at', kept: journalKept },
  { table: 'links', key: 'id', time: 'unlinked_at', kept: journalKept },
];

/** Removes what is over, in small steps. */
export async function sweep(house: Pick<House, 'database' | 'clock'>): Promise<void> {
  for (const rule of rules) while ((await removeSome(house, rule)) >= step);
}

async function removeSome({ database, clock }: Pick<House, 'database' | 'clock'>, rule: Rule) {
  const [table, key, time] = [sql.table(rule.table), sql.ref(rule.key), sql.ref(rule.time)];
  const isOver = sql`${time} < ${clock.now() - rule.kept}`;
  const { numAffectedRows = 0n } = await database.write((tx) =>
    sql`delete from ${table} where ${isOver} and ${key} in (select ${key} from ${table} where ${isOver} limit ${step})`.execute(
      tx,
    ),
  );
  return Number(numAffectedRows);
}
