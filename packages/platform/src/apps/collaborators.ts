import type { AppCollaboratorRow } from '../schema/tables.ts';

export type Role = AppCollaboratorRow['role'];

const rank: Readonly<Record<Role, number>> = { developer: 1, admin: 2, owner: 3 };

/** Whether somebody in this role may do what takes at least the other. */
export function mayAs(role: Role, needed: Role): boolean {
  return rank[role] >= rank[needed];
}

export type CollaboratorRefusal =
  /** Developers may leave, and nothing more. */
  | 'managers_only'
  /** Only owners make, change and remove owners. */
  | 'owners_only'
  /** An app without an owner would be nobody's. */
  | 'last_owner';

/**
 * Why a collaborator may not be given a role, or be removed (`to` null); undefined where it may happen. Anybody may
 * leave. `from` is null for somebody who is new.
 */
export function collaboratorRefusal(change: {
  readonly by: { readonly role: Role; readonly isSubject: boolean };
  readonly from: Role | null;
  readonly to: Role | null;
  readonly owners: number;
}): CollaboratorRefusal | undefined {
  const { by, from, to, owners } = change;
  if (from === 'owner' && to !== 'owner' && owners <= 1) return 'last_owner';
  if (by.isSubject && to === null) return undefined;
  if (!mayAs(by.role, 'admin')) return 'managers_only';
  const touchesOwner = from === 'owner' || to === 'owner';
  return touchesOwner && by.role !== 'owner' ? 'owners_only' : undefined;
}
