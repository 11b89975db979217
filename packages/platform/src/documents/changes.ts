import {
  type Given,
  type Reader,
  type Selectable,
  sql,
  statement,
  toJson,
  type Writer,
} from '@gatehouse/database';
import type { House } from '../house.ts';
import type { Place } from '../rest/rest-call.ts';
import type { DocumentChangeRow, Tables } from '../schema/tables.ts';
import { type Happening, insertNews } from './tracking/news-store.ts';
import { wayUp } from './way-up.ts';

type Where = Pick<Place, 'companyId' | 'projectId'>;

/** Where an item stands, and who may see it there. */
export interface Standing {
  /** The item first, the root folder last. */
  readonly way: readonly { readonly id: number; readonly private: boolean; readonly tracked: boolean }[];
  readonly kind: 'folder' | 'file';
  /** Who is named on the item; null where it is not private itself. */
  readonly readers: Readers | null;
}

export interface Readers {
  readonly people: number[];
  readonly groups: number[];
  /** Who made it, where that alone lets them see it. */
  readonly creator: number | null;
}

/**
 * How an item stands in its place; null where it is not there, or it or anything above it is deleted. Whoever
 * changes an item asks this first, and hands it to `noteChange` when the change is made.
 */
export async function standingOf(tx: Reader<Tables>, where: Where, id: number): Promise<Standing | null> {
  const way = await wayUp(tx, where, id);
  const [item] = way;
  if (item === undefined || way.at(-1)?.parent_id !== null) return null;
  if (way.some((link) => link.deleted_at !== null)) return null;
  return {
    way: way.map((link) => ({
      id: link.id,
      private: link.private_at !== null,
      tracked: link.tracked_at !== null,
    })),
    kind: item.kind,
    readers: item.private_at === null ? null : await readersOf(tx, where, id),
  };
}

/**
 * The one way by which a change of an item becomes known: to the feed of changes, and to the tags of the folders
 * above. Called in the unit of the change, after it, once for the item that was changed: of a folder that was moved,
 * deleted, restored or made private, for the folder alone, however much it holds. `what` is what those are told who
 * track it or a folder above it.
 */
export async function noteChange(
  house: Pick<House, 'clock'>,
  tx: Writer<Tables>,
  where: Place,
  item: {
    readonly id: number;
    readonly kind: 'folder' | 'file';
    readonly before: Standing | null;
    /** A folder that was made, and not as a copy. */
    readonly madeEmpty?: boolean;
    readonly what?: Happening | undefined;
    readonly withIt?: readonly number[];
  },
): Promise<void> {
  const { before, madeEmpty = false, what, withIt = [] } = item;
  const after = await standingOf(tx, where, item.id);
  const isOpen = [before, after].some((standing) => standing?.way.every((link) => !link.private));
  const seq = await nextInLine(tx, where, isOpen ? house.clock.now() : null, 1);
  // A number of the item's own: that of the place would tell how much happens where the reader cannot see.
  const { companyId, projectId } = where;
  await nextRevision(tx, { companyId, id: item.id });
  const at = house.clock.now();
  await insertChange(tx, {
    company_id: companyId,
    project_id: projectId ?? 0,
    seq,
    document_id: item.id,
    kind: item.kind,
    gates_before: before === null ? null : toJson(gatesOf(before)),
    readers_before: before?.readers == null || sameReaders(before, after) ? null : toJson(before.readers),
    at,
    deleted_at: after === null ? at : null,
    made_empty_at: madeEmpty ? at : null,
    gates_after: after === null || item.kind === 'file' ? null : toJson(gatesOf(after)),
  });
  await moveTags(tx, where, seq, [before, after]);
  if (what !== undefined)
    await tellTrackers(house, tx, where, { id: item.id, what, withIt }, [before, after]);
}

/** Leaves word for those who track the item, a folder above it, or what went with it; where nobody does, there is nothing to leave. */
async function tellTrackers(
  { clock }: Pick<House, 'clock'>,
  tx: Writer<Tables>,
  { companyId, projectId, personId }: Place,
  { id, what, withIt }: { readonly id: number; readonly what: Happening; readonly withIt: readonly number[] },
  standings: readonly (Standing | null)[],
): Promise<void> {
  const links = standings.flatMap((standing) => standing?.way ?? []);
  const tracked = [...new Set([...links.flatMap((link) => (link.tracked ? [link.id] : [])), ...withIt])];
  if (tracked.length === 0) return;
  await insertNews(tx, {
    company_id: companyId,
    project_id: projectId ?? 0,
    document_id: id,
    what,
    person_id: personId,
    tracked: toJson(tracked),
    at: clock.now(),
  });
}

const nextRevision = statement((tx: Writer<Tables>, given: Given<{ companyId: number; id: number }>) =>
  tx
    .updateTable('documents')
    .set((eb) => ({ revision: eb('revision', '+', 1) }))
    .where('id', '=', given.id)
    .where('company_id', '=', given.companyId),
);

const insertChange = statement((tx: Writer<Tables>, row: Given<Selectable<DocumentChangeRow>>) =>
  tx.insertInto('document_changes').values({
    company_id: row.company_id,
    project_id: row.project_id,
    seq: row.seq,
    document_id: row.document_id,
    kind: row.kind,
    gates_before: row.gates_before,
    readers_before: row.readers_before,
    at: row.at,
    deleted_at: row.deleted_at,
    made_empty_at: row.made_empty_at,
    gates_after: row.gates_after,
  }),
);

/** The private items on the way to an item, itself included: who is named on all of them sees it. */
function gatesOf({ way }: Standing): number[] {
  return way.filter((link) => link.private).map((link) => link.id);
}

function sameReaders(before: Standing, after: Standing | null): boolean {
  return JSON.stringify(before.readers) === JSON.stringify(after?.readers ?? null);
}

/**
 * The last of the next numbers of the place, of which so many are taken. The row stays locked until the unit is committed, so numbers appear in their order:
 * whoever has read up to one has missed none below it. `hintDue`: from when apps are to be told that the place changed;
 * null where it happened behind a private item, of which an app could learn by the hint alone.
 */
export async function nextInLine(
  tx: Writer<Tables>,
  { companyId, projectId }: Where,
  hintDue: number | null,
  count: number,
): Promise<number> {
  const [row] = await takeNumbers(tx, { companyId, projectId: projectId ?? 0, hintDue, count });
  if (row === undefined) throw new Error('a place has no sequence');
  return row.last;
}

interface Numbered {
  readonly companyId: number;
  /** 0 is the company's own tool. */
  readonly projectId: number;
  readonly hintDue: number | null;
  readonly count: number;
}

const takeNumbers = statement((tx: Writer<Tables>, given: Given<Numbered>) =>
  tx
    .insertInto('document_sequences')
    .values({
      company_id: given.companyId,
      project_id: given.projectId,
      last: given.count,
      hint_due_at: given.hintDue,
    })
    .onConflict((conflict) =>
      conflict.columns(['company_id', 'project_id']).doUpdateSet((eb) => ({
        last: eb('document_sequences.last', '+', given.count),
        hint_due_at: eb.fn.coalesce('document_sequences.hint_due_at', 'excluded.hint_due_at'),
      })),
    )
    .returning('last'),
);

/**
 * Moves the tags of the item and of what lies above it. `open_seq` stops at the first private item on the way up:
 * what lies above that is seen by people who must not learn that anything happens behind it.
 */
async function moveTags(
  tx: Writer<Tables>,
  { companyId }: Where,
  seq: number,
  standings: readonly (Standing | null)[],
): Promise<void> {
  const open = new Set<number>();
  const all = new Set<number>();
  for (const standing of standings) {
    if (standing === null) continue;
    let isOpen = true;
    for (const link of standing.way) {
      all.add(link.id);
      if (isOpen) open.add(link.id);
      if (link.private) isOpen = false;
    }
  }
  await putTags(
    tx,
    companyId,
    [...all].map((id) => ({ id, open: open.has(id) ? seq : 0, full: seq })),
  );
}

/** The last change of each item, and the last that those see who do not see what is private; 0 where there is none. */
export async function putTags(
  tx: Writer<Tables>,
  companyId: number,
  tags: readonly { readonly id: number; readonly open: number; readonly full: number }[],
): Promise<void> {
  if (tags.length === 0) return;
  await tx
    .insertInto('document_tags')
    .values(
      tags.map(({ id, open, full }) => ({
        document_id: id,
        company_id: companyId,
        open_seq: open,
        full_seq: full,
      })),
    )
    .onConflict((conflict) =>
      conflict.column('document_id').doUpdateSet((eb) => ({
        open_seq: sql<number>`case when ${eb.ref('excluded.open_seq')} > 0
          then ${eb.ref('excluded.open_seq')} else ${eb.ref('document_tags.open_seq')} end`,
        full_seq: eb.ref('excluded.full_seq'),
      })),
    )
    .execute();
}

async function readersOf(tx: Reader<Tables>, { companyId }: Where, id: number): Promise<Readers> {
  const people = await tx
    .selectFrom('document_readers')
    .select('person_id')
    .where('document_id', '=', id)
    .where('company_id', '=', companyId)
    .orderBy('person_id')
    .execute();
  const groups = await tx
    .selectFrom('document_group_readers')
    .select('group_id')
    .where('document_id', '=', id)
    .where('company_id', '=', companyId)
    .orderBy('group_id')
    .execute();
  const maker = await tx
    .selectFrom('documents')
    .select(['created_by', 'creator_reads_since'])
    .where('id', '=', id)
    .executeTakeFirst();
  return {
    people: people.map((row) => row.person_id),
    groups: groups.map((row) => row.group_id),
    creator: maker === undefined || maker.creator_reads_since === null ? null : maker.created_by,
  };
}
