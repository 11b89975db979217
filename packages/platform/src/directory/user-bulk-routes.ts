import { BulkUsersBody, CompanyPath, CompanyUserShow, CompanyUserSyncRow, SyncBody } from '@gatehouse/wire';
import Type, { type Static } from 'typebox';
import type { House } from '../house.ts';
import { type RestRoute, restRoute } from '../rest/rest-route.ts';
import { findMember, findMemberByOrigin } from './member-store.ts';
import { companyUserWritten } from './member-view.ts';
import { joinProject, leaveProject } from './project-team.ts';
import { sync } from './sync.ts';
import { userInput, writingOf } from './user-input.ts';
import { isUser, memberEvents, runsDirectory, userVersions } from './user-routes.ts';
import { createMember, type MemberOutcome, updateMember } from './write-member.ts';

const Done = Type.Object({ user_id: Type.Integer(), project_id: Type.Integer() });
const Failed = Type.Object({
  ...Done.properties,
  errors: Type.Record(Type.String(), Type.Array(Type.String())),
});
const BulkReply = Type.Object({ success: Type.Array(Done), failed: Type.Array(Failed) });

/** Many users in one call, each answered for itself. */
export function userBulkRoutes(house: House): RestRoute[] {
  return [
    ...userVersions.map((version) => syncUsers(house, version)),
    ...userVersions
      .filter((version) => version !== 'v1.0')
      .flatMap((version) => [bulk(house, version, 'bulk_add'), bulk(house, version, 'bulk_remove')]),
  ];
}

function syncUsers(house: House, version: string): RestRoute {
  return restRoute(house, {
    method: 'PATCH',
    path: `/rest/${version}/companies/:company_id/users/sync`,
    summary: 'Takes users in and changes them, row by row; a wrong row stops no other.',
    right: runsDirectory,
    audit: memberEvents,
    params: CompanyPath,
    body: SyncBody,
    reply: Type.Object({ entities: Type.Array(CompanyUserShow), errors: Type.Array(Type.Unknown()) }),
    names: ({ params }) => ({ companyId: params.company_id }),
    steps: { rows: ({ updates }) => updates.length, size: () => 50 },
    async handle({ body, facts, origin, place, step, tx }) {
      const writing = await writingOf(tx, facts, place.personId);
      const { companyId } = place;
      const synced = await sync(body.updates.slice(step.from, step.to), {
        schema: CompanyUserSyncRow,
        findByOrigin: (originId) => findMemberByOrigin(tx, companyId, originId),
        async create({ id: _, ...user }) {
          const missing = (['last_name', 'email_address'] as const).filter(
            (name) => user[name] === undefined,
          );
          if (missing.length > 0)
            return { errors: Object.fromEntries(missing.map((name) => [name, ["can't be blank"]])) };
          const input = { ...userInput(user), kind: 'user' } as const;
          return rowOf(await createMember(house, tx, origin, companyId, writing, input));
        },
        async update(id, { id: _, ...user }) {
          const known = await findMember(tx, companyId, null, id);
          if (!isUser(known)) return 'absent';
          return rowOf(await updateMember(house, tx, origin, companyId, writing, known, userInput(user)));
        },
      });
      return { status: 200, body: synced };
    },
  });
}

function rowOf(outcome: MemberOutcome) {
  return outcome.kind === 'faults'
    ? { errors: outcome.faults.errors }
    : { entity: companyUserWritten(outcome.member) };
}

function bulk(house: House, version: string, what: 'bulk_add' | 'bulk_remove'): RestRoute {
  const adds = what === 'bulk_add';
  return restRoute(house, {
    method: 'POST',
    path: `/rest/${version}/companies/:company_id/users/${what}`,
    summary: adds ? 'Puts users into projects.' : 'Takes users out of projects.',
    right: runsDirectory,
    audit: ['member.added', 'member.removed'],
    params: CompanyPath,
    body: BulkUsersBody,
    reply: BulkReply,
    names: ({ params }) => ({ companyId: params.company_id }),
    steps: { rows: ({ users }) => users.length, size: () => 100 },
    async handle({ body, origin, place, step, tx }) {
      const success: Static<typeof Done>[] = [];
      const failed: Static<typeof Failed>[] = [];
      for (const { user_id, project_id, permission_template_id: templateId } of body.users.slice(
        step.from,
        step.to,
      )) {
        const where = { projectId: project_id, personId: user_id };
        const errors = adds
          ? await joinProject(house, tx, origin, place.companyId, { ...where, templateId })
          : await leaveProject(house, tx, origin, place.companyId, where);
        if (errors === undefined) success.push({ user_id, project_id });
        else failed.push({ user_id, project_id, errors });
      }
      // 207 where some rows were not done (wire reference B.4).
      return { status: failed.length === 0 ? 200 : 207, body: { success, failed } };
    },
  });
}
