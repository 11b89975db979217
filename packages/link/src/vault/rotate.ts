import type { Database } from '@gatehouse/database';
import { ownKeyPlace } from '../own-keys.ts';
import type { Tables } from '../schema/tables.ts';
import { RecordRefused } from './custodian.ts';
import { keyIdOf, openRecord, type Place, type SealWith, sealRecord } from './sealed-record.ts';

export interface KeyCount {
  readonly keyId: string;
  readonly records: number;
}

export interface Resealed {
  moved: number;
  /** Records that open under none of our keys, by table and row: they stay as they are. */
  refused: Set<string>;
}

/**
 * Seals every record anew under the current key, one by one, while others read and refresh. A row that changed in
 * between is sealed under the current key already, or is looked at again.
 */
export async function resealAll(database: Database<Tables>, vault: SealWith): Promise<Resealed> {
  const done: Resealed = { moved: 0, refused: new Set() };
  for (let seen = -1; seen !== done.refused.size; ) seen = await resealOnce(database, vault, done);
  return done;
}

/** Looks at every record once; answers how many were not under the current key. */
async function resealOnce(database: Database<Tables>, vault: SealWith, done: Resealed): Promise<number> {
  // Asked each time: another key may be the current one by now.
  const current = await vault.custodian.current();
  done.moved += await resealOwn(database, vault, current);
  let seen = 0;
  const resealEach = async <Row extends { readonly id: string }>(
    table: 'links' | 'revocations',
    page: (after: string) => Promise<readonly Row[]>,
    one: (row: Row) => Promise<number>,
  ) => {
    for (let rows = await page(''); rows.length > 0; rows = await page(rows.at(-1)?.id ?? '')) {
      seen += rows.length;
      for (const row of rows) {
        try {
          done.moved += await one(row);
        } catch (error) {
          if (!(error instanceof RecordRefused)) throw error;
          done.refused.add(`${table} ${row.id}`);
        }
      }
    }
  };
  await resealEach(
    'links',
    (after) =>
      database.read((tx) =>
        tx
          .selectFrom('links')
          .select(['id', 'person_id', 'generation', 'sealed'])
          .where('key_id', '!=', current)
          .where('id', '>', after)
          .orderBy('id')
          .limit(100)
          .execute(),
      ),
    async ({ id, person_id, generation, sealed }) => {
      if (sealed === null) return 0;
      const next = await reseal(vault, { table: 'links', row: id, person: person_id, generation }, sealed);
      const changed = await database.write((tx) =>
        tx
          .updateTable('links')
          .set({ sealed: next, key_id: keyIdOf(next) })
          .where('id', '=', id)
          .where('generation', '=', generation)
          .where('sealed', '=', sealed)
          .returning('id')
          .execute(),
      );
      return changed.length;
    },
  );
  await resealEach(
    'revocations',
    (after) =>
      database.read((tx) =>
        tx
          .selectFrom('revocations')
          .selectAll()
          .where('key_id', '!=', current)
          .where('id', '>', after)
          .orderBy('id')
          .limit(100)
          .execute(),
      ),
    async ({ id, person_id, sealed }) => {
      const place: Place = { table: 'revocations', row: id, person: person_id, generation: 0 };
      const next = await reseal(vault, place, sealed);
      const changed = await database.write((tx) =>
        tx
          .updateTable('revocations')
          .set({ sealed: next, key_id: keyIdOf(next) })
          .where('id', '=', id)
          .returning('id')
          .execute(),
      );
      return changed.length;
    },
  );
  return seen;
}

async function resealOwn(database: Database<Tables>, vault: SealWith, current: string): Promise<number> {
  const row = await database.read((tx) =>
    tx.selectFrom('own_secrets').selectAll().where('name', '=', ownKeyPlace.row).executeTakeFirst(),
  );
  if (row === undefined || keyIdOf(row.sealed) === current) return 0;
  const sealed = await reseal(vault, ownKeyPlace, row.sealed);
  await database.write((tx) =>
    tx.updateTable('own_secrets').set({ sealed }).where('name', '=', row.name).execute(),
  );
  return 1;
}

async function reseal(vault: SealWith, place: Place, record: Uint8Array): Promise<Uint8Array> {
  return await sealRecord(vault, place, await openRecord(vault.custodian, place, record));
}

/** How many records each key still wraps; a key without any may be removed. */
export async function keyCounts(database: Database<Tables>): Promise<readonly KeyCount[]> {
  const ids = await database.read(async (tx) => {
    const links = await tx.selectFrom('links').select('key_id').where('key_id', 'is not', null).execute();
    const revocations = await tx.selectFrom('revocations').select('key_id').execute();
    const own = await tx.selectFrom('own_secrets').select('sealed').execute();
    return [...links, ...revocations]
      .map(({ key_id }) => key_id ?? '')
      .concat(own.map(({ sealed }) => keyIdOf(sealed)));
  });
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...counts].map(([keyId, records]) => ({ keyId, records }));
}
