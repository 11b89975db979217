import type { App, CollaboratorRole } from '@gatehouse/wire';

const roles = ['developer', 'admin', 'owner'] as const satisfies readonly CollaboratorRole[];

/** The roles that somebody of this role can give: only owners make owners. */
export function givable({ role }: App): readonly CollaboratorRole[] {
  return role === 'owner' ? roles : roles.filter((one) => one !== 'owner');
}

export function roleOf(text: string): CollaboratorRole {
  return roles.find((role) => role === text) ?? 'developer';
}
