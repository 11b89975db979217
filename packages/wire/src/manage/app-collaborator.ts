import Type, { type Static, type StaticDecode } from 'typebox';
import { IdInput } from '../rest/input.ts';
import { Timestamp } from '../rest/output.ts';

/** Owners and admins hold credentials, promote and invite; developers configure and save versions. */
export const CollaboratorRole = Type.Enum(['owner', 'admin', 'developer']);
export type CollaboratorRole = Static<typeof CollaboratorRole>;

/** Somebody who works on an app. */
export const Collaborator = Type.Object({
  person: Type.Object({ id: Type.Integer(), name: Type.String(), email: Type.String() }),
  role: CollaboratorRole,
  since: Timestamp,
  /** Was asked by mail and has not said yes: sees nothing of the app, and is called by the address alone. */
  pending: Type.Boolean(),
});
export type Collaborator = Static<typeof Collaborator>;

/** The body of POST /manage/v1/apps/{app_id}/collaborators; for one who is there already it changes the role. */
export const CollaboratorCreate = Type.Object({
  email: Type.String({ minLength: 1, examples: ['devon@example.com'] }),
  role: CollaboratorRole,
});

/** /manage/v1/apps/{app_id}/collaborators/{person_id} */
export const CollaboratorPath = Type.Object({ app_id: IdInput, person_id: IdInput });
export type CollaboratorPath = StaticDecode<typeof CollaboratorPath>;
