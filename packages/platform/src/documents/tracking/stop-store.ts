import type { Reader, Writer } from '@gatehouse/database';
import { directoryName } from '../../naming/directory-name.ts';
import type { Place } from '../../rest/rest-call.ts';
import type { Tables } from '../../schema/tables.ts';
import type { Tracker } from './tracker-store.ts';

/** Remembers that somebody stopped the mails of a place. */
export async function insertStop(
  tx: Writer<Tables>,
  { companyId, projectId, personId }: Place,
  now: number,
): Promise<void> {
  await tx
    .insertInto('tracking_stops')
    .values({ company_id: companyId, project_id: projectId ?? 0, person_id: personId, stopped_at: now })
    .onConflict((conflict) => conflict.columns(['company_id', 'project_id', 'person_id']).doNothing())
    .execute();
}

/** Forgets it: they track something again, of themselves. */
export async function removeStop(
  tx: Writer<Tables>,
  { companyId, projectId, personId }: Place,
): Promise<void> {
  await tx
    .deleteFrom('tracking_stops')
    .where('company_id', '=', companyId)
    .where('project_id', '=', projectId ?? 0)
    .where('person_id', '=', personId)
    .execute();
}

/** Who stopped the mails of a place. */
export async function listStopped(
  tx: Reader<Tables>,
  { companyId, projectId }: Omit<Place, 'personId'>,
): Promise<Tracker[]> {
  return await tx
    .selectFrom('tracking_stops')
    .innerJoin('people', 'people.id', 'tracking_stops.person_id')
    .innerJoin('company_members as member', (join) =>
      join
        .onRef('member.company_id', '=', 'tracking_stops.company_id')
        .onRef('member.person_id', '=', 'tracking_stops.person_id'),
    )
    .select(['people.id', 'people.email as login', directoryName('member', 'people').as('name')])
    .where('tracking_stops.company_id', '=', companyId)
    .where('tracking_stops.project_id', '=', projectId ?? 0)
    .orderBy('name')
    .orderBy('people.id')
    .execute();
}
