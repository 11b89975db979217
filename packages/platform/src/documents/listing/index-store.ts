import { type Engine, type Reader, sql } from '@gatehouse/database';
import type { RawBuilder } from 'kysely';
import { type Viewer as Sight, visibleChild, visibleIn, visibleTo } from '../../access/visible.ts';
import { type SortKey, wayOf } from '../../rest/sort.ts';
import type { Tables } from '../../schema/tables.ts';
import { type CheckOut, checkOutOf } from '../check-out.ts';
import { holds } from '../holds.ts';
import { maxDepth } from '../path.ts';
import type { Viewer } from '../viewer.ts';
import type { ItemFilter, ItemOrder } from './asked-for.ts';
import { hasWords } from './words.ts';

/** A folder or file as it is listed, without what it takes another query to know. */
export interface ListedItem {
  readonly id: number;
  readonly kind: 'folder' | 'file';
  readonly parentId: number | null;
  readonly name: string;
  readonly description: string | null;
  readonly private: boolean;
  readonly tracked: boolean;
  readonly deleted: boolean;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly createdBy: { readonly id: number; readonly login: string; readonly name: string };
  readonly revision: number;
  readonly checkedOut: CheckOut | null;
  /** The company in which it is checked out; empty where it is not. */
  readonly holderCompany: string;
  readonly hasFiles: boolean;
  readonly hasFolders: boolean;
}

/** Where items are looked for. A folder must have been found visible. */
export type Within =
  | { readonly kind: 'place' }
  | { readonly kind: 'folder' | 'subtree'; readonly folderId: number };

export interface Listing {
  readonly within: Within;
  readonly filter: ItemFilter;
  readonly order: readonly SortKey<ItemOrder>[];
  readonly slice: { readonly perPage: number; readonly offset: number };
}

/** A page of the items that the viewer may see, and how many of them there are on all pages. */
export async function listItems(
  tx: Reader<Tables>,
  engine: Engine,
  viewer: Viewer,
  { within, filter, order, slice }: Listing,
): Promise<{ total: number; items: ListedItem[] }> {
  const matching = filtered(seen(tx, engine, viewer, within, filter), engine, viewer, filter);
  const { total } = await matching
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  if (total <= slice.offset) return { total, items: [] };
  const page = sorted(withColumns(matching, sightIn(viewer)), order)
    .limit(slice.perPage)
    .offset(slice.offset);
  return { total, items: (await page.execute()).map((row) => listedItem(row, filter.inBin)) };
}

/** Those of some items that are there and that the viewer may see, in the order in which they were asked for. */
export async function findItems(
  tx: Reader<Tables>,
  viewer: Viewer,
  ids: readonly number[],
): Promise<ListedItem[]> {
  if (ids.length === 0) return [];
  const sight = sightIn(viewer);
  const query = ofPlace(there(tx), viewer, 'found otherwise')
    .where('document.id', 'in', ids)
    .where('document.deleted_at', 'is', null)
    .where(visibleChild(sight, 'document'))
    .where(sql<boolean>`+document.parent_id in ${openAbove(sight, ids)}`);
  const rows = await withColumns(query, sight).execute();
  const found = new Map(rows.map((row) => [row.id, listedItem(row, false)]));
  return [...new Set(ids)].flatMap((id) => found.get(id) ?? []);
}

function items(tx: Reader<Tables>, viewer: Viewer) {
  return ofPlace(there(tx), viewer, 'found by it').where('document.parent_id', 'is not', null);
}

function there(tx: Reader<Tables>) {
  return (
    tx
      .selectFrom('documents as document')
      // The bin itself is in no list, nor is what was taken out of it for good.
      .where('document.recycle_bin_since', 'is', null)
      .where('document.purged_at', 'is', null)
  );
}

/** By a plus planners know that a column is no way to find rows: SQLite takes all that a place holds for few. */
function ofPlace(
  all: ReturnType<typeof there>,
  { place }: Viewer,
  how: 'found by it' | 'found otherwise',
): ReturnType<typeof there> {
  const sign = how === 'found by it' ? sql`` : sql`+`;
  // As in the index `documents_by_place`, which then serves both levels.
  return all
    .where(sql<boolean>`${sign}document.company_id = ${place.companyId}`)
    .where(sql<boolean>`${sign}coalesce(document.project_id, 0) = ${place.projectId ?? 0}`);
}

function seen(tx: Reader<Tables>, engine: Engine, viewer: Viewer, within: Within, filter: ItemFilter): Items {
  const sight = sightIn(viewer);
  const { words } = filter;
  // Few items have the words: to climb from them costs less than to go through all that there is.
  if (within.kind === 'place' && words !== undefined && !filter.inBin)
    return ofPlace(there(tx), viewer, 'found otherwise')
      .where('document.deleted_at', 'is', null)
      .where(visibleChild(sight, 'document'))
      .where(sql<boolean>`+document.parent_id in ${holding(engine, viewer, words)}`);
  const all = items(tx, viewer);
  if (within.kind === 'folder')
    return all.where('document.deleted_at', 'is', null).where(visibleIn(sight, within.folderId, 'document'));
  if (within.kind === 'place' && filter.inBin)
    return all
      .where('document.parent_id', '=', topOf(viewer, true))
      .where('document.deleted_at', 'is not', null)
      .where(visibleChild(sight, 'document'));
  const top = within.kind === 'subtree' ? sql`${within.folderId}` : topOf(viewer, false);
  return all.where('document.id', 'in', below(top, sight));
}

/** The open folders that hold some items: those are few, so each is climbed from once and not by every item. */
function openAbove(sight: Sight, ids: readonly number[]): RawBuilder<number> {
  return sql<number>`(
    select folder.id from documents folder
      where folder.id in (select held.parent_id from documents held where held.id in (${sql.join(ids)}))
        and ${visibleTo(sight, 'folder')} and not exists (
          with recursive chain (parent_id, deleted_at) as (
            select folder.parent_id, folder.deleted_at
            union all
            select above.parent_id, above.deleted_at from documents above join chain on above.id = chain.parent_id
          )
          select 1 from chain where chain.deleted_at is not null))`;
}

/**
 * The open folders that hold items with the words, each climbed from once, however many it holds: what a search goes
 * through in vain, of what is hidden, is no more than its rows.
 */
function holding(engine: Engine, viewer: Viewer, words: readonly string[]): RawBuilder<number> {
  const { companyId, projectId } = viewer.place;
  return sql<number>`(
    with recursive climb (folder, at) as (
      select held.parent_id, held.parent_id from documents held
        where +held.company_id = ${companyId} and +coalesce(held.project_id, 0) = ${projectId ?? 0}
          and held.deleted_at is null and ${hasWords(engine, viewer.place, words, 'held')}
      union
      select climb.folder, above.parent_id from climb join documents above on above.id = climb.at
        where above.deleted_at is null and ${visibleChild(sightIn(viewer), 'above')}
    )
    select climb.folder from climb where climb.at is null)`;
}

/** The root folder, or the recycle bin. */
function topOf({ place }: Viewer, bin: boolean): RawBuilder<number> {
  return sql<number>`(select top.id from documents top
    where top.company_id = ${place.companyId} and coalesce(top.project_id, 0) = ${place.projectId ?? 0}
      and ${bin ? sql`top.recycle_bin_since is not null` : sql`top.parent_id is null`})`;
}

/** All below a folder, from above: what is hidden or deleted is not entered, so no item has to be climbed from. */
function below(top: RawBuilder<unknown>, sight: Sight): RawBuilder<number> {
  return sql<number>`(
    with recursive tree (id, kind, depth) as (
      select child.id, child.kind, 1 from documents child
        where child.parent_id = ${top} and child.deleted_at is null and ${visibleChild(sight, 'child')}
      union all
      select child.id, child.kind, tree.depth + 1 from tree join documents child on child.parent_id = tree.id
        where tree.kind = 'folder' and tree.depth < ${sql.lit(maxDepth)}
          and child.deleted_at is null and ${visibleChild(sight, 'child')}
    )
    select tree.id from tree)`;
}

type Items = ReturnType<typeof items>;

function filtered(all: Items, engine: Engine, viewer: Viewer, filter: ItemFilter): Items {
  const { kind, madeBy, madeIn, changedIn, endings, words, tags } = filter;
  let query = all;
  if (kind !== undefined) query = query.where('document.kind', '=', kind);
  if (madeBy !== undefined) query = query.where('document.created_by', 'in', madeBy);
  if (madeIn?.from !== undefined) query = query.where('document.created_at', '>=', madeIn.from);
  if (madeIn?.before !== undefined) query = query.where('document.created_at', '<', madeIn.before);
  if (changedIn?.from !== undefined) query = query.where('document.updated_at', '>=', changedIn.from);
  if (changedIn?.before !== undefined) query = query.where('document.updated_at', '<', changedIn.before);
  if (filter.private !== undefined)
    query = query.where('document.private_at', filter.private ? 'is not' : 'is', null);
  if (tags !== undefined)
    query = query.where('document.id', 'in', (from) =>
      from
        .selectFrom('custom_tag_items')
        .select('document_id')
        .where('tag_id', 'in', [0, ...tags]),
    );
  if (endings !== undefined && endings.length > 0)
    query = query
      .where('document.kind', '=', 'file')
      .where((eb) =>
        eb.or(endings.map((ending) => sql<boolean>`document.name_key like ${likeEnding(ending)} escape '!'`)),
      );
  return words === undefined ? query : query.where(hasWords(engine, viewer.place, words, 'document'));
}

/** Keys of names are in capital letters. */
function likeEnding(ending: string): string {
  return `%.${ending.trim().toWellFormed().toUpperCase().replaceAll(/[%_!]/g, '!$&')}`;
}

function withColumns(all: Items, sight: Sight) {
  return all
    .innerJoin('people as creator', 'creator.id', 'document.created_by')
    .leftJoin('people as holder', 'holder.id', 'document.checked_out_by')
    .leftJoin('companies as company', (join) =>
      join.onRef('company.id', '=', 'document.company_id').on('document.checked_out_by', 'is not', null),
    )
    .select(['document.id', 'document.kind', 'document.parent_id', 'document.name', 'document.description'])
    .select(['document.private_at', 'document.tracked_at', 'document.created_at'])
    .select(['document.updated_at', 'creator.id as creator_id', 'document.revision'])
    .select(['document.checked_out_until', 'holder.id as holder_id'])
    .select(['holder.email as holder_login', 'holder.name as holder_name', 'company.name as holder_company'])
    .select(['creator.email as creator_login', 'creator.name as creator_name'])
    .select([holds(sight, 'file').as('has_files'), holds(sight, 'folder').as('has_folders')]);
}

type Page = ReturnType<typeof withColumns>;

/** Folders before files, and those of one kind by name where nothing else is said. */
function sorted(page: Page, order: Listing['order']): Page {
  const way = wayOf(order);
  const byKindAlone = order.at(-1)?.by === 'kind';
  const keys = byKindAlone ? [...order, { by: 'name', direction: way } as const] : order;
  return keys
    .reduce((all, { by, direction }) => {
      if (by === 'name') return all.orderBy('document.name_key', direction);
      if (by === 'kind') return all.orderBy('document.kind', direction === 'asc' ? 'desc' : 'asc');
      return all.orderBy(`document.${by}`, direction);
    }, page)
    .orderBy('document.id', way);
}

function sightIn({ place, sight }: Viewer): Sight {
  return { companyId: place.companyId, personId: place.personId, level: sight };
}

function listedItem(row: Awaited<ReturnType<Page['execute']>>[number], deleted: boolean): ListedItem {
  return {
    id: row.id,
    kind: row.kind,
    parentId: row.parent_id,
    name: row.name,
    description: row.description,
    private: row.private_at !== null,
    tracked: row.tracked_at !== null,
    deleted,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    createdBy: { id: row.creator_id, login: row.creator_login, name: row.creator_name },
    revision: row.revision,
    checkedOut: checkOutOf(row),
    holderCompany: row.holder_company ?? '',
    hasFiles: Number(row.has_files) === 1,
    hasFolders: Number(row.has_folders) === 1,
  };
}
