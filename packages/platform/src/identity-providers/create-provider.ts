import type { Writer } from '@gatehouse/database';
import type { IdentityProviderCreateBody } from '@gatehouse/wire';
import { type Origin, record } from '../audit/audit.ts';
import type { House } from '../house.ts';
import { fieldErrors, type Place, type RestReply } from '../rest/rest-call.ts';
import type { Tables } from '../schema/tables.ts';
import { insertDomain } from './identity-domain-store.ts';
import { changeProvider, insertProvider } from './identity-provider-store.ts';
import { templateFault } from './new-people.ts';
import { providerFaults } from './provider-faults.ts';
import { sealSecret } from './provider-secret.ts';

/** Registers a provider with the domains that it is to speak for; its id, or why not. */
export async function createProvider(
  house: House,
  tx: Writer<Tables>,
  origin: Origin,
  { companyId, personId }: Place,
  body: IdentityProviderCreateBody,
): Promise<number | RestReply> {
  const read = providerFaults(house, body);
  if (!read.ok) return fieldErrors(read.errors);
  const { template_id: templateId = null } = body;
  const fault = templateId === null ? undefined : await templateFault(tx, companyId, templateId);
  if (fault !== undefined) return fieldErrors({ template_id: [fault] });
  const now = house.clock.now();
  const since = (on: boolean | undefined) => (on === true ? now : null);
  const id = await insertProvider(tx, companyId, {
    issuer: body.issuer,
    client_id: body.client_id,
    client_secret_sealed: '',
    admits_since: since(body.admits),
    connects_since: since(body.connects),
    trusts_mfa_since: since(body.trusts_mfa),
    template_id: templateId,
    created_by: personId,
    created_at: now,
  });
  // Sealed for a provider that has its id now.
  const client_secret_sealed = sealSecret(house, id, body.client_secret);
  await changeProvider(tx, companyId, id, { client_secret_sealed });
  for (const domain of read.domains)
    await insertDomain(tx, companyId, { provider_id: id, domain, created_at: now });
  await record(house, tx, origin, {
    event: 'identity_provider.created',
    companyId,
    subject: `identity_provider:${id}`,
    details: { issuer: body.issuer, domains: read.domains.join(' ') },
  });
  return id;
}
