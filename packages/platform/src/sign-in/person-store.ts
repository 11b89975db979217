import type { Reader, Writer } from '@gatehouse/database';
import type { Tables } from '../schema/tables.ts';

/** A person as pages greet them. */
export interface PagePerson {
  readonly id: number;
  readonly name: string;
  readonly email: string;
  readonly locale: 'en' | 'es' | null;
  readonly operatorSince: number | null;
}

/** Who may sign in under an address, with what the password is checked against. */
export interface Account {
  readonly personId: number;
  readonly passwordHash: string;
}

export async function findPerson(tx: Reader<Tables>, personId: number): Promise<PagePerson | undefined> {
  return await tx
    .selectFrom('people')
    .select(['id', 'name', 'email', 'locale', 'operator_since as operatorSince'])
    .where('id', '=', personId)
    .executeTakeFirst();
}

/** The account of an address; contacts, service accounts and deactivated people have none. */
export async function findAccount(tx: Reader<Tables>, email: string): Promise<Account | undefined> {
  const found = await tx
    .selectFrom('people')
    .select(['id', 'password_hash'])
    .where('email', '=', email)
    .where('kind', '=', 'user')
    .where('deactivated_at', 'is', null)
    .executeTakeFirst();
  if (found === undefined || found.password_hash === null) return undefined;
  return { personId: found.id, passwordHash: found.password_hash };
}

/** A person who may sign in: by a password, or else, where the hash is null, at a provider of their company's. */
export interface User {
  readonly personId: number;
  readonly passwordHash: string | null;
  readonly email: string;
  readonly locale: 'en' | 'es' | null;
}

export async function findUser(tx: Reader<Tables>, personId: number): Promise<User | undefined> {
  const found = await tx
    .selectFrom('people')
    .select(['email', 'locale', 'password_hash'])
    .where('id', '=', personId)
    .where('kind', '=', 'user')
    .where('deactivated_at', 'is', null)
    .executeTakeFirst();
  if (found === undefined) return undefined;
  const { email, locale, password_hash: passwordHash } = found;
  return { personId, passwordHash, email, locale };
}

/** The account of a person, while they may sign in by a password. */
export async function findAccountOf(tx: Reader<Tables>, personId: number): Promise<Account | undefined> {
  const passwordHash = (await findUser(tx, personId))?.passwordHash ?? null;
  return passwordHash === null ? undefined : { personId, passwordHash };
}

/** Replaces a hash by one of the same password, unless the password was changed in between. */
export async function replacePasswordHash(tx: Writer<Tables>, account: Account, hash: string): Promise<void> {
  await tx
    .updateTable('people')
    .set({ password_hash: hash })
    .where('id', '=', account.personId)
    .where('password_hash', '=', account.passwordHash)
    .execute();
}

/** Sets the language a person reads; false if it was that already. */
export async function setLocale(tx: Writer<Tables>, personId: number, locale: 'en' | 'es'): Promise<boolean> {
  const changed = await tx
    .updateTable('people')
    .set({ locale })
    .where('id', '=', personId)
    .where((where) => where.or([where('locale', 'is', null), where('locale', '!=', locale)]))
    .returning('id')
    .execute();
  return changed.length > 0;
}
