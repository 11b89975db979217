import type { Database } from '@gatehouse/database';
import { ownKeyPlace } from '../own-keys.ts';
import type { Tables } from '../schema/tables.ts';
import { keyIdOf, openRecord, type Place, type SealWith, sealRecord } from './sealed-record.ts';

export interface KeyCount {
  readonly keyId: string;
  readonly records: number;
}

/**
 * Seals every record anew under the current key, one by one, while others read and refresh. A row that changed in
 * between is sealed under the current key already, or is looked at again. Returns how many were moved.
 */
export async function resealAll(database: Database<Tables>, vault: SealWith): Promise<number> {
  const current = await vault.custodian.current();
  let moved = await resealOwn(database, vault, current);
  for (let again = true; again; ) {
    const links = await database.read((tx) =>
      tx
        .selectFrom('links')
        .select(['id', 'person_id', 'generation', 'sealed'])
        .where('key_id', '!=', current)
        .limit(100)
        .execute(),
    );
    const revocations = await database.read((tx) =>
      tx.selectFrom('revocations').selectAll().where('key_id', '!=', current).limit(100).execute(),
    );
    for (const { id, person_id, generation, sealed } of links) {
      if (sealed === null) continue;
      const place: Place = { table: 'links', row: id, person: person_id, generation };
      const next = await reseal(vault, place, sealed);
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
      moved += changed.length;
    }
    for (const { id, person_id, sealed } of revocations) {
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
      moved += changed.length;
    }
    again = links.length + revocations.length > 0;
  }
  return moved;
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
