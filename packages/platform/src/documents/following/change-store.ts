import { fromJson, type JsonText, type Reader, type Selectable, sql } from '@gatehouse/database';
import { visibleChild } from '../../access/visible.ts';
import type { Tables } from '../../schema/tables.ts';
import type { Readers } from '../changes.ts';
import type { Viewer } from '../viewer.ts';

/** A change as it was noted: whoever passes all gates saw the item before it, or after it. */
export interface NotedChange {
  readonly seq: number;
  readonly id: number;
  readonly kind: 'folder' | 'file';
  readonly at: number;
  /** Null where the item was not there before. */
  readonly gates: readonly number[] | null;
  /** Whether it was deleted then. */
  readonly deletes: boolean;
  /** Whether it was made then, with nothing in it. */
  readonly madeEmpty: boolean;
  /** Null where the item was not there after it, and of a file. */
  readonly gatesAfter: readonly number[] | null;
}

/** The number of the last change of the viewer's place; 0 where there was none yet. */
export async function lastChange(tx: Reader<Tables>, { place }: Viewer): Promise<number> {
  const row = await tx
    .selectFrom('document_sequences')
    .select('last')
    .where('company_id', '=', place.companyId)
    .where('project_id', '=', place.projectId ?? 0)
    .executeTakeFirst();
  return row?.last ?? 0;
}

/** When a change of the place was noted; 0 where there is none of the number (any more). */
export async function timeOf(tx: Reader<Tables>, { place }: Viewer, seq: number): Promise<number> {
  const row = await tx
    .selectFrom('document_changes')
    .select('at')
    .where('company_id', '=', place.companyId)
    .where('project_id', '=', place.projectId ?? 0)
    .where('seq', '=', seq)
    .executeTakeFirst();
  return row?.at ?? 0;
}

/** The next changes of the place in their order, whoever may know of them. */
export async function changesAfter(
  tx: Reader<Tables>,
  viewer: Viewer,
  seq: number,
  most: number,
): Promise<NotedChange[]> {
  const rows = changesOf(tx, viewer).where('seq', '>', seq).orderBy('seq').limit(most);
  return (await rows.execute()).map(noted);
}

/** Later changes of some folders that stood behind a gate then, in their order. */
export async function changesBehindGates(
  tx: Reader<Tables>,
  viewer: Viewer,
  ids: readonly number[],
  seq: number,
): Promise<NotedChange[]> {
  if (ids.length === 0) return [];
  const rows = changesOf(tx, viewer)
    .where('document_id', 'in', ids)
    // In the words of the index.
    .where(sql<boolean>`kind = 'folder' and gates_before <> '[]'`)
    // By a plus planners know that the number is no way to find them: SQLite goes through all that came later.
    .where(sql<boolean>`+seq > ${seq}`)
    .orderBy(sql`+seq`);
  return (await rows.execute()).map(noted);
}

function changesOf(tx: Reader<Tables>, { place }: Viewer) {
  return tx
    .selectFrom('document_changes')
    .select(columns)
    .where('company_id', '=', place.companyId)
    .where('project_id', '=', place.projectId ?? 0);
}

const columns = [
  'seq',
  'document_id',
  'kind',
  'at',
  'gates_before',
  'gates_after',
  'deleted_at',
  'made_empty_at',
] as const;

function noted(row: Pick<Selectable<Tables['document_changes']>, (typeof columns)[number]>): NotedChange {
  return {
    seq: row.seq,
    id: row.document_id,
    kind: row.kind,
    at: row.at,
    gates: gatesOf(row.gates_before),
    deletes: row.deleted_at !== null,
    madeEmpty: row.made_empty_at !== null,
    gatesAfter: gatesOf(row.gates_after),
  };
}

function gatesOf(noted: JsonText<number[]> | null): number[] | null {
  return noted === null ? null : fromJson(noted, (json) => json as number[]);
}

/** Who could see some private items until which change, as far as that ended or was altered since. */
export async function readersUntil(
  tx: Reader<Tables>,
  { place }: Viewer,
  ids: readonly number[],
  seq: number,
): Promise<{ id: number; until: number; readers: Readers }[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .selectFrom('document_changes')
    .select(['seq', 'document_id', 'readers_before'])
    .where('company_id', '=', place.companyId)
    .where('project_id', '=', place.projectId ?? 0)
    .where('document_id', 'in', ids)
    .where('seq', '>', seq)
    .where('readers_before', 'is not', null)
    .orderBy('seq')
    .execute();
  return rows.flatMap((row) =>
    row.readers_before === null
      ? []
      : [
          {
            id: row.document_id,
            until: row.seq,
            readers: fromJson(row.readers_before, (json) => json as Readers),
          },
        ],
  );
}

/** Those of some private items that let the viewer pass now. */
export async function passedNow(
  tx: Reader<Tables>,
  { place, sight }: Viewer,
  ids: readonly number[],
): Promise<Set<number>> {
  if (ids.length === 0) return new Set();
  const viewer = { companyId: place.companyId, personId: place.personId, level: sight };
  const rows = await tx
    .selectFrom('documents')
    .select('id')
    .where('company_id', '=', place.companyId)
    .where('id', 'in', ids)
    .where('private_at', 'is not', null)
    .where(visibleChild(viewer))
    .execute();
  return new Set(rows.map((row) => row.id));
}

/** The groups the viewer is in: with them changes what they see, without any change of a document. */
export async function groupsOf(tx: Reader<Tables>, { place }: Viewer): Promise<number[]> {
  const rows = await tx
    .selectFrom('permission_group_members')
    .select('group_id')
    .where('company_id', '=', place.companyId)
    .where('person_id', '=', place.personId)
    .orderBy('group_id')
    .execute();
  return rows.map((row) => row.group_id);
}
