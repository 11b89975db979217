import type { Given } from '@gatehouse/database';
import type { RawBuilder, SqlBool } from 'kysely';
import type { Standing } from '../access/actions.ts';
import { type Level, levels } from '../access/levels.ts';
import { type Viewer as Sight, visibleChild } from '../access/visible.ts';
import type { Place } from '../rest/rest-call.ts';

/** Who looks at the documents of which place. */
export interface Viewer {
  readonly place: Place;
  /** On the Documents tool of that place. */
  readonly standing: Standing;
  /** The level as which they see: what a listing leaves out depends on nothing else. */
  readonly sight: Level;
}

/** Who may everything in a place. */
export function adminOf(place: Place): Viewer {
  const at = place.projectId === null ? 'company' : 'project';
  return { place, standing: { at, level: levels.Admin, granted: [], archived: false }, sight: levels.Admin };
}

/** Whether an item (a row of `documents` under the name `table`) is open to one to whom its folder is open. */
export function seenBy({ place, sight }: Viewer, table: string): RawBuilder<SqlBool> {
  return visibleChild({ companyId: place.companyId, personId: place.personId, level: sight }, table);
}

/** What a statement about items is given: the viewer, and the folder or file that `id` names. */
export interface Asked {
  readonly companyId: number;
  readonly personId: number;
  readonly id: number;
}

export function asked({ place }: Viewer, id: number): Asked {
  return { companyId: place.companyId, personId: place.personId, id };
}

/** The same inside a statement, as `visibleChild` takes it. */
export function sightOf(given: Given<Pick<Asked, 'companyId' | 'personId'>>, level: Level): Sight {
  return { companyId: given.companyId, personId: given.personId, level };
}

/** One statement for each level: what a level may see is part of the text. */
export function byLevel<Statement>(make: (level: Level) => Statement): Readonly<Record<Level, Statement>> {
  return {
    [levels.None]: make(levels.None),
    [levels['Read Only']]: make(levels['Read Only']),
    [levels.Standard]: make(levels.Standard),
    [levels.Admin]: make(levels.Admin),
  };
}
