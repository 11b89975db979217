import type { Reader, Writer } from '@gatehouse/database';
import { directoryName } from '../naming/directory-name.ts';
import type { Tables } from '../schema/tables.ts';
import type { Role } from './collaborators.ts';

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

/** Whom somebody asked to build an app, and who has not said yet whether they do, by the address that was written to. */
export async function listAskedCollaborators(
  tx: Reader<Tables>,
  appId: number,
): Promise<FoundCollaborator[]> {
  const asked = await tx
    .selectFrom('asked_collaborators as asked')
    .innerJoin('people', 'people.id', 'asked.person_id')
    .select(['people.id as personId', 'people.email', 'asked.role', 'asked.created_at as since'])
    .where('asked.app_id', '=', appId)
    .orderBy('asked.created_at')
    .orderBy('people.email')
    .execute();
  return asked.map((one) => ({ ...one, name: one.email }));
}

/** Asks somebody to build an app, or to do so in another role. */
export async function askCollaborator(
  tx: Writer<Tables>,
  appId: number,
  collaborator: { readonly personId: number; readonly role: Role; readonly now: number },
): Promise<void> {
  const { personId, role, now } = collaborator;
  await tx
    .insertInto('asked_collaborators')
    .values({ app_id: appId, person_id: personId, role, created_at: now })
    .onConflict((on) => on.columns(['app_id', 'person_id']).doUpdateSet({ role }))
    .execute();
}

/** Takes the question back; false where there was none. */
export async function unaskCollaborator(
  tx: Writer<Tables>,
  appId: number,
  personId: number,
): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('asked_collaborators')
    .where('app_id', '=', appId)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Whoever joined a sandbox builds the apps that they were asked to build in it. */
export async function becomeCollaborators(
  tx: Writer<Tables>,
  sandboxId: number,
  { personId, now }: { readonly personId: number; readonly now: number },
): Promise<void> {
  const asked = await tx
    .selectFrom('asked_collaborators as asked')
    .innerJoin('apps', 'apps.id', 'asked.app_id')
    .select(['asked.app_id', 'asked.role'])
    .where('asked.person_id', '=', personId)
    .where('apps.sandbox_company_id', '=', sandboxId)
    .execute();
  for (const { app_id: appId, role } of asked) {
    await putCollaborator(tx, appId, { personId, role, now });
    await unaskCollaborator(tx, appId, personId);
  }
}
