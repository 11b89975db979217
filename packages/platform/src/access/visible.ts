import { sql } from '@gatehouse/database';
import type { Expression, RawBuilder, SqlBool } from 'kysely';
import { type Level, levels } from './levels.ts';

/** Who looks at the items of one scope. `level` is the one as which they see (`seesAs`) by that scope's Documents tool. */
export interface Viewer {
  readonly companyId: number | Expression<number>;
  readonly personId: number | Expression<number>;
  readonly level: Level;
}

/**
 * The listing twin of `decide`: true for rows of `documents` (under the name `table`) whose item and every folder
 * above it are open, or name the viewer, or are kept by the viewer who made them. Climbs from each row by primary key, so a page costs its rows times their
 * depth, however large the project. Says nothing of scope or of the recycle bin: the caller's own `where` does.
 */
export function visibleTo(viewer: Viewer, table = 'documents'): RawBuilder<SqlBool> {
  const known = byLevel(viewer);
  if (known !== undefined) return known;
  // `union`, not `union all`: were a folder ever inside itself, the climb would still end.
  return sql<SqlBool>`not exists (
    with recursive chain (id, parent_id, private_at, created_by, creator_reads_since) as (
      select self.id, self.parent_id, self.private_at, self.created_by, self.creator_reads_since
        from documents self where self.id = ${sql.ref(`${table}.id`)}
      union
      select above.id, above.parent_id, above.private_at, above.created_by, above.creator_reads_since
        from documents above join chain on above.id = chain.parent_id
    )
    select 1 from chain where not ${open(viewer, 'chain')})`;
}

/** The same for the content of one folder that the viewer is already known to see: looks at the row alone. */
export function visibleChild(viewer: Viewer, table = 'documents'): RawBuilder<SqlBool> {
  const known = byLevel(viewer);
  if (known !== undefined) return known;
  return open(viewer, table);
}

/** Admin sees all, None nothing: neither needs to look at the rows. */
function byLevel({ level }: Viewer): RawBuilder<SqlBool> | undefined {
  if (level === levels.Admin) return sql<SqlBool>`1 = 1`;
  return level === levels.None ? sql<SqlBool>`1 = 0` : undefined;
}

/** One item by itself, whatever lies above it. */
function open(viewer: Viewer, table: string): RawBuilder<SqlBool> {
  const column = (name: string) => sql.ref(`${table}.${name}`);
  const kept = sql`or (${column('creator_reads_since')} is not null and ${column('created_by')} = ${viewer.personId})`;
  return sql<SqlBool>`(${column('private_at')} is null or ${named(viewer, `${table}.id`)}
    ${viewer.level >= levels.Standard ? kept : sql``})`;
}

/** Whether somebody is on the access list of a document: singly, or in a group that is. */
export function named(
  { companyId, personId }: Pick<Viewer, 'companyId' | 'personId'>,
  documentId: string,
): RawBuilder<SqlBool> {
  return sql<SqlBool>`(exists (
    select 1 from document_readers reader
      where reader.document_id = ${sql.ref(documentId)} and reader.person_id = ${personId}
        and reader.company_id = ${companyId})
    or exists (
      select 1 from document_group_readers listed
        join permission_group_members member
          on member.group_id = listed.group_id and member.company_id = listed.company_id
        where listed.document_id = ${sql.ref(documentId)} and member.person_id = ${personId}
          and listed.company_id = ${companyId}))`;
}

/**
 * True for rows of `documents` (under the name `table`) that lie in a folder that the viewer is known to see, and that
 * they see. Found from the folder's open items and from what the viewer may see besides: what is hidden from them is not
 * gone through, so what this costs does not tell of it.
 */
export function visibleIn(
  viewer: Viewer,
  folder: number | Expression<number>,
  table = 'documents',
): RawBuilder<SqlBool> {
  const known = byLevel(viewer);
  if (known !== undefined) return sql<SqlBool>`(${sql.ref(`${table}.parent_id`)} = ${folder} and ${known})`;
  // As in the index `documents_open`. By a plus planners know what is no way to find rows.
  return sql<SqlBool>`${sql.ref(`${table}.id`)} in (
    select open_item.id from documents open_item
      where open_item.parent_id = ${folder} and open_item.deleted_at is null and open_item.private_at is null
    union all
    select mine.id from documents mine
      where mine.id in ${privateItemsOf(viewer)} and +mine.parent_id = ${folder} and +mine.private_at is not null)`;
}

/**
 * The private items that name the viewer, or are kept by the viewer who made them, wherever in the company they lie.
 * Found from the viewer, so that what it costs says nothing of the items that name others.
 */
export function privateItemsOf({ companyId, personId, level }: Viewer): RawBuilder<number> {
  // As in the index `documents_kept`.
  const kept = sql`union
    select own.id from documents own
      where own.created_by = ${personId} and own.company_id = ${companyId} and own.creator_reads_since is not null`;
  return sql<number>`(
    select reader.document_id from document_readers reader
      where reader.company_id = ${companyId} and reader.person_id = ${personId}
    union
    select listed.document_id from permission_group_members member
      join document_group_readers listed
        on listed.group_id = member.group_id and listed.company_id = member.company_id
      where member.company_id = ${companyId} and member.person_id = ${personId}
    ${level >= levels.Standard ? kept : sql``})`;
}
