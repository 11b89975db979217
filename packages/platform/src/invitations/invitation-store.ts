import type { Reader, Writer } from '@gatehouse/database';
import { directoryName } from '../naming/directory-name.ts';
import type { Tables } from '../schema/tables.ts';

export type AliveInvitation = NonNullable<Awaited<ReturnType<typeof findAliveInvitation>>>;

/**
 * The invitation of a token, while it can be accepted: not used, not withdrawn, not over, its person still in the
 * company, and either nobody's password set yet or the company not joined. Whoever has a password proves who they are
 * by that.
 */
export async function findAliveInvitation(tx: Reader<Tables>, tokenHashes: readonly string[], now: number) {
  return await tx
    .selectFrom('invitations')
    .innerJoin('people', 'people.id', 'invitations.person_id')
    .innerJoin('companies', 'companies.id', 'invitations.company_id')
    .innerJoin('company_members', (join) =>
      join
        .onRef('company_members.company_id', '=', 'invitations.company_id')
        .onRef('company_members.person_id', '=', 'invitations.person_id'),
    )
    .select([
      'invitations.id',
      'invitations.company_id',
      'invitations.person_id',
      'companies.name as company',
    ])
    .select(['people.email', 'people.first_name', 'people.last_name', 'people.kind', 'people.password_hash'])
    .where('invitations.token_hash', 'in', tokenHashes)
    .where('invitations.accepted_at', 'is', null)
    .where('invitations.revoked_at', 'is', null)
    .where('invitations.expires_at', '>', now)
    .where('company_members.removed_at', 'is', null)
    .where('companies.deactivated_at', 'is', null)
    .where('people.deactivated_at', 'is', null)
    .where((where) =>
      where.or([
        where('people.password_hash', 'is', null),
        where('company_members.pending_since', 'is not', null),
      ]),
    )
    .where('people.kind', '!=', 'service_account')
    .executeTakeFirst();
}

/** Uses an invitation up. Of several that try, one gets true. */
export async function claimInvitation(tx: Writer<Tables>, id: number, now: number): Promise<boolean> {
  const claimed = await tx
    .updateTable('invitations')
    .set({ accepted_at: now })
    .where('id', '=', id)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .returning('id')
    .executeTakeFirst();
  return claimed !== undefined;
}

/** Those of a company that wait for an answer, the latest first. */
export async function listInvitations(
  tx: Reader<Tables>,
  companyId: number,
  { now, perPage, offset }: { readonly now: number; readonly perPage: number; readonly offset: number },
) {
  const waiting = tx
    .selectFrom('invitations')
    .innerJoin('people', 'people.id', 'invitations.person_id')
    .innerJoin('company_members as m', (join) =>
      join
        .onRef('m.company_id', '=', 'invitations.company_id')
        .onRef('m.person_id', '=', 'invitations.person_id'),
    )
    .where('invitations.company_id', '=', companyId)
    .where('invitations.accepted_at', 'is', null)
    .where('invitations.revoked_at', 'is', null)
    .where('invitations.expires_at', '>', now)
    .where('m.removed_at', 'is', null);
  const { total } = await waiting
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const invitations = await waiting
    .select(['people.id', 'people.email', directoryName('m', 'people').as('name')])
    .select(['invitations.created_at', 'invitations.expires_at'])
    .orderBy('invitations.id', 'desc')
    .limit(perPage)
    .offset(offset)
    .execute();
  return { total: Number(total), invitations };
}

/** Withdraws what a company has asked of a person; how many there were. */
export async function revokeInvitations(
  tx: Writer<Tables>,
  companyId: number,
  personId: number,
  now: number,
): Promise<number> {
  const revoked = await tx
    .updateTable('invitations')
    .set({ revoked_at: now })
    .where('company_id', '=', companyId)
    .where('person_id', '=', personId)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .returning('id')
    .execute();
  return revoked.length;
}

/** The one that is sent next stands in place of all before it: each person has one at most in each company. */
export async function forgetInvitations(
  tx: Writer<Tables>,
  companyId: number,
  personId: number,
): Promise<void> {
  await tx
    .deleteFrom('invitations')
    .where('company_id', '=', companyId)
    .where('person_id', '=', personId)
    .execute();
}
