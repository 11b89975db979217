import type { Reader, Writer } from '@gatehouse/database';
import type { Tables } from '../schema/tables.ts';

/** Who signs in under an address, switched off or not, with what hangs on them. */
export async function findPersonUnder(tx: Reader<Tables>, email: string, now: number) {
  return await tx
    .selectFrom('people')
    .select(['id', 'name', 'email', 'operator_since', 'deactivated_at'])
    .select(({ selectFrom }) => [
      selectFrom('company_members')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .whereRef('company_members.person_id', '=', 'people.id')
        .where('company_members.removed_at', 'is', null)
        .as('companies'),
      selectFrom('sessions')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .whereRef('sessions.person_id', '=', 'people.id')
        .where('sessions.ended_at', 'is', null)
        .where('sessions.expires_at', '>', now)
        .as('sessions'),
      selectFrom('grants')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .whereRef('grants.person_id', '=', 'people.id')
        .where('grants.revoked_at', 'is', null)
        .as('connected_apps'),
    ])
    .where('email', '=', email)
    .where('kind', '=', 'user')
    .executeTakeFirst();
}

/** Switches somebody off, or on again with null; false where they were so already. */
export async function setDeactivated(
  tx: Writer<Tables>,
  personId: number,
  at: number | null,
): Promise<boolean> {
  const changed = await tx
    .updateTable('people')
    .set({ deactivated_at: at })
    .where('id', '=', personId)
    .where('kind', '=', 'user')
    .where('deactivated_at', at === null ? 'is not' : 'is', null)
    .returning('id')
    .executeTakeFirst();
  return changed !== undefined;
}

/** What somebody has allowed, and nobody has taken back. */
export async function listGrantsOf(tx: Reader<Tables>, personId: number): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('grants')
    .select('id')
    .where('person_id', '=', personId)
    .where('revoked_at', 'is', null)
    .execute();
  return rows.map(({ id }) => id);
}

/** The address of somebody who has shown that they read it, and in which language they do. */
export async function findProvenReader(tx: Reader<Tables>, personId: number) {
  return await tx
    .selectFrom('people')
    .select(['email', 'locale'])
    .where('id', '=', personId)
    .where('email_proven_at', 'is not', null)
    .executeTakeFirst();
}
