import { fromJson, toJson } from '@gatehouse/database';
import { ulid } from '@gatehouse/service';
import { BulkStatus, BulkUsersJobBody, CompanyPath } from '@gatehouse/wire';
import Type from 'typebox';
import type { House } from '../../house.ts';
import { type Caller, refuse } from '../../rest/rest-call.ts';
import { type RestRoute, restRoute } from '../../rest/rest-route.ts';
import { timestamp } from '../../rest/timestamp.ts';
import type { BulkOutcome, BulkRow } from '../../schema/tables.ts';
import { runsDirectory } from '../user-routes.ts';
import { findJob, insertJob, type StoredJob } from './bulk-job-store.ts';

const path = '/rest/v2.0/companies/:company_id/users';
const JobPath = Type.Object({ ...CompanyPath.properties, id: Type.String({ maxLength: 26 }) });

/** Users put into projects, or taken out, after an answer that says where to ask how far it is. */
export function bulkJobRoutes(house: House): RestRoute[] {
  return [beginJob(house, 'bulk_add'), beginJob(house, 'bulk_remove'), jobStatus(house)];
}

function beginJob(house: House, kind: StoredJob['kind']): RestRoute {
  return restRoute(house, {
    method: 'POST',
    path: `${path}/${kind}`,
    summary:
      kind === 'bulk_add'
        ? 'Puts users into projects, later: the answer says where to ask how far it is.'
        : 'Takes users out of projects, later: the answer says where to ask how far it is.',
    right: runsDirectory,
    audit: ['member.added', 'member.removed'],
    params: CompanyPath,
    body: BulkUsersJobBody,
    reply: BulkStatus,
    names: ({ params }) => ({ companyId: params.company_id }),
    async handle({ body, caller, origin, place, tx }) {
      const job = {
        id: ulid(house.clock, house.random),
        company_id: place.companyId,
        kind,
        bearer: toJson<unknown>(senderOf(caller)),
        origin: toJson<unknown>(origin),
        rows: toJson<BulkRow[]>(body.users),
        created_at: house.clock.now(),
      };
      await insertJob(tx, job);
      const begun = { ...job, outcomes: toJson<BulkOutcome[]>([]), done: 0, finished_at: null };
      return { status: 202, body: statusOf(begun) };
    },
  });
}

function jobStatus(house: House): RestRoute {
  return restRoute(house, {
    method: 'GET',
    path: `${path}/bulk_status/:id`,
    summary: 'How far a bulk_add or bulk_remove is, with what was wrong with each row that was not done.',
    right: runsDirectory,
    audit: [],
    on: 'single',
    params: JobPath,
    reply: BulkStatus,
    names: ({ params }) => ({ companyId: params.company_id }),
    async handle({ params, place, tx }) {
      const job = await findJob(tx, place.companyId, params.id);
      return job === undefined ? refuse('item_hidden') : { status: 200, body: statusOf(job) };
    },
  });
}

/** What names the rows that say whether the sender may still do this; nothing by which anybody could call again. */
function senderOf(caller: Caller) {
  if (caller.kind === 'app') return { kind: caller.kind, claims: caller.claims };
  const { idHash, personId } = caller.session;
  return { kind: caller.kind, session: { idHash, personId } };
}

function statusOf(job: StoredJob): BulkStatus {
  const total = fromJson(job.rows, (json) => json as BulkRow[]).length;
  const outcomes = fromJson(job.outcomes, (json) => json as BulkOutcome[]);
  const named = outcomes.map(({ user_id, project_id, errors }) => ({
    row: { user_id: String(user_id), project_id: String(project_id) },
    errors,
  }));
  return {
    data: {
      id: job.id,
      action: job.kind,
      status: job.finished_at !== null ? 'complete' : job.done === 0 ? 'queued' : 'in_progress',
      total,
      completed: job.done,
      success: named.flatMap(({ row, errors }) => (errors === null ? [row] : [])),
      failed: named.flatMap(({ row, errors }) => (errors === null ? [] : [{ ...row, errors }])),
      created_at: timestamp(job.created_at),
      finished_at: job.finished_at === null ? null : timestamp(job.finished_at),
    },
  };
}
