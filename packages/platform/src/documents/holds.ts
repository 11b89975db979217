import { sql } from '@gatehouse/database';
import type { RawBuilder } from 'kysely';
import { levels } from '../access/levels.ts';
import { privateItemsOf, type Viewer as Sight, visibleChild } from '../access/visible.ts';
import type { DocumentRow } from '../schema/tables.ts';

/**
 * Whether a folder (a row named `document`) has content of a kind that the viewer can see; stops at the first. As in
 * `visibleIn`, what is hidden is not gone through.
 */
export function holds(sight: Sight, kind: DocumentRow['kind']): RawBuilder<number | boolean> {
  const seesSome = sight.level !== levels.Admin && sight.level !== levels.None;
  const child = sql`select 1 from documents as child
    where child.parent_id = document.id and child.kind = ${sql.lit(kind)} and child.deleted_at is null`;
  if (!seesSome) return sql`exists (${child} and ${visibleChild(sight, 'child')})`;
  return sql`(exists (${child} and child.private_at is null) or document.id in (
    select mine.parent_id from documents mine
      where mine.id in ${privateItemsOf(sight)} and mine.kind = ${sql.lit(kind)}
        and +mine.parent_id is not null and +mine.deleted_at is null and +mine.private_at is not null))`;
}
