import type { Writer } from '@gatehouse/database';
import { AppPath, Collaborator, CollaboratorCreate, CollaboratorPath } from '@gatehouse/wire';
import Type from 'typebox';
import {
  type FoundCollaborator,
  findUserByEmail,
  listCollaborators,
  putCollaborator,
  removeCollaborator,
} from '../apps/collaborator-store.ts';
import { type CollaboratorRefusal, collaboratorRefusal, type Role } from '../apps/collaborators.ts';
import { type Origin, record } from '../audit/audit.ts';
import type { House } from '../house.ts';
import { invite } from '../invitations/invite.ts';
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
      summary: 'Everybody who works on the app.',
      needs: 'developer',
      audit: [],
      params: AppPath,
      reply: Type.Array(Collaborator),
      handle: async ({ tx }, app) => ({
        status: 200,
        body: (await listCollaborators(tx, app.id)).map(collaboratorView),
      }),
    }),
    appRoute(house, {
      method: 'POST',
      path,
      summary:
        'Adds somebody who can sign in here, and asks them by mail into the sandbox; or gives another role.',
      needs: 'admin',
      needsProof: true,
      audit: ['app.collaborator_set', 'member.added', 'level.changed', 'invitation.sent'],
      params: AppPath,
      body: CollaboratorCreate,
      reply: Collaborator,
      async handle({ caller, body: { email, role }, tx, origin }, app) {
        const personId = await findUserByEmail(tx, email);
        if (personId === undefined)
          return fieldErrors({ email: ['belongs to nobody who signs in here: ask them to sign up first'] });
        const before = await listCollaborators(tx, app.id);
        const from = roleOf(before, personId);
        const by = { role: app.role, isSubject: personId === sessionOf(caller).personId };
        const refusal = collaboratorRefusal({ by, from, to: role, owners: ownersAmong(before) });
        if (refusal !== undefined) return refused(refusal);
        if (role === 'owner' && from !== 'owner') {
          const sandboxId = app.sandbox_company_id;
          const unfit = await ownerRefusal(house, tx, { sandboxId, personId });
          if (unfit !== undefined) return unfit;
        }
        await putCollaborator(tx, app.id, { personId, role, now: house.clock.now() });
        if (from === null && app.sandbox_company_id !== null)
          await askIn(house, tx, origin, app.sandbox_company_id, {
            personId,
            by: sessionOf(caller).personId,
          });
        await record(house, tx, origin, {
          event: 'app.collaborator_set',
          subject: `app:${app.id}`,
          details: { person: personId, role, before: from },
        });
        const added = (await listCollaborators(tx, app.id)).find((each) => each.personId === personId);
        return { status: from === null ? 201 : 200, body: added && collaboratorView(added) };
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
        const from = roleOf(before, personId);
        if (from === null) return absent;
        const by = { role: app.role, isSubject: personId === sessionOf(caller).personId };
        const refusal = collaboratorRefusal({ by, from, to: null, owners: ownersAmong(before) });
        if (refusal !== undefined) return refused(refusal);
        await removeCollaborator(tx, app.id, personId);
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

/** Nobody is put into a company without having been asked, and a sandbox is one. */
async function askIn(
  house: House,
  tx: Writer<Tables>,
  origin: Origin,
  companyId: number,
  { personId, by }: { readonly personId: number; readonly by: number },
): Promise<void> {
  await joinSandbox(house, tx, origin, companyId, personId, 'pending');
  await invite(house, tx, origin, companyId, personId, by);
}

function roleOf(collaborators: readonly FoundCollaborator[], personId: number): Role | null {
  return collaborators.find((each) => each.personId === personId)?.role ?? null;
}

function ownersAmong(collaborators: readonly FoundCollaborator[]): number {
  return collaborators.filter(({ role }) => role === 'owner').length;
}

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
