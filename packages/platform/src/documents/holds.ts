import { sql } from '@gatehouse/database';
import type { RawBuilder } from 'kysely';
import { type Viewer as Sight, visibleChild } from '../access/visible.ts';
import type { DocumentRow } from '../schema/tables.ts';

/** Whether a folder (a row named `document`) has content of a kind that the viewer can see; stops at the first. */
export function holds(sight: Sight, kind: DocumentRow['kind']): RawBuilder<number | boolean> {
  return sql`exists (
    select 1 from documents as child
    where child.parent_id = document.id and child.kind = ${sql.lit(kind)} and child.deleted_at is null
      and ${visibleChild(sight, 'child')}
  )`;
}
