import type { Writer } from '@gatehouse/database';
import type { IdentityProviderUpdateBody } from '@gatehouse/wire';
import type { House } from '../house.ts';
import { isSpokenFor } from '../only-way-in/binding.ts';
import { countWayOuts } from '../only-way-in/way-out-store.ts';
import { fieldErrors, type Refused, type RestReply, refuse } from '../rest/rest-call.ts';
import type { Tables } from '../schema/tables.ts';
import type { Session } from '../sign-in/session.ts';
import { listDomains } from './identity-domain-store.ts';
import { changeProvider, findProviderOf, type StoredProvider } from './identity-provider-store.ts';
import { countConnected, disconnectAll } from './identity-store.ts';
import { templateFault } from './new-people.ts';
import { issuerFault } from './provider-faults.ts';
import { sealSecret } from './provider-secret.ts';

export interface Changed {
  /** What was changed, by name; no value, for one is a secret. */
  readonly fields: readonly string[];
  readonly disconnected: number;
}

/**
 * Changes a provider in place, so that who is who there stays. Another issuer may call other people by the same
 * subjects: whoever changes it has to say that it does not, or everybody is disconnected.
 */
export async function changeInPlace(
  house: House,
  tx: Writer<Tables>,
  companyId: number,
  id: number,
  wanted: IdentityProviderUpdateBody,
  by: Pick<Session, 'personId' | 'providerId'>,
): Promise<Changed | RestReply | Refused> {
  const before = await findProviderOf(tx, companyId, id);
  if (before === undefined) return refuse('item_hidden');
  const errors = {
    ...movingFaults(house, before, wanted),
    ...(await choiceFaults(house, tx, before, wanted, by)),
  };
  if (Object.keys(errors).length > 0) return fieldErrors(errors);
  const { issuer, keeps_people: keepsPeople, client_id, client_secret, template_id } = wanted;
  const now = house.clock.now();
  const since = (on: boolean | undefined, already: number | null) =>
    on === undefined ? already : on ? (already ?? now) : null;
  const moves = issuer !== undefined && issuer !== before.issuer;
  const disconnected = moves && keepsPeople === false ? await disconnectAll(tx, companyId, id) : 0;
  await changeProvider(tx, companyId, id, {
    ...(moves && { issuer }),
    ...(client_id !== undefined && { client_id }),
    ...(client_secret !== undefined && { client_secret_sealed: sealSecret(house, id, client_secret) }),
    ...(template_id !== undefined && { template_id }),
    admits_since: since(wanted.admits, before.admits_since),
    connects_since: since(wanted.connects, before.connects_since),
    trusts_mfa_since: since(wanted.trusts_mfa, before.trusts_mfa_since),
    compulsory_since: since(wanted.compulsory, before.compulsory_since),
  });
  return { fields: Object.keys(wanted), disconnected };
}

type Faults = Readonly<Record<string, readonly string[]>>;

function movingFaults(
  house: House,
  before: StoredProvider,
  { issuer, keeps_people: keepsPeople, client_secret: secret }: IdentityProviderUpdateBody,
): Faults {
  if (issuer === undefined || issuer === before.issuer) return {};
  const fault = issuerFault(house, issuer);
  if (fault !== undefined) return { issuer: [fault] };
  if (keepsPeople === undefined)
    return { keeps_people: ['is missing: say whether the new issuer calls people by the same subjects'] };
  // A secret is for the server it was made at: another one is not told it.
  return secret === undefined
    ? { client_secret: ['is missing: another issuer needs a secret of its own'] }
    : {};
}

async function choiceFaults(
  house: House,
  tx: Writer<Tables>,
  { id, company_id: companyId, compulsory_since: already }: StoredProvider,
  { template_id: templateId, compulsory }: IdentityProviderUpdateBody,
  by: Pick<Session, 'personId' | 'providerId'>,
): Promise<Faults> {
  const fault = templateId == null ? undefined : await templateFault(tx, companyId, templateId);
  if (fault !== undefined) return { template_id: [fault] };
  if (compulsory !== true || already !== null) return {};
  // Nobody locks a company out: it has been seen to work, and there is a way out for the day it does not.
  const domains = await listDomains(tx, companyId);
  if (!domains.some(({ provider_id, approved_at }) => provider_id === id && approved_at !== null))
    return { compulsory: ['needs a domain that has been proven'] };
  if (by.providerId !== id && (await isSpokenFor(house, tx, by.personId, id)))
    return { compulsory: ['would sign you out at once: sign in by this provider yourself first'] };
  if ((await countConnected(tx, companyId)).get(id) === undefined)
    return { compulsory: ['needs somebody who has signed in by this provider: try it yourself first'] };
  return (await countWayOuts(tx, companyId)).get(id) === undefined
    ? { compulsory: ['needs way-out codes, for the day the provider does not work'] }
    : {};
}
