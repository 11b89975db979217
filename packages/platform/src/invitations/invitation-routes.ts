import { CompanyIdPath, CompanyPath, Invitation, PageQuery } from '@gatehouse/wire';
import Type from 'typebox';
import { record } from '../audit/audit.ts';
import { runsDirectory, userVersions } from '../directory/user-routes.ts';
import type { House } from '../house.ts';
import { pageRequest } from '../rest/pagination.ts';
import { fieldErrors, type RestReply, refuse } from '../rest/rest-call.ts';
import { type RestRoute, restRoute } from '../rest/rest-route.ts';
import { timestamp } from '../rest/timestamp.ts';
import { listInvitations, revokeInvitations } from './invitation-store.ts';
import { type Invited, invite } from './invite.ts';
import { peopleImportRoutes } from './people-import-routes.ts';

const manage = '/manage/v1/companies/:company_id';

/** Asking people in: as the wire does, and what the console needs beside it. */
export function invitationRoutes(house: House): RestRoute[] {
  return [
    ...peopleImportRoutes(house),
    ...userVersions.map((version) =>
      inviting(house, 'PATCH', `/rest/${version}/companies/:company_id/users/:id/invite`, 'rest'),
    ),
    inviting(house, 'POST', `${manage}/people/:id/invitation`, 'manage'),
    restRoute(house, {
      method: 'GET',
      path: `${manage}/invitations`,
      audience: 'manage',
      summary: 'Who was asked by mail and has not chosen a password yet.',
      right: runsDirectory,
      audit: [],
      params: CompanyPath,
      query: PageQuery,
      reply: Type.Array(Invitation),
      names: ({ params }) => ({ companyId: params.company_id }),
      async handle({ place, query, tx }) {
        const page = pageRequest(query);
        const now = house.clock.now();
        const { total, invitations } = await listInvitations(tx, place.companyId, { ...page, now });
        const body = invitations.map((row) => ({
          person: {
            id: row.id,
            name: row.name,
            login: row.email,
          },
          sent_at: timestamp(row.created_at),
          expires_at: timestamp(row.expires_at),
        }));
        return { status: 200, body, page: { ...page, total } };
      },
    }),
    restRoute(house, {
      method: 'DELETE',
      path: `${manage}/people/:id/invitation`,
      audience: 'manage',
      summary: 'Withdraws an invitation: its link is dead at once.',
      right: runsDirectory,
      audit: ['invitation.withdrawn'],
      params: CompanyIdPath,
      reply: Type.Object({}),
      names: ({ params }) => ({ companyId: params.company_id }),
      async handle({ origin, params, place, tx }) {
        const { companyId } = place;
        if ((await revokeInvitations(tx, companyId, params.id, house.clock.now())) === 0)
          return refuse('item_hidden');
        const subject = `person:${params.id}`;
        await record(house, tx, origin, { event: 'invitation.withdrawn', companyId, subject });
        return { status: 200, body: {} };
      },
    }),
  ];
}

function inviting(
  house: House,
  method: 'PATCH' | 'POST',
  path: string,
  audience: 'rest' | 'manage',
): RestRoute {
  return restRoute(house, {
    method,
    path,
    audience,
    summary:
      'Sends somebody of the directory a mail by which they choose a password; earlier links are dead.',
    right: runsDirectory,
    audit: ['invitation.sent'],
    params: CompanyIdPath,
    reply: Type.Object({}),
    names: ({ params }) => ({ companyId: params.company_id }),
    async handle({ origin, params, place, tx }) {
      const invited = await invite(house, tx, origin, place.companyId, params.id, place.personId);
      return invited === 'absent' ? refuse('item_hidden') : replies[invited];
    },
  });
}

const replies: Readonly<Record<Exclude<Invited, 'absent'>, RestReply>> = {
  sent: { status: 202, body: {} },
  no_address: fieldErrors({ email_address: ["can't be blank"] }),
  often: {
    status: 429,
    headers: { 'retry-after': '3600' },
    body: { errors: ['This address was invited several times within a day. Try again tomorrow.'] },
  },
};
