import type { Reader, Writer } from '@gatehouse/database';
import type { IdentityRow, Tables } from '../schema/tables.ts';

/** A person as a provider may vouch for them. */
export interface Vouched {
  readonly personId: number;
  readonly email: string;
  /** They are in the provider's company now. */
  readonly member: boolean;
  readonly operator: boolean;
}

/** Whom a provider's subject is connected with, while they may sign in at all. */
export async function findConnected(
  tx: Reader<Tables>,
  companyId: number,
  { providerId, subject }: { readonly providerId: number; readonly subject: string },
): Promise<Vouched | undefined> {
  return vouchedFrom(
    await people(tx, companyId)
      .innerJoin('identities', 'identities.person_id', 'people.id')
      .where('identities.provider_id', '=', providerId)
      .where('identities.subject', '=', subject)
      .executeTakeFirst(),
  );
}

/** Who has this address, while they may sign in at all. */
export async function findByAddress(
  tx: Reader<Tables>,
  companyId: number,
  email: string,
): Promise<Vouched | undefined> {
  return vouchedFrom(await people(tx, companyId).where('people.email', '=', email).executeTakeFirst());
}

/** Whether the address is anybody's, of any kind: then nobody new gets it. */
export async function isAddressTaken(tx: Reader<Tables>, email: string): Promise<boolean> {
  const taken = await tx.selectFrom('people').select('id').where('email', '=', email).executeTakeFirst();
  return taken !== undefined;
}

/** Whether the subject is connected with anybody, also with one who may not sign in: then it is nobody new. */
export async function isSubjectTaken(
  tx: Reader<Tables>,
  { providerId, subject }: { readonly providerId: number; readonly subject: string },
): Promise<boolean> {
  const taken = await tx
    .selectFrom('identities')
    .select('subject')
    .where('provider_id', '=', providerId)
    .where('subject', '=', subject)
    .executeTakeFirst();
  return taken !== undefined;
}

/** False where the subject, or the person at this provider, is connected already. */
export async function connectIdentity(tx: Writer<Tables>, row: IdentityRow): Promise<boolean> {
  const connected = await tx
    .insertInto('identities')
    .values(row)
    .onConflict((on) => on.doNothing())
    .returning('subject')
    .executeTakeFirst();
  return connected !== undefined;
}

function people(tx: Reader<Tables>, companyId: number) {
  return tx
    .selectFrom('people')
    .leftJoin('company_members', (join) =>
      join
        .onRef('company_members.person_id', '=', 'people.id')
        .on('company_members.company_id', '=', companyId)
        .on('company_members.removed_at', 'is', null),
    )
    .select([
      'people.id as personId',
      'people.email',
      'people.operator_since',
      'company_members.person_id as memberId',
    ])
    .where('people.kind', '=', 'user')
    .where('people.deactivated_at', 'is', null);
}

function vouchedFrom(
  row:
    | { personId: number; email: string; operator_since: number | null; memberId: number | null }
    | undefined,
): Vouched | undefined {
  if (row === undefined) return undefined;
  const { personId, email } = row;
  return { personId, email, member: row.memberId !== null, operator: row.operator_since !== null };
}
