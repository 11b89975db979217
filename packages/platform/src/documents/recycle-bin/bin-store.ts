import { type Reader, sql, type Writer } from '@gatehouse/database';
import type { House } from '../../house.ts';
import type { Place } from '../../rest/rest-call.ts';
import type { Tables } from '../../schema/tables.ts';
import { nameKey } from '../names.ts';
import { findRootId } from '../path-store.ts';
import { wayUp } from '../way-up.ts';

const binName = 'Recycle Bin';

/** The recycle bin of a place; null as long as nothing was ever deleted in it. */
export async function findBinId(
  tx: Reader<Tables>,
  { companyId, projectId }: Omit<Place, 'personId'>,
): Promise<number | null> {
  const bin = await tx
    .selectFrom('documents')
    .select('id')
    .where('company_id', '=', companyId)
    .where((eb) => eb(eb.fn.coalesce('project_id', eb.lit(0)), '=', projectId ?? 0))
    .where('recycle_bin_since', 'is not', null)
    .executeTakeFirst();
  return bin?.id ?? null;
}

/**
 * The bin, made when it is first needed. It counts as deleted itself: so whatever asks for what is there finds
 * neither the bin nor anything in it, and only who asks for the bin does.
 */
export async function findOrCreateBin(
  { clock }: Pick<House, 'clock'>,
  tx: Writer<Tables>,
  place: Place,
): Promise<number> {
  const known = await findBinId(tx, place);
  if (known !== null) return known;
  const now = clock.now();
  const { id } = await tx
    .insertInto('documents')
    .values({
      company_id: place.companyId,
      project_id: place.projectId,
      kind: 'folder',
      parent_id: await findRootId(tx, place),
      name: binName,
      name_key: nameKey(binName),
      namesake: 0,
      description: null,
      private_at: null,
      creator_reads_since: null,
      tracked_at: null,
      created_by: place.personId,
      created_at: now,
      updated_at: now,
      deleted_at: now,
      recycle_bin_since: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/**
 * Marks all that lies below an item as deleted, or as not deleted. What was deleted from it before lies in the bin,
 * and no longer below it: so what comes back is what went. What was purged meanwhile stays purged; marked as not
 * deleted, it would hold its name until its row is swept.
 */
export async function markBelow(
  tx: Writer<Tables>,
  companyId: number,
  item: { readonly id: number; readonly kind: 'folder' | 'file' },
  deletedAt: number | null,
): Promise<void> {
  if (item.kind === 'file') return;
  await sql`
    update documents set deleted_at = ${deletedAt} where company_id = ${companyId} and id in (
      with recursive below (id) as (
        select child.id from documents child where child.parent_id = ${item.id} and child.purged_at is null
        union all
        select child.id from below join documents child on child.parent_id = below.id
        where child.purged_at is null
      )
      select id from below)
  `.execute(tx);
}

/** Whether more lies below an item than so many, deleted or not; looks at no more than that. */
export async function holdsMoreThan(
  tx: Reader<Tables>,
  companyId: number,
  itemId: number,
  most: number,
): Promise<boolean> {
  const { rows } = await sql<{ count: number }>`
    with recursive below (id) as (
      select child.id from documents child where child.parent_id = ${itemId} and child.company_id = ${companyId}
      union all
      select child.id from below join documents child on child.parent_id = below.id
    )
    select count(*) as count from (select id from below limit ${most + 1}) as counted
  `.execute(tx);
  return Number(rows[0]?.count ?? 0) > most;
}

/** A link of the way to something deleted: the root first, then the bin. */
export interface BinLink {
  readonly id: number;
  readonly kind: 'folder' | 'file';
  readonly name: string;
  readonly tracked: boolean;
}

/** The way to the bin or to something in it, at any depth; null for what is not in it, or is purged. */
export async function findBinPath(
  tx: Reader<Tables>,
  where: Omit<Place, 'personId'>,
  itemId: number,
): Promise<BinLink[] | null> {
  const rows = (await wayUp(tx, where, itemId)).reverse();
  if (rows.some((row) => row.purged_at !== null)) return null;
  if (!rows.some((row) => row.recycle_bin_since !== null)) return null;
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    name: row.name,
    tracked: row.tracked_at !== null,
  }));
}

/** What lies directly in the bin, or in a folder in it. */
export interface DeletedItem extends BinLink {
  readonly parentId: number | null;
  readonly private: boolean;
  readonly description: string | null;
  readonly createdBy: number;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly revision: number;
  /** It is the bin itself. */
  readonly isBin: boolean;
  readonly deletedAt: number | null;
  readonly deletedBy: { readonly id: number; readonly login: string; readonly name: string } | null;
  readonly deletedFrom: number | null;
  /** Bytes of a file's latest version; null of a folder. */
  readonly size: number | null;
}

export interface Slice {
  readonly perPage: number;
  readonly offset: number;
}

/** The content of the bin, what was deleted last first, or of a folder in it. That it is one is for the caller to know. */
export async function listDeleted(
  tx: Reader<Tables>,
  companyId: number,
  folderId: number,
  slice: Slice | null,
): Promise<DeletedItem[]> {
  let query = deletedItems(tx, companyId)
    .where('item.parent_id', '=', folderId)
    .orderBy('item.deleted_at', 'desc')
    .orderBy('item.id', 'desc');
  if (slice !== null) query = query.limit(slice.perPage).offset(slice.offset);
  return (await query.execute()).map(deletedItem);
}

/** The bin, or something in it. That it is in the bin is for the caller to know. */
export async function findDeletedItem(
  tx: Reader<Tables>,
  companyId: number,
  id: number,
): Promise<DeletedItem | null> {
  const row = await deletedItems(tx, companyId).where('item.id', '=', id).executeTakeFirst();
  return row === undefined ? null : deletedItem(row);
}

function deletedItems(tx: Reader<Tables>, companyId: number) {
  return tx
    .selectFrom('documents as item')
    .leftJoin('people as person', 'person.id', 'item.deleted_by')
    .select(['item.id', 'item.kind', 'item.parent_id', 'item.name', 'item.private_at', 'item.tracked_at'])
    .select(['item.updated_at', 'item.deleted_at', 'item.deleted_from', 'item.description'])
    .select(['item.created_by', 'item.created_at', 'item.revision', 'item.recycle_bin_since'])
    .select(['person.id as person_id', 'person.email as person_login', 'person.name as person_name'])
    .select((eb) =>
      eb
        .selectFrom('file_versions as version')
        .select('version.size')
        .whereRef('version.document_id', '=', 'item.id')
        .orderBy('version.number', 'desc')
        .limit(1)
        .as('size'),
    )
    .where('item.company_id', '=', companyId)
    .where('item.deleted_at', 'is not', null)
    .where('item.purged_at', 'is', null);
}

type DeletedRow = Awaited<ReturnType<ReturnType<typeof deletedItems>['executeTakeFirstOrThrow']>>;

function deletedItem(row: DeletedRow): DeletedItem {
  return {
    id: row.id,
    kind: row.kind,
    parentId: row.parent_id,
    name: row.name,
    private: row.private_at !== null,
    tracked: row.tracked_at !== null,
    description: row.description,
    createdBy: row.created_by,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    revision: row.revision,
    isBin: row.recycle_bin_since !== null,
    deletedAt: row.deleted_at,
    deletedBy:
      row.person_id === null
        ? null
        : { id: row.person_id, login: row.person_login ?? '', name: row.person_name ?? '' },
    deletedFrom: row.deleted_from,
    size: row.size,
  };
}

export async function countDeleted(tx: Reader<Tables>, companyId: number, binId: number): Promise<number> {
  const { count } = await tx
    .selectFrom('documents')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('company_id', '=', companyId)
    .where('parent_id', '=', binId)
    .where('deleted_at', 'is not', null)
    .where('purged_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Bytes of the latest versions of all that lies below a folder. */
export async function sizeBelow(tx: Reader<Tables>, companyId: number, folderId: number): Promise<number> {
  const { rows } = await sql<{ size: number | null }>`
    with recursive below (id) as (
      select child.id from documents child where child.parent_id = ${folderId} and child.company_id = ${companyId}
      union all
      select child.id from below join documents child on child.parent_id = below.id
    )
    select sum(version.size) as size from below join file_versions version on version.document_id = below.id
      where version.number = (
        select max(other.number) from file_versions other where other.document_id = version.document_id)
  `.execute(tx);
  return Number(rows[0]?.size ?? 0);
}
