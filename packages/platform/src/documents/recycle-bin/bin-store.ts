import { type Reader, sql, type Writer } from '@gatehouse/database';
import type { House } from '../../house.ts';
import type { Place } from '../../rest/rest-call.ts';
import type { Tables } from '../../schema/tables.ts';
import { nameKey } from '../names.ts';
import { maxDepth } from '../path.ts';
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

/** The tracked items that lie below an item: found from those that are tracked in the place, however much lies there. */
export async function trackedBelow(
  tx: Reader<Tables>,
  { companyId, projectId }: Omit<Place, 'personId'>,
  item: { readonly id: number; readonly kind: 'folder' | 'file' },
): Promise<number[]> {
  if (item.kind === 'file') return [];
  const { rows } = await sql<{ id: number }>`
    with recursive climb (id, above, height) as (
      select tracked.id, tracked.parent_id, 1 from documents tracked
      where tracked.company_id = ${companyId} and coalesce(tracked.project_id, 0) = ${projectId ?? 0}
        and tracked.tracked_at is not null and tracked.purged_at is null
      union all
      select climb.id, up.parent_id, climb.height + 1 from climb join documents up on up.id = climb.above
      where climb.above <> ${item.id} and up.purged_at is null and climb.height <= ${sql.lit(maxDepth)}
    )
    select id from climb where above = ${item.id} order by id
  `.execute(tx);
  return rows.map(({ id }) => Number(id));
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

/** The content of the bin, what was deleted last first. That it is one is for the caller to know. */
export async function listDeleted(
  tx: Reader<Tables>,
  companyId: number,
  binId: number,
  slice: Slice | null,
): Promise<DeletedItem[]> {
  let query = binItems(tx, companyId)
    .where('item.parent_id', '=', binId)
    .where('item.deleted_at', 'is not', null)
    .orderBy('item.deleted_at', 'desc')
    .orderBy('item.id', 'desc');
  if (slice !== null) query = query.limit(slice.perPage).offset(slice.offset);
  return (await query.execute()).map(deletedItem);
}

/**
 * The content of a folder in the bin, by name. It bears no mark of its own, and so the index of names has it. That the
 * folder is in the bin is for the caller to know.
 */
export async function listInDeleted(
  tx: Reader<Tables>,
  companyId: number,
  folderId: number,
  slice: Slice | null,
): Promise<DeletedItem[]> {
  let query = binItems(tx, companyId)
    .where('item.parent_id', '=', folderId)
    .where('item.deleted_at', 'is', null)
    .orderBy('item.name_key')
    .orderBy('item.namesake');
  if (slice !== null) query = query.limit(slice.perPage).offset(slice.offset);
  return (await query.execute()).map(deletedItem);
}

/** Whether there is anything of a kind in the bin, or in a folder in it. */
export interface Held {
  readonly folders: boolean;
  readonly files: boolean;
}

export async function heldIn(tx: Reader<Tables>, companyId: number, folderId: number): Promise<Held> {
  const holds = async (kind: DeletedItem['kind']) => {
    const first = await tx
      .selectFrom('documents')
      .select('id')
      .where('company_id', '=', companyId)
      .where('parent_id', '=', folderId)
      .where('kind', '=', kind)
      .where('purged_at', 'is', null)
      .limit(1)
      .executeTakeFirst();
    return first !== undefined;
  };
  return { folders: await holds('folder'), files: await holds('file') };
}

export async function countInDeleted(
  tx: Reader<Tables>,
  companyId: number,
  folderId: number,
): Promise<number> {
  const { count } = await tx
    .selectFrom('documents')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('company_id', '=', companyId)
    .where('parent_id', '=', folderId)
    .where('deleted_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** The bin, or something in it. That it is in the bin is for the caller to know. */
export async function findDeletedItem(
  tx: Reader<Tables>,
  companyId: number,
  id: number,
): Promise<DeletedItem | null> {
  const row = await binItems(tx, companyId).where('item.id', '=', id).executeTakeFirst();
  return row === undefined ? null : deletedItem(row);
}

function binItems(tx: Reader<Tables>, companyId: number) {
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
    .where('item.purged_at', 'is', null);
}

type DeletedRow = Awaited<ReturnType<ReturnType<typeof binItems>['executeTakeFirstOrThrow']>>;

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

/**
 * How many items of a place are given up and not taken away yet, those once that were by themselves in a folder that is
 * too; no more than `most` of them are looked at.
 */
export async function countPurged(
  tx: Reader<Tables>,
  { companyId, projectId }: Omit<Place, 'personId'>,
  most: number,
): Promise<number> {
  const { rows } = await sql<{ items: number }>`
    with recursive gone (id) as (
      select id from documents
      where purged_at is not null and company_id = ${companyId} and coalesce(project_id, 0) = ${projectId ?? 0}
      union all
      select child.id from gone join documents child on child.parent_id = gone.id and child.purged_at is null
    )
    select count(*) as items from (select id from gone limit ${most}) counted
  `.execute(tx);
  return Number(rows[0]?.items ?? 0);
}

/**
 * Bytes of the latest versions of all that lies below a folder, and how many items those are; null where they are more
 * than `most`, of which no more are looked at.
 */
export async function sizeBelow(
  tx: Reader<Tables>,
  companyId: number,
  folderId: number,
  most: number,
): Promise<{ readonly items: number; readonly size: number } | null> {
  const { rows } = await sql<{ items: number; size: number | null }>`
    with recursive below (id) as (
      select child.id from documents child where child.parent_id = ${folderId} and child.company_id = ${companyId}
      union all
      select child.id from below join documents child on child.parent_id = below.id
    ), counted (id) as (select id from below limit ${most + 1})
    select (select count(*) from counted) as items, sum(version.size) as size
      from counted join file_versions version on version.document_id = counted.id
      where version.number = (
        select max(other.number) from file_versions other where other.document_id = version.document_id)
  `.execute(tx);
  const [row] = rows;
  const items = Number(row?.items ?? 0);
  return items > most ? null : { items, size: Number(row?.size ?? 0) };
}
