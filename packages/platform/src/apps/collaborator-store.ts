import type { Reader, Writer } from '@gatehouse/database';
import { directoryName } from '../naming/directory-name.ts';
import { emailKey } from '../naming/email-key.ts';
import type { Tables } from '../schema/tables.ts';
import type { Role } from './collaborators.ts';
import { textFault } from './text-rules.ts';

export interface FoundCollaborator {
  readonly personId: number;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly since: number;
}

/** Everybody who works on an app, the earliest first; by their address as long as they have not joined its sandbox. */
export async function listCollaborators(tx: Reader<Tables>, appId: number): Promise<FoundCollaborator[]> {
  return await tx
    .selectFrom('app_collaborators')
    .innerJoin('people', 'people.id', 'app_collaborators.person_id')
    .innerJoin('apps', 'apps.id', 'app_collaborators.app_id')
    .leftJoin('company_members as member', (join) =>
      join
        .onRef('member.company_id', '=', 'apps.sandbox_company_id')
        .onRef('member.person_id', '=', 'app_collaborators.person_id'),
    )
    .select([
      'people.id as personId',
      directoryName('member', 'people').as('name'),
      'people.email',
      'app_collaborators.role',
      'app_collaborators.created_at as since',
    ])
    .where('app_collaborators.app_id', '=', appId)
    .orderBy('app_collaborators.created_at')
    .orderBy('people.id')
    .execute();
}

/**
 * A user who can sign in here, by an address that they have proven to read; contacts and service accounts build no
 * apps. Otherwise whoever took somebody's address could wait under it to be given their work.
 */
export async function findUserByEmail(tx: Reader<Tables>, email: string): Promise<number | undefined> {
  // Not every engine takes what nobody types; such an address is nobody's.
  if (textFault(email, 'paragraph') !== undefined) return undefined;
  const row = await tx
    .selectFrom('people')
    .select('id')
    .where('email', '=', emailKey(email))
    .where('kind', '=', 'user')
    .where('deactivated_at', 'is', null)
    .where((where) =>
      where.or([where('email_proven_at', 'is not', null), where('operator_since', 'is not', null)]),
    )
    .executeTakeFirst();
  return row?.id;
}

/** Makes somebody a collaborator, or gives one another role. */
export async function putCollaborator(
  tx: Writer<Tables>,
  appId: number,
  collaborator: { readonly personId: number; readonly role: Role; readonly now: number },
): Promise<void> {
  const { personId, role, now } = collaborator;
  await tx
    .insertInto('app_collaborators')
    .values({ app_id: appId, person_id: personId, role, created_at: now })
    .onConflict((on) => on.columns(['person_id', 'app_id']).doUpdateSet({ role }))
    .execute();
}

export async function removeCollaborator(tx: Writer<Tables>, appId: number, personId: number): Promise<void> {
  await tx
    .deleteFrom('app_collaborators')
    .where('app_id', '=', appId)
    .where('person_id', '=', personId)
    .execute();
}
