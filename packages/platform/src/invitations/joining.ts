import type { FastifyReply, FastifyRequest } from 'fastify';
import { record } from '../audit/audit.ts';
import { originOf } from '../audit/origin.ts';
import { joinCompany } from '../directory/join-company.ts';
import type { House } from '../house.ts';
import { joinPage } from '../pages/invitation-page.ts';
import { languageSwitch } from '../pages/language-switch.ts';
import { localeOf } from '../pages/locale.ts';
import { sendPage } from '../pages/send-page.ts';
import { signInLocation } from '../sign-in/return-to.ts';
import { formTokenFor } from '../sign-in/visit.ts';
import { visitorOf } from '../sign-in/visitor.ts';
import { type AliveInvitation, claimInvitation, findAliveInvitation } from './invitation-store.ts';
import { invitationHashes } from './invite.ts';

/** Asks somebody who has an account whether they join: signed in, for the link alone opens no account. */
export async function showJoining(
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
  token: string,
  { company, email, person_id: personId }: AliveInvitation,
): Promise<FastifyReply> {
  const visitor = await visitorOf(house, request);
  if (visitor === undefined) return reply.redirect(signInLocation(house, request), 303);
  const page = joinPage({
    locale: localeOf(request, visitor.person),
    languageSwitch: languageSwitch(house, { method: 'GET', url: request.url }),
    csrfToken: formTokenFor(house, request, reply),
    token,
    company,
    email,
    isOther: visitor.person.id !== personId,
  });
  return sendPage(reply, 200, page);
}

/** False where the invitation is not theirs who are signed in, or died meanwhile. */
export async function join(house: House, request: FastifyRequest, token: string): Promise<boolean> {
  const visitor = await visitorOf(house, request);
  if (visitor === undefined) return false;
  const { id: personId } = visitor.person;
  return await house.database.write(async (tx) => {
    const now = house.clock.now();
    const found = await findAliveInvitation(tx, invitationHashes(house, token), now);
    if (found?.person_id !== personId || !(await claimInvitation(tx, found.id, now))) return false;
    const { company_id: companyId } = found;
    await joinCompany(tx, companyId, personId, { now, ownAccount: true });
    const origin = originOf(request, { kind: 'person', id: personId });
    const subject = `person:${personId}`;
    await record(house, tx, origin, { event: 'invitation.accepted', companyId, subject });
    return true;
  });
}
