import type { Writer } from '@gatehouse/database';
import { type Origin, record } from '../audit/audit.ts';
import { joinCompany } from '../directory/join-company.ts';
import { hasEntered } from '../directory/own-person.ts';
import type { House } from '../house.ts';
import { mailDomainOf } from '../naming/mail-domain.ts';
import type { Tables } from '../schema/tables.ts';
import { admit } from './admit.ts';
import type { Told } from './ask-provider.ts';
import { findProviderOfDomain, type StoredProvider } from './identity-provider-store.ts';
import {
  connectIdentity,
  findByAddress,
  findConnected,
  isSubjectTaken,
  type Vouched,
} from './identity-store.ts';

/**
 * Whom a provider lets in here: the person its subject is connected with; else one it is connected with now, because
 * they are signed in here too or the company takes its own members by their address; else whoever is new to the company,
 * where it admits them. Undefined for everybody else.
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
  if (namesake?.member === true) {
    const proven = signedIn === namesake.personId || provider.connects_since !== null;
    if (!proven || !(await speaksFor(tx, provider, namesake))) return undefined;
    return (await connect(house, tx, origin, provider, subject, namesake.personId))
      ? namesake.personId
      : undefined;
  }
  if (provider.admits_since === null || (await isSubjectTaken(tx, { providerId, subject }))) return undefined;
  if (!(await ownsAddress(tx, provider, email))) return undefined;
  const personId = await admit(house, tx, origin, provider, { ...told, email }, signedIn);
  if (personId === undefined || !(await connect(house, tx, origin, provider, subject, personId)))
    return undefined;
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
  const ownAccount = await hasEntered(tx, personId);
  if (!(await connectIdentity(tx, row))) return false;
  await joinCompany(tx, companyId, personId, { now: row.connected_at, ownAccount });
  await record(house, tx, origin, {
    event: 'person.identity_connected',
    companyId,
    subject: `person:${personId}`,
    details: { identity_provider_id: id },
  });
  return true;
}
