import type { Reader, Writer } from '@gatehouse/database';
import { directoryName } from '../../naming/directory-name.ts';
import type { Place } from '../../rest/rest-call.ts';
import type { Tables } from '../../schema/tables.ts';

export interface Tracker {
  readonly id: number;
  readonly name: string;
  readonly login: string;
}

/** Who tracks one item itself. */
export async function listTrackers(
  tx: Reader<Tables>,
  companyId: number,
  documentId: number,
): Promise<Tracker[]> {
  return await tx
    .selectFrom('document_trackers as tracker')
    .innerJoin('people', 'people.id', 'tracker.person_id')
    .innerJoin('company_members as member', (join) =>
      join
        .onRef('member.company_id', '=', 'tracker.company_id')
        .onRef('member.person_id', '=', 'tracker.person_id'),
    )
    .select(['people.id', 'people.email as login', directoryName('member', 'people').as('name')])
    .where('tracker.company_id', '=', companyId)
    .where('tracker.document_id', '=', documentId)
    .orderBy('name')
    .orderBy('people.id')
    .execute();
}

/** Who tracks which of some items, and since when. */
export async function trackersOf(
  tx: Reader<Tables>,
  companyId: number,
  documentIds: readonly number[],
): Promise<{ documentId: number; personId: number; since: number }[]> {
  if (documentIds.length === 0) return [];
  return await tx
    .selectFrom('document_trackers')
    .select(['document_id as documentId', 'person_id as personId', 'tracked_at as since'])
    .where('company_id', '=', companyId)
    .where('document_id', 'in', documentIds)
    .execute();
}

/** What a person tracks in one place, whatever became of it. */
export async function trackedIn(
  tx: Reader<Tables>,
  { companyId, projectId, personId }: Place,
): Promise<{ id: number; kind: 'folder' | 'file' }[]> {
  return await tx
    .selectFrom('document_trackers as tracker')
    .innerJoin('documents as document', 'document.id', 'tracker.document_id')
    .select(['document.id', 'document.kind'])
    .where('tracker.company_id', '=', companyId)
    .where('tracker.person_id', '=', personId)
    .where((eb) => eb(eb.fn.coalesce('document.project_id', eb.lit(0)), '=', projectId ?? 0))
    .orderBy('document.id')
    .execute();
}

/** The places of a company in which somebody tracks anything: projects, and null for its own documents. */
export async function placesTracked(
  tx: Reader<Tables>,
  companyId: number,
  personId: number,
): Promise<(number | null)[]> {
  const rows = await tx
    .selectFrom('document_trackers as tracker')
    .innerJoin('documents as document', 'document.id', 'tracker.document_id')
    .select('document.project_id as projectId')
    .distinct()
    .where('tracker.company_id', '=', companyId)
    .where('tracker.person_id', '=', personId)
    .execute();
  return rows.map(({ projectId }) => projectId);
}

/** Whether somebody tracks anything of a company. */
export async function tracksAnything(
  tx: Reader<Tables>,
  companyId: number,
  personId: number,
): Promise<boolean> {
  const row = await tx
    .selectFrom('document_trackers')
    .select('document_id')
    .where('company_id', '=', companyId)
    .where('person_id', '=', personId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export async function addTrackers(
  tx: Writer<Tables>,
  companyId: number,
  documentId: number,
  personIds: readonly number[],
  now: number,
): Promise<void> {
  if (personIds.length === 0) return;
  await tx
    .insertInto('document_trackers')
    .values(
      personIds.map((id) => ({
        company_id: companyId,
        document_id: documentId,
        person_id: id,
        tracked_at: now,
      })),
    )
    .onConflict((conflict) => conflict.columns(['document_id', 'person_id']).doNothing())
    .execute();
}

/** Ends it for one person, for all but some, or for all. */
export async function removeTrackers(
  tx: Writer<Tables>,
  companyId: number,
  documentId: number,
  who: { readonly only: number } | { readonly allBut: readonly number[] },
): Promise<void> {
  let ended = tx
    .deleteFrom('document_trackers')
    .where('company_id', '=', companyId)
    .where('document_id', '=', documentId);
  if ('only' in who) ended = ended.where('person_id', '=', who.only);
  else if (who.allBut.length > 0) ended = ended.where('person_id', 'not in', who.allBut);
  await ended.execute();
}

/** Marks an item as tracked while anybody tracks it. */
export async function markTracked(
  tx: Writer<Tables>,
  companyId: number,
  documentId: number,
  now: number,
): Promise<void> {
  const left = await tx
    .selectFrom('document_trackers')
    .select('person_id')
    .where('company_id', '=', companyId)
    .where('document_id', '=', documentId)
    .limit(1)
    .executeTakeFirst();
  await tx
    .updateTable('documents')
    .set((eb) => ({ tracked_at: left === undefined ? null : eb.fn.coalesce('tracked_at', eb.val(now)) }))
    .where('id', '=', documentId)
    .where('company_id', '=', companyId)
    .execute();
}
