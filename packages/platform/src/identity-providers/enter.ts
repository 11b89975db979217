import type { Writer } from '@gatehouse/database';
import { type Origin, record } from '../audit/audit.ts';
import { addCompanyMember } from '../directory/members.ts';
import { createPerson } from '../directory/people.ts';
import type { House } from '../house.ts';
import type { Tables } from '../schema/tables.ts';
import type { Told } from './ask-provider.ts';
import { findProviderOfDomain, type StoredProvider } from './identity-provider-store.ts';
import {
  connectIdentity,
  findByAddress,
  findConnected,
  isAddressTaken,
  isSubjectTaken,
  type Vouched,
} from './identity-store.ts';
import { mailDomainOf } from './mail-domain.ts';

/**
 * Whom a provider lets in here: the person its subject is connected with; else one it is connected with now, because
 * they are signed in here too or the company takes its own members by their address; else somebody new, where the
 * company admits them. Undefined for everybody else.
 *
 * A provider speaks for addresses of its company's approved domains and members of its company alone, and never for an
 * operator: whoever runs a company's provider could else become anybody.
 */
export async function personVouchedFor(
  house: House,
  tx: Writer<Tables>,
  origin: Origin,
  provider: StoredProvider,
  told: Told,
  /** Who is signed in here in the same browser. */
  signedIn: number | undefined,
): Promise<number | undefined> {
  const { id: providerId, company_id: companyId } = provider;
  const { subject } = told;
  const known = await findConnected(tx, companyId, { providerId, subject });
  if (known !== undefined) return (await speaksFor(tx, provider, known)) ? known.personId : undefined;
  const { email } = told;
  if (email === undefined || !told.emailVerified) return undefined;
  const namesake = await findByAddress(tx, companyId, email);
  if (namesake !== undefined) {
    const proven = signedIn === namesake.personId || provider.connects_since !== null;
    if (!proven || !(await speaksFor(tx, provider, namesake))) return undefined;
    return (await connect(house, tx, origin, provider, subject, namesake.personId))
      ? namesake.personId
      : undefined;
  }
  if (provider.admits_since === null || (await isAddressTaken(tx, email))) return undefined;
  if (await isSubjectTaken(tx, { providerId, subject })) return undefined;
  if (!(await ownsAddress(tx, provider, email))) return undefined;
  const personId = await admit(house, tx, origin, companyId, told, email);
  await connect(house, tx, origin, provider, subject, personId);
  return personId;
}

async function speaksFor(tx: Writer<Tables>, provider: StoredProvider, person: Vouched): Promise<boolean> {
  return person.member && !person.operator && (await ownsAddress(tx, provider, person.email));
}

async function ownsAddress(tx: Writer<Tables>, { id }: StoredProvider, email: string): Promise<boolean> {
  const domain = mailDomainOf(email);
  return domain !== undefined && (await findProviderOfDomain(tx, domain))?.id === id;
}

async function connect(
  house: House,
  tx: Writer<Tables>,
  origin: Origin,
  { id, company_id: companyId }: StoredProvider,
  subject: string,
  personId: number,
): Promise<boolean> {
  const row = { provider_id: id, subject, person_id: personId, connected_at: house.clock.now() };
  if (!(await connectIdentity(tx, row))) return false;
  await record(house, tx, origin, {
    event: 'person.identity_connected',
    companyId,
    subject: `person:${personId}`,
    details: { identity_provider_id: id },
  });
  return true;
}

/** In the company's directory, and without any permission, as everybody begins there. */
async function admit(
  house: House,
  tx: Writer<Tables>,
  origin: Origin,
  companyId: number,
  { givenName, familyName, name }: Told,
  email: string,
): Promise<number> {
  const personId = await createPerson(house, tx, origin, {
    kind: 'user',
    firstName: familyName === undefined ? null : cut(givenName ?? null),
    lastName: cut(familyName ?? name ?? email) ?? email,
    email,
    emailProven: true,
  });
  await addCompanyMember(house, tx, origin, companyId, { personId });
  return personId;
}

/** As long as a name may be here, and without what cannot be seen. */
function cut(text: string | null): string | null {
  return text?.replace(/\p{C}/gu, '').slice(0, 120) ?? null;
}
