import { sql } from '@gatehouse/database';
import type { Expression, RawBuilder, SqlBool } from 'kysely';
import { type Level, levels } from './levels.ts';

/** Who looks at the items of one scope: the level is on that scope's Documents tool. */
export interface Viewer {
  readonly companyId: number | Expression<number>;
  readonly personId: number | Expression<number>;
  readonly level: Level;
}

/**
 * The listing twin of `decide`: true for rows of `documents` (under the name `table`) whose item and every folder
 * above it are open or name the viewer. Climbs from each row by primary key, so a page costs its rows times their
 * depth, however large the project. Says nothing of scope or of the recycle bin: the caller's own `where` does.
 */
export function visibleTo(viewer: Viewer, table = 'documents'): RawBuilder<SqlBool> {
  const known = byLevel(viewer);
  if (known !== undefined) return known;
  // `union`, not `union all`: were a folder ever inside itself, the climb would still end.
  return sql<SqlBool>`not exists (
    with recursive chain (id, parent_id, private_at) as (
      select self.id, self.parent_id, self.private_at from documents self
        where self.id = ${sql.ref(`${table}.id`)}
      union
      select above.id, above.parent_id, above.private_at from documents above
        join chain on above.id = chain.parent_id
    )
    select 1 from chain where chain.private_at is not null and not ${named(viewer, 'chain.id')})`;
}

/** The same for the content of one folder that the viewer is already known to see: looks at the row alone. */
export function visibleChild(viewer: Viewer, table = 'documents'): RawBuilder<SqlBool> {
  const known = byLevel(viewer);
  if (known !== undefined) return known;
  return sql<SqlBool>`(${sql.ref(`${table}.private_at`)} is null or ${named(viewer, `${table}.id`)})`;
}

/** Admin sees all, None nothing: neither needs to look at the rows. */
function byLevel({ level }: Viewer): RawBuilder<SqlBool> | undefined {
  if (level === levels.Admin) return sql<SqlBool>`1 = 1`;
  return level === levels.None ? sql<SqlBool>`1 = 0` : undefined;
}

function named({ companyId, personId }: Viewer, documentId: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`exists (
    select 1 from document_readers reader
      where reader.document_id = ${sql.ref(documentId)} and reader.person_id = ${personId}
        and reader.company_id = ${companyId})`;
}
