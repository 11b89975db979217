import type { RawBuilder, SqlBool } from 'kysely';
import type { Level } from '../access/levels.ts';
import { visibleChild } from '../access/visible.ts';
import type { Place } from '../rest/rest-call.ts';

/** Who looks at the documents of which place. */
export interface Viewer {
  readonly place: Place;
  /** On the Documents tool of that place. */
  readonly level: Level;
}

/** Whether an item (a row of `documents` under the name `table`) is open to one to whom its folder is open. */
export function seenBy({ place, level }: Viewer, table: string): RawBuilder<SqlBool> {
  return visibleChild({ companyId: place.companyId, personId: place.personId, level }, table);
}
