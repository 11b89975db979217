import { CompanyIdPath, IdentityDomain, IdentityDomainBody, IdentityDomainPath } from '@gatehouse/wire';
import { NOT_FOUND } from '../access/refusal.ts';
import { record } from '../audit/audit.ts';
import type { House } from '../house.ts';
import { companyAdmin } from '../installations/rights.ts';
import { failureThrottle } from '../limits/failure-throttle.ts';
import { mailDomain } from '../naming/mail-domain.ts';
import { fieldErrors, type RestReply, refuse } from '../rest/rest-call.ts';
import { restRoute } from '../rest/rest-route.ts';
import type { Route } from '../route.ts';
import { proveByDns } from './domain-proof.ts';
import {
  approveDomain,
  insertDomain,
  listDomains,
  removeDomain,
  wasRejected,
} from './identity-domain-store.ts';
import { findProviderOf } from './identity-provider-store.ts';
import { domainsOf } from './provider-view.ts';

const path = '/manage/v1/companies/:company_id/identity_providers/:id/domains';
const nothingHere: RestReply = { status: 404, body: { errors: NOT_FOUND.errors } };
const mostDomains = 20;
/** Each asks the DNS: so many a minute of one company. */
const proofsOfCompany = 30;

/** The mail domains of a company's provider, and the proof that they are the company's. */
const rejectedBefore = { domain: ['was rejected by an operator: ask them'] };

export function identityDomainRoutes(house: House): Route[] {
  const throttle = failureThrottle(house.clock);
  const line = { audience: 'manage', right: companyAdmin, on: 'single', needsProof: true } as const;
  const names = ({ params }: { params: { company_id: number } }) => ({ companyId: params.company_id });
  return [
    restRoute(house, {
      ...line,
      method: 'POST',
      path,
      summary: 'Adds a mail domain to a provider. It counts once it is proven that it is the company’s.',
      audit: ['identity_provider.domain_added'],
      params: CompanyIdPath,
      body: IdentityDomainBody,
      reply: IdentityDomain,
      names,
      async handle({ place: { companyId }, params: { id: providerId }, body, tx, origin }) {
        if ((await findProviderOf(tx, companyId, providerId)) === undefined) return refuse('item_hidden');
        const domain = mailDomain(body.domain);
        if (domain === undefined) return fieldErrors({ domain: ['must be a mail domain, like example.com'] });
        const known = (await listDomains(tx, companyId)).filter(
          ({ provider_id }) => provider_id === providerId,
        );
        if (known.length >= mostDomains)
          return fieldErrors({ domain: [`is one too many: a provider has ${mostDomains} at most`] });
        const row = { provider_id: providerId, domain, created_at: house.clock.now() };
        if (!(await insertDomain(tx, companyId, row)))
          return fieldErrors({ domain: ['is a domain of this provider already'] });
        await record(house, tx, origin, {
          event: 'identity_provider.domain_added',
          companyId,
          subject: `identity_provider:${providerId}`,
          details: { domain },
        });
        const added = await domainsOf(house, tx, companyId, providerId);
        return { status: 201, body: added.find((each) => each.domain === domain) };
      },
    }),
    restRoute(house, {
      ...line,
      method: 'DELETE',
      path: `${path}/:domain_id`,
      summary: 'Takes a mail domain from a provider: from now on it speaks for no address in it.',
      audit: ['identity_provider.domain_removed'],
      params: IdentityDomainPath,
      reply: null,
      names,
      async handle({ place: { companyId }, params: { id: providerId, domain_id: id }, tx, origin }) {
        const known = (await domainsOf(house, tx, companyId, providerId)).find((each) => each.id === id);
        if (known?.state === 'rejected')
          return fieldErrors({ domain: ['was rejected by an operator, and stays so: ask them'] });
        const domain = await removeDomain(tx, companyId, { providerId, id });
        if (domain === undefined) return refuse('item_hidden');
        await record(house, tx, origin, {
          event: 'identity_provider.domain_removed',
          companyId,
          subject: `identity_provider:${providerId}`,
          details: { domain },
        });
        return { status: 204 };
      },
    }),
    restRoute(house, {
      ...line,
      method: 'POST',
      path: `${path}/:domain_id/prove`,
      summary:
        'Looks for the TXT record that proves that a domain is the company’s, and approves it by that.',
      audit: ['identity_provider.domain_proven'],
      params: IdentityDomainPath,
      reply: IdentityDomain,
      names,
      async before({ place: { companyId }, params: { id: providerId, domain_id: id } }) {
        const { domain, rejected } = await house.database.read(async (tx) => {
          const found = (await domainsOf(house, tx, companyId, providerId)).find((each) => each.id === id);
          return { domain: found, rejected: found && (await wasRejected(tx, companyId, found.domain)) };
        });
        // Answered here: what comes to be under this id meanwhile must not pass for what was looked up.
        if (domain === undefined) return nothingHere;
        if (domain.state === 'approved') return { status: 200, body: domain };
        if (house.settings.domainProof !== 'dns_or_operator')
          return fieldErrors({ domain: ['is approved by an operator alone in this deployment'] });
        if (rejected) return fieldErrors(rejectedBefore);
        const seconds = throttle.fail(String(companyId), proofsOfCompany);
        if (seconds !== undefined)
          return {
            ...fieldErrors({ domain: [`was looked up too often: wait ${seconds} seconds`] }),
            status: 429,
            headers: { 'retry-after': String(seconds) },
          };
        // The DNS is waited for outside of any unit; what it said is claimed in the next one, with the right asked again.
        const proof = await proveByDns(house, companyId, domain.domain);
        if (proof === 'absent')
          return fieldErrors({ domain: ['has no such record yet: a new one may take hours to be seen'] });
        if (proof === 'unknown')
          return fieldErrors({ domain: ['could not be looked up: the DNS did not answer'] });
        return undefined;
      },
      async handle({
        place: { companyId, personId },
        params: { id: providerId, domain_id: id },
        tx,
        origin,
      }) {
        const domain = (await domainsOf(house, tx, companyId, providerId)).find((each) => each.id === id);
        if (domain === undefined) return refuse('item_hidden');
        if (await wasRejected(tx, companyId, domain.domain)) return fieldErrors(rejectedBefore);
        const now = house.clock.now();
        const approval = { approved_at: now, approved_by: personId, dns_proven_at: now };
        const outcome = await approveDomain(tx, id, approval);
        if (outcome.kind !== 'approved')
          return fieldErrors({
            domain: ['has a provider of another company, which has to be removed first'],
          });
        await record(house, tx, origin, {
          event: 'identity_provider.domain_proven',
          companyId,
          subject: `identity_provider:${providerId}`,
          details: { domain: outcome.domain },
        });
        const proven = await domainsOf(house, tx, companyId, providerId);
        return { status: 200, body: proven.find((each) => each.id === id) };
      },
    }),
  ];
}
