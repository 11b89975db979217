import type { Writer } from '@gatehouse/database';
import { AppPath, Collaborator, CollaboratorCreate, CollaboratorPath } from '@gatehouse/wire';
import Type from 'typebox';
import type { FoundApp } from '../apps/app-store.ts';
import {
  askCollaborator,
  type FoundCollaborator,
  listAskedCollaborators,
  listCollaborators,
  putCollaborator,
  removeCollaborator,
  unaskCollaborator,
} from '../apps/collaborator-store.ts';
import { type CollaboratorRefusal, collaboratorRefusal, type Role } from '../apps/collaborators.ts';
import { textFault } from '../apps/text-rules.ts';
import { type Origin, record } from '../audit/audit.ts';
import { findMember } from '../directory/member-store.ts';
import { memberName } from '../directory/member-view.ts';
import { personAt } from '../directory/people.ts';
import type { House } from '../house.ts';
import { invite } from '../invitations/invite.ts';
import { emailKey, isAddress, isReachable } from '../naming/email-key.ts';
import { fieldErrors, type RestReply } from '../rest/rest-call.ts';
import type { Route } from '../route.ts';
import type { Tables } from '../schema/tables.ts';
import { sessionOf } from '../sign-in/session.ts';
import { ownerRefusal } from './app-quota.ts';
import { absent, appRoute } from './app-route.ts';
import { collaboratorView } from './app-view.ts';
import { leaveSandbox } from './leave-sandbox.ts';
import { joinSandbox } from './sandbox-company.ts';

const path = '/manage/v1/apps/:app_id/collaborators';

/** Who builds an app, in which role; each is also an admin of its sandbox company. */
export function collaboratorRoutes(house: House): Route[] {
  return [
    appRoute(house, {
      method: 'GET',
      path,
      summary: 'Everybody who works on the app, and who was asked to.',
      needs: 'developer',
      audit: [],
      params: AppPath,
      reply: Type.Array(Collaborator),
      async handle({ tx }, app) {
        const joined = await listCollaborators(tx, app.id);
        const asked = await listAskedCollaborators(tx, app.id);
        const body = [
          ...joined.map((one) => collaboratorView(one, 'joined')),
          ...asked.map((one) => collaboratorView(one, 'asked')),
        ];
        return { status: 200, body };
      },
    }),
    appRoute(house, {
      method: 'POST',
      path,
      summary: 'Asks somebody by mail to work on the app, and in its sandbox; or gives another role.',
      needs: 'admin',
      needsProof: true,
      audit: ['app.collaborator_set', 'person.created', 'member.added', 'level.changed', 'invitation.sent'],
      params: AppPath,
      body: CollaboratorCreate,
      reply: Collaborator,
      async handle({ caller, body: { email, role }, tx, origin }, app) {
        const wanted = emailKey(email);
        // Not every engine takes what nobody types.
        if (textFault(email, 'paragraph') !== undefined || !isAddress(wanted) || !isReachable(wanted))
          return fieldErrors({ email: ['must be an address that mail can reach'] });
        const { personId: byId } = sessionOf(caller);
        const before = await listCollaborators(tx, app.id);
        const known = before.find((one) => one.email === wanted);
        const by = { role: app.role, isSubject: known?.personId === byId };
        const from = known?.role ?? null;
        const refusal = collaboratorRefusal({ by, from, to: role, owners: ownersAmong(before) });
        if (refusal !== undefined) return refused(refusal);
        if (role === 'owner' && from !== 'owner') {
          const unfit =
            known === undefined ? forThoseWhoJoined : await ownerRefusal(house, tx, known.personId);
          if (unfit !== undefined) return unfit;
        }
        const now = house.clock.now();
        if (known === undefined)
          return await askIn(house, tx, origin, app, { email: wanted, role, personId: byId, now });
        await putCollaborator(tx, app.id, { personId: known.personId, role, now });
        await recordRole(house, tx, origin, app.id, { personId: known.personId, role, before: from });
        return { status: 200, body: collaboratorView({ ...known, role }, 'joined') };
      },
    }),
    appRoute(house, {
      method: 'DELETE',
      path: `${path}/:person_id`,
      summary: 'Removes a collaborator, also from the sandbox company. Anybody may leave but the last owner.',
      needs: 'developer',
      needsProof: true,
      audit: ['app.collaborator_removed', 'member.removed'],
      params: CollaboratorPath,
      reply: null,
      async handle({ caller, params: { person_id: personId }, tx, origin }, app) {
        const before = await listCollaborators(tx, app.id);
        const asked = await listAskedCollaborators(tx, app.id);
        const from = [...before, ...asked].find((each) => each.personId === personId)?.role;
        if (from === undefined) return absent;
        const by = { role: app.role, isSubject: personId === sessionOf(caller).personId };
        const refusal = collaboratorRefusal({ by, from, to: null, owners: ownersAmong(before) });
        if (refusal !== undefined) return refused(refusal);
        await removeCollaborator(tx, app.id, personId);
        await unaskCollaborator(tx, app.id, personId);
        if (app.sandbox_company_id !== null)
          await leaveSandbox(house, tx, origin, app.sandbox_company_id, personId);
        await record(house, tx, origin, {
          event: 'app.collaborator_removed',
          subject: `app:${app.id}`,
          details: { person: personId, role: from },
        });
        return { status: 204 };
      },
    }),
  ];
}

/**
 * Asks whoever reads an address to build the app: they do from when they join its sandbox, for nobody is put into a
 * company without having been asked, and the answer is the same whether anybody has the address or not. Who is in the
 * sandbox already builds the app at once.
 */
async function askIn(
  house: House,
  tx: Writer<Tables>,
  origin: Origin,
  { id: appId, sandbox_company_id: sandboxId }: FoundApp,
  asked: { readonly email: string; readonly role: Role; readonly personId: number; readonly now: number },
): Promise<RestReply> {
  if (sandboxId === null)
    return fieldErrors({ base: ['This app has no sandbox that anybody could join'] }, 409);
  const { email, role, now } = asked;
  const personId = await personAt(house, tx, origin, { kind: 'user', lastName: email, email });
  const one = { personId, email, role, since: now };
  const earlier = (await listAskedCollaborators(tx, appId)).find((each) => each.personId === personId);
  await recordRole(house, tx, origin, appId, { personId, role, before: earlier?.role ?? null });
  const member = await findMember(tx, sandboxId, null, personId);
  if (member !== undefined && member.removed_at === null && member.pending_since === null) {
    await putCollaborator(tx, appId, { personId, role, now });
    return { status: 201, body: collaboratorView({ ...one, name: memberName(member) }, 'joined') };
  }
  await askCollaborator(tx, appId, { personId, role, now });
  if (earlier === undefined) await joinSandbox(house, tx, origin, sandboxId, personId, 'pending');
  await invite(house, tx, origin, sandboxId, personId, asked.personId);
  const body = collaboratorView({ ...one, name: email, since: earlier?.since ?? now }, 'asked');
  return { status: earlier === undefined ? 201 : 200, body };
}

async function recordRole(
  house: House,
  tx: Writer<Tables>,
  origin: Origin,
  appId: number,
  set: { readonly personId: number; readonly role: Role; readonly before: Role | null },
): Promise<void> {
  await record(house, tx, origin, {
    event: 'app.collaborator_set',
    subject: `app:${appId}`,
    details: { person: set.personId, role: set.role, before: set.before },
  });
}

function ownersAmong(collaborators: readonly FoundCollaborator[]): number {
  return collaborators.filter(({ role }) => role === 'owner').length;
}

const forThoseWhoJoined = fieldErrors({
  role: [
    'is for collaborators who have joined: add them as an admin first, and wait until they join by the mail',
  ],
});

function refused(refusal: CollaboratorRefusal): RestReply {
  switch (refusal) {
    case 'managers_only':
      return { status: 403, body: { errors: ['Only owners and admins may remove others. Ask an owner.'] } };
    case 'owners_only':
      return { status: 403, body: { errors: ['Only an owner may make, change or remove an owner.'] } };
    case 'last_owner':
      return fieldErrors({ base: ['This is the last owner: make somebody else an owner first'] }, 409);
  }
}
