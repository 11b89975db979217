import type { Reader } from '@gatehouse/database';
import type { IdentityProvider } from '@gatehouse/wire';
import type { House } from '../house.ts';
import { countWayOuts } from '../only-way-in/way-out-store.ts';
import type { Tables } from '../schema/tables.ts';
import { callbackOf } from './ask-provider.ts';
import { recordOf } from './domain-proof.ts';
import { listDomains, type StoredDomain } from './identity-domain-store.ts';
import { listProviders } from './identity-provider-store.ts';
import { countConnected } from './identity-store.ts';

/** The providers of a company as its admins see them: everything but the secret. */
export async function providersOf(
  house: House,
  tx: Reader<Tables>,
  companyId: number,
): Promise<IdentityProvider[]> {
  const domains = await listDomains(tx, companyId);
  const connected = await countConnected(tx, companyId);
  const wayOuts = await countWayOuts(tx, companyId);
  return (await listProviders(tx, companyId)).map((provider) => ({
    id: provider.id,
    issuer: provider.issuer,
    client_id: provider.client_id,
    redirect_uri: callbackOf(house, provider.id),
    admits: provider.admits_since !== null,
    connects: provider.connects_since !== null,
    trusts_mfa: provider.trusts_mfa_since !== null,
    compulsory: provider.compulsory_since !== null,
    template_id: provider.template_id,
    connected_people: connected.get(provider.id) ?? 0,
    way_out_codes: wayOuts.get(provider.id) ?? 0,
    domains: domains
      .filter(({ provider_id }) => provider_id === provider.id)
      .map((domain) => domainView(house, companyId, domain)),
  }));
}

/** The domains of one provider of a company. */
export async function domainsOf(
  house: House,
  tx: Reader<Tables>,
  companyId: number,
  providerId: number,
): Promise<IdentityProvider['domains']> {
  return (await listDomains(tx, companyId))
    .filter(({ provider_id }) => provider_id === providerId)
    .map((domain) => domainView(house, companyId, domain));
}

function domainView(
  house: House,
  companyId: number,
  { id, domain, approved_at, dns_proven_at, rejected_at, rejection }: StoredDomain,
): IdentityProvider['domains'][number] {
  const byDns = house.settings.domainProof === 'dns_or_operator';
  return {
    id,
    domain,
    state: approved_at !== null ? 'approved' : rejected_at !== null ? 'rejected' : 'waiting',
    approved: approved_at !== null,
    proven_by: approved_at === null ? null : dns_proven_at === null ? 'operator' : 'dns',
    rejection,
    dns_record: byDns ? recordOf(house, companyId, domain) : null,
  };
}
