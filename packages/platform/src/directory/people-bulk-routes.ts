import { CompanyPath, PeopleBulk, PeopleBulkBody } from '@gatehouse/wire';
import type { House } from '../house.ts';
import { type RestRoute, restRoute } from '../rest/rest-route.ts';
import { findMember } from './member-store.ts';
import { writingOf } from './user-input.ts';
import { memberEvents, runsDirectory } from './user-routes.ts';
import { updateMember } from './write-member.ts';

/** People switched on and off in one call; one who may not be does not stop the others. */
export function peopleBulkRoutes(house: House): RestRoute[] {
  return [switchPeople(house, true), switchPeople(house, false)];
}

function switchPeople(house: House, on: boolean): RestRoute {
  return restRoute(house, {
    method: 'POST',
    path: `/rest/v2.0/companies/:company_id/people/${on ? 'bulk_activate' : 'bulk_deactivate'}`,
    summary: on
      ? 'Switches people on again, with the permissions they had.'
      : 'Switches people off, who keep their record.',
    right: runsDirectory,
    audit: memberEvents,
    params: CompanyPath,
    body: PeopleBulkBody,
    reply: PeopleBulk,
    names: ({ params }) => ({ companyId: params.company_id }),
    steps: { rows: ({ ids }) => ids.length, size: () => 50 },
    async handle({ body, facts, origin, place, step, tx }) {
      const writing = await writingOf(tx, facts, place.personId);
      const ids: string[] = [];
      const failed: PeopleBulk['data']['failed'] = [];
      for (const id of new Set(body.ids.slice(step.from, step.to))) {
        const known = await findMember(tx, place.companyId, null, id);
        if (known === undefined) {
          failed.push({ id: String(id), errors: { id: ['is not a person of this company'] } });
          continue;
        }
        // Who already is as asked is neither changed nor an error.
        if ((known.removed_at === null) === on) continue;
        const input = { is_active: on, details: {} };
        const outcome = await updateMember(house, tx, origin, place.companyId, writing, known, input);
        if (outcome.kind === 'faults') failed.push({ id: String(id), errors: copied(outcome.faults.errors) });
        else ids.push(String(id));
      }
      return { status: 200, body: { data: { ids, failed } } };
    },
  });
}

function copied(errors: Readonly<Record<string, readonly string[]>>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(errors).map(([field, messages]) => [field, [...messages]]));
}
