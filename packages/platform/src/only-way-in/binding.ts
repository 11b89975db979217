import type { Reader } from '@gatehouse/database';
import type { House } from '../house.ts';
import { mailDomainOf } from '../naming/mail-domain.ts';
import type { Tables } from '../schema/tables.ts';
import { type Binding, findBound, findCompulsory, findSpeaker } from './binding-store.ts';

/**
 * The provider that a person's company has made the only way in; undefined where they sign in as they like. Operators
 * are never bound, for no provider speaks for them: they are the way out where everything else fails. The operator's
 * switch frees everybody.
 */
export async function bindingOf(
  house: Pick<House, 'settings'>,
  tx: Reader<Tables>,
  personId: number,
): Promise<Binding | undefined> {
  const person = await findBound(tx, personId);
  const binding = person && (await bindingOfAddress(house, tx, person.email));
  return binding !== undefined && person?.companyIds.includes(binding.companyId) === true
    ? binding
    : undefined;
}

/** The same for an address, whoever has it: it tells of a domain, and not of a person. */
export async function bindingOfAddress(
  { settings }: Pick<House, 'settings'>,
  tx: Reader<Tables>,
  email: string,
): Promise<Binding | undefined> {
  const domain = mailDomainOf(email);
  return settings.identityProviders === 'off' || domain === undefined
    ? undefined
    : await findCompulsory(tx, domain);
}

/** Whether a provider may speak for a person: for members of its company under addresses of its domains alone. */
export async function isSpokenFor(
  { settings }: Pick<House, 'settings'>,
  tx: Reader<Tables>,
  personId: number,
  providerId: number | null,
): Promise<boolean> {
  const person = await findBound(tx, personId);
  const domain = person && mailDomainOf(person.email);
  if (settings.identityProviders === 'off' || domain === undefined) return false;
  const speaker = await findSpeaker(tx, domain);
  return speaker?.providerId === providerId && person?.companyIds.includes(speaker.companyId) === true;
}
