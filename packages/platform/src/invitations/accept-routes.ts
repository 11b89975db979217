import type { FastifyReply, FastifyRequest } from 'fastify';
import { record } from '../audit/audit.ts';
import { originOf } from '../audit/origin.ts';
import { joinCompany } from '../directory/join-company.ts';
import { hasEntered } from '../directory/own-person.ts';
import type { House } from '../house.ts';
import { fullName } from '../naming/person-name.ts';
import { errorPage } from '../pages/error-page.ts';
import { formField } from '../pages/form-field.ts';
import { invitationPage } from '../pages/invitation-page.ts';
import { languageSwitch } from '../pages/language-switch.ts';
import { localeOf } from '../pages/locale.ts';
import type { PersonProblem, TypedPerson } from '../pages/person-fields.ts';
import { sendErrorPage, sendPage } from '../pages/send-page.ts';
import type { Route } from '../route.ts';
import { type PersonForm, readPersonForm } from '../set-up/person-form.ts';
import { rememberDevice } from '../sign-in/known-device.ts';
import { TooBusyError } from '../sign-in/password-pool.ts';
import { hashPassword } from '../sign-in/passwords.ts';
import { newSession, storeSession } from '../sign-in/session.ts';
import { formTokenFor, formTokenHolds } from '../sign-in/visit.ts';
import { type AliveInvitation, claimInvitation, findAliveInvitation } from './invitation-store.ts';
import { invitationHashes } from './invite.ts';
import { join, showJoining } from './joining.ts';
import { companyLocation, wayIn } from './way-in.ts';

/** The page behind the link of an invitation: who one is, and a password. */
export function acceptRoutes(house: House): Route[] {
  const find = async (token: string) =>
    await house.database.read((tx) =>
      findAliveInvitation(tx, invitationHashes(house, token), house.clock.now()),
    );

  async function show(request: FastifyRequest, reply: FastifyReply) {
    const token = tokenOf(request);
    const invitation = await find(token);
    if (invitation === undefined) return dead(request, reply);
    const way = await house.database.read((tx) => wayIn(house, tx, invitation));
    if (way.kind === 'signed_in') return await showJoining(house, request, reply, token, invitation);
    if (way.kind === 'company') return reply.redirect(companyLocation(house, request, invitation, way), 303);
    const typed = {
      firstName: invitation.first_name ?? '',
      lastName: invitation.last_name,
      email: invitation.email,
    };
    return sendPage(reply, 200, pageFor(request, reply, invitation, typed, []));
  }

  async function submit(request: FastifyRequest, reply: FastifyReply) {
    if (!formTokenHolds(house, request, formField(request.body, 'csrf')))
      return sendErrorPage(request, reply, 403, 'forbidden');
    const token = tokenOf(request);
    // Before anything dear is done: only who holds the link may make us hash.
    const invitation = await find(token);
    if (invitation === undefined) return dead(request, reply);
    const way = await house.database.read((tx) => wayIn(house, tx, invitation));
    if (way.kind === 'signed_in')
      return (await join(house, request, token)) ? reply.redirect('/', 303) : dead(request, reply);
    if (way.kind === 'company') return reply.redirect(companyLocation(house, request, invitation, way), 303);
    // The address is the invitation's, whatever the form says.
    const { form, problems } = readPersonForm({ ...(request.body as object), email: invitation.email }, [
      invitation.company,
    ]);
    if (problems.length > 0) return sendPage(reply, 422, pageFor(request, reply, invitation, form, problems));
    try {
      const accepted = await accept(house, request, token, form);
      if (accepted === undefined) return dead(request, reply);
      return reply.header('set-cookie', accepted).redirect('/', 303);
    } catch (error) {
      if (!(error instanceof TooBusyError)) throw error;
      return sendErrorPage(request, reply.header('retry-after', 5), 503, 'unavailable');
    }
  }

  function pageFor(
    request: FastifyRequest,
    reply: FastifyReply,
    invitation: AliveInvitation,
    typed: TypedPerson,
    problems: readonly PersonProblem[],
  ): string {
    return invitationPage({
      locale: localeOf(request),
      languageSwitch: languageSwitch(house, { method: 'GET', url: request.url }),
      csrfToken: formTokenFor(house, request, reply),
      token: tokenOf(request),
      company: invitation.company,
      typed,
      problems,
    });
  }

  const because = 'The link itself is the right: it is random, sent to one address only, and works once.';
  return [
    {
      method: 'GET',
      path: '/invitation/:token',
      audience: 'browser',
      right: { kind: 'public', because },
      audit: [],
      summary:
        'The page on which somebody who was invited chooses a password, or joins with the account they have.',
      handler: show,
    },
    {
      method: 'POST',
      path: '/invitation/:token',
      audience: 'browser',
      right: { kind: 'public', because },
      audit: ['invitation.accepted', 'person.signed_in'],
      summary:
        'Takes somebody who was invited in: with a new password, which signs them in, or with the account they have.',
      handler: submit,
    },
  ];
}

/** The cookies of whoever came in by it; undefined if the invitation was used or withdrawn meanwhile. */
async function accept(
  house: House,
  request: FastifyRequest,
  token: string,
  form: PersonForm,
): Promise<string[] | undefined> {
  const passwordHash = await hashPassword(house.random, form.password);
  const session = newSession(house);
  const accepted = await house.database.write(async (tx) => {
    const now = house.clock.now();
    const found = await findAliveInvitation(tx, invitationHashes(house, token), now);
    // Whoever has another way in by now joins signed in by it.
    if (found === undefined || (await wayIn(house, tx, found)).kind !== 'new_password') return undefined;
    if (!(await claimInvitation(tx, found.id, now))) return undefined;
    const { person_id: personId, company_id: companyId } = found;
    const ownAccount = await hasEntered(tx, personId);
    await tx
      .updateTable('people')
      .set({
        kind: 'user',
        first_name: form.firstName,
        last_name: form.lastName,
        name: fullName(form.firstName, form.lastName),
        password_hash: passwordHash,
        email_proven_at: now,
        locale: localeOf(request),
      })
      .where('id', '=', personId)
      .where('password_hash', 'is', null)
      .execute();
    await joinCompany(tx, companyId, personId, { now, ownAccount });
    const origin = originOf(request, { kind: 'person', id: personId });
    await record(house, tx, origin, {
      event: 'invitation.accepted',
      companyId,
      subject: `person:${personId}`,
    });
    await storeSession(house, tx, session, personId, request, { methods: ['pwd'] });
    await record(house, tx, origin, { event: 'person.signed_in', subject: `person:${personId}` });
    return personId;
  });
  return accepted === undefined ? undefined : [session.cookie, rememberDevice(house, request, accepted)];
}

function tokenOf(request: FastifyRequest): string {
  const { token = '' } = request.params as Readonly<Record<string, string | undefined>>;
  return token;
}

function dead(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const page = errorPage({
    locale: localeOf(request),
    titleKey: 'invitation.dead.title',
    bodyKey: 'invitation.dead.body',
    requestId: request.id,
  });
  return sendPage(reply, 410, page);
}
