import type { Writer } from '@gatehouse/database';
import { type Origin, record } from '../audit/audit.ts';
import { endEarlierReader } from '../directory/earlier-reader.ts';
import { addCompanyMember } from '../directory/members.ts';
import { createPerson } from '../directory/people.ts';
import type { House } from '../house.ts';
import { keepMemberWords } from '../naming/member-words.ts';
import { addressOfNobody, fullName } from '../naming/person-name.ts';
import type { Tables } from '../schema/tables.ts';
import type { Told } from './ask-provider.ts';
import type { StoredProvider } from './identity-provider-store.ts';
import { findHolder, freeAddress, type Holder, ownHolder } from './identity-store.ts';
import { welcome } from './new-people.ts';

type Means = Pick<House, 'clock' | 'random'>;

/**
 * Puts somebody into the company's directory who was not in it, with the permissions that the company chose for
 * everybody who comes so, or none: a new person, or one whom others have under this address. No other company keeps
 * somebody out by having entered the address first. Undefined where the account may be somebody else's.
 */
export async function admit(
  house: Means,
  tx: Writer<Tables>,
  origin: Origin,
  { company_id: companyId, template_id: templateId }: StoredProvider,
  told: Told & { readonly email: string },
  /** Who is signed in here in the same browser. */
  signedIn: number | undefined,
): Promise<number | undefined> {
  const holder = await findHolder(tx, companyId, told.email);
  if (holder !== undefined && !isTheirs(holder, signedIn)) return undefined;
  const personId =
    holder === undefined || holder.kind === 'service_account'
      ? await create(house, tx, origin, told, holder)
      : await take(house, tx, origin, holder, told);
  const standing = holder?.kind !== 'service_account' && holder?.entered === true ? 'joined' : undefined;
  await addCompanyMember(house, tx, origin, companyId, { personId, standing });
  await welcome(house, tx, origin, companyId, { personId, templateId });
  return personId;
}

/**
 * Whether an account under the address is its owner's. One that nobody could ever enter was but an entry in a directory;
 * one that somebody entered is theirs who read its mail, and is signed in now. What the company itself switched off
 * stays off.
 */
function isTheirs(holder: Holder, signedIn: number | undefined): boolean {
  if (holder.kind === 'service_account') return true;
  if (holder.known || holder.operator || holder.deactivated) return false;
  return !holder.entered || (holder.proven && holder.personId === signedIn);
}

async function create(
  house: Means,
  tx: Writer<Tables>,
  origin: Origin,
  told: Told & { readonly email: string },
  holder: Holder | undefined,
): Promise<number> {
  // The contact of a service account has no mail: an address that it was given is free for whoever reads it.
  if (holder !== undefined) {
    await freeAddress(tx, holder.personId, addressOfNobody(house.random));
    await keepMemberWords(tx, holder.personId);
    const subject = `person:${holder.personId}`;
    await record(house, tx, origin, { event: 'person.email_changed', subject });
  }
  const { email } = told;
  return await createPerson(house, tx, origin, { kind: 'user', ...nameOf(told), email, emailProven: true });
}

async function take(
  house: Means,
  tx: Writer<Tables>,
  origin: Origin,
  holder: Holder,
  told: Told & { readonly email: string },
) {
  const { firstName, lastName } = nameOf(told);
  // What somebody calls themselves stays; what others called them does not.
  const name = holder.entered
    ? {}
    : { first_name: firstName, last_name: lastName, name: fullName(firstName, lastName) };
  // Somebody may have been in by a way that is gone: a provider that was disconnected, a password that was taken away.
  if (!holder.proven) await endEarlierReader(house, tx, origin, holder.personId);
  await ownHolder(tx, holder.personId, { ...name, email_proven_at: house.clock.now() });
  return holder.personId;
}

function nameOf({ givenName, familyName, name, email }: Told & { readonly email: string }) {
  return {
    firstName: familyName === undefined ? null : cut(givenName ?? null),
    lastName: cut(familyName ?? name ?? email) ?? email,
  };
}

/** As long as a name may be here, and without what cannot be seen. */
function cut(text: string | null): string | null {
  return text?.replace(/\p{C}/gu, '').slice(0, 120) ?? null;
}
