import { sql } from '@gatehouse/database';
import type { RawBuilder } from 'kysely';
import { type Level, levels } from '../access/levels.ts';
import type { Place } from '../rest/rest-call.ts';

/** Who looks at the documents of which place. */
export interface Viewer {
  readonly place: Place;
  /** On the Documents tool of that place. */
  readonly level: Level;
}

/** Whether an item is open to the viewer, to whom the folder around it is open: `isVisible` for one link, in SQL. */
export function seenBy({ place, level }: Viewer, alias: string): RawBuilder<boolean> {
  if (level === levels.Admin) return sql<boolean>`(1 = 1)`;
  const item = (column: string) => sql.ref(`${alias}.${column}`);
  return sql<boolean>`(${item('private_at')} is null or exists (
    select 1 from document_readers as reader
    where reader.document_id = ${item('id')} and reader.person_id = ${place.personId}
  ))`;
}
