import type { Reader, Writer } from '@gatehouse/database';
import type { IdentityRow, PersonRow, Tables } from '../schema/tables.ts';

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

/** Who has an address, of any kind, as somebody who is new to a company may turn out to be them. */
export interface Holder {
  readonly personId: number;
  readonly kind: PersonRow['kind'];
  /** They are, or were, in the company's directory. */
  readonly known: boolean;
  readonly operator: boolean;
  readonly deactivated: boolean;
  /** Somebody has, or had, a way to sign in. */
  readonly entered: boolean;
  /** They have shown that they read the address. */
  readonly proven: boolean;
}

export async function findHolder(
  tx: Reader<Tables>,
  companyId: number,
  email: string,
): Promise<Holder | undefined> {
  const row = await tx
    .selectFrom('people')
    .leftJoin('company_members', (join) =>
      join
        .onRef('company_members.person_id', '=', 'people.id')
        .on('company_members.company_id', '=', companyId),
    )
    .select(['people.id', 'people.kind', 'people.password_hash', 'people.email_proven_at'])
    .select(['people.operator_since', 'people.deactivated_at', 'company_members.person_id as memberId'])
    .select(({ exists, selectFrom }) => [
      exists(selectFrom('identities').select('person_id').whereRef('person_id', '=', 'people.id')).as(
        'connected',
      ),
      exists(selectFrom('passkeys').select('person_id').whereRef('person_id', '=', 'people.id')).as('keyed'),
    ])
    .where('people.email', '=', email)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const proven = row.email_proven_at !== null;
  return {
    personId: row.id,
    kind: row.kind,
    known: row.memberId !== null,
    operator: row.operator_since !== null,
    deactivated: row.deactivated_at !== null,
    entered: proven || row.password_hash !== null || Boolean(row.connected) || Boolean(row.keyed),
    proven,
  };
}

/** Makes a user of whoever has an address that has turned out to be theirs. */
export async function ownHolder(
  tx: Writer<Tables>,
  personId: number,
  change: Partial<Pick<PersonRow, 'first_name' | 'last_name' | 'name' | 'email_proven_at'>>,
): Promise<void> {
  await tx
    .updateTable('people')
    .set({ ...change, kind: 'user' })
    .where('id', '=', personId)
    .execute();
}

/** Gives the contact of a service account another address. */
export async function freeAddress(tx: Writer<Tables>, personId: number, email: string): Promise<void> {
  await tx
    .updateTable('people')
    .set({ email })
    .where('id', '=', personId)
    .where('kind', '=', 'service_account')
    .execute();
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

/** Ends all connections of a provider; the people stay. Returns how many. */
export async function disconnectAll(
  tx: Writer<Tables>,
  companyId: number,
  providerId: number,
): Promise<number> {
  const ended = await tx
    .deleteFrom('identities')
    .where('provider_id', 'in', (from) =>
      from
        .selectFrom('identity_providers')
        .select('id')
        .where('id', '=', providerId)
        .where('company_id', '=', companyId),
    )
    .returning('subject')
    .execute();
  return ended.length;
}

/** How many people are connected by each provider of a company. */
export async function countConnected(
  tx: Reader<Tables>,
  companyId: number,
): Promise<ReadonlyMap<number, number>> {
  const rows = await tx
    .selectFrom('identities')
    .innerJoin('identity_providers', 'identity_providers.id', 'identities.provider_id')
    .select((eb) => ['identities.provider_id', eb.fn.countAll<number>().as('count')])
    .where('identity_providers.company_id', '=', companyId)
    .where('identity_providers.removed_at', 'is', null)
    .groupBy('identities.provider_id')
    .execute();
  return new Map(rows.map(({ provider_id, count }) => [provider_id, Number(count)]));
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
