import type { Reader } from '@gatehouse/database';
import {
  CompanyIdPath,
  CompanyPath,
  IdentityProvider,
  IdentityProviderCreateBody,
  WaitingDomain,
  WaitingDomainPath,
} from '@gatehouse/wire';
import Type from 'typebox';
import { record } from '../audit/audit.ts';
import { absent, operatorRoute } from '../developer-portal/app-route.ts';
import type { House } from '../house.ts';
import { companyAdmin } from '../installations/rights.ts';
import { fieldErrors, refuse } from '../rest/rest-call.ts';
import { restRoute } from '../rest/rest-route.ts';
import type { Route } from '../route.ts';
import type { Tables } from '../schema/tables.ts';
import { sessionOf } from '../sign-in/session.ts';
import { callbackOf } from './ask-provider.ts';
import { companySignInRoutes } from './company-sign-in-routes.ts';
import {
  approveDomain,
  insertDomain,
  insertProvider,
  listDomains,
  listProviders,
  listWaitingDomains,
  removeProvider,
  storeSecret,
} from './identity-provider-store.ts';
import { providerFaults } from './provider-faults.ts';
import { sealSecret } from './provider-secret.ts';

const path = '/manage/v1/companies/:company_id/identity_providers';

/** The providers at which a company's people sign in, the domains they speak for, and the signing in. */
export function identityProviderRoutes(house: House): Route[] {
  return [
    ...companySignInRoutes(house),
    restRoute(house, {
      method: 'GET',
      path,
      audience: 'manage',
      summary: 'Where the people of the company sign in, if not here.',
      right: companyAdmin,
      audit: [],
      params: CompanyPath,
      reply: Type.Array(IdentityProvider),
      names: ({ params }) => ({ companyId: params.company_id }),
      handle: async ({ place: { companyId }, tx }) => ({
        status: 200,
        body: await shown(house, tx, companyId),
      }),
    }),
    restRoute(house, {
      method: 'POST',
      path,
      audience: 'manage',
      summary: 'Registers an OpenID provider. It signs nobody in before an operator has approved a domain.',
      right: companyAdmin,
      audit: ['identity_provider.created'],
      needsProof: true,
      params: CompanyPath,
      body: IdentityProviderCreateBody,
      reply: IdentityProvider,
      names: ({ params }) => ({ companyId: params.company_id }),
      async handle({ place: { companyId, personId }, body, tx, origin }) {
        const read = providerFaults(house, body);
        if (!read.ok) return fieldErrors(read.errors);
        const now = house.clock.now();
        const id = await insertProvider(tx, companyId, {
          issuer: body.issuer,
          client_id: body.client_id,
          client_secret_sealed: '',
          admits_since: body.admits === true ? now : null,
          connects_since: body.connects === true ? now : null,
          created_by: personId,
          created_at: now,
        });
        await storeSecret(tx, companyId, id, sealSecret(house, id, body.client_secret));
        for (const domain of read.domains)
          await insertDomain(tx, companyId, { provider_id: id, domain, created_at: now });
        await record(house, tx, origin, {
          event: 'identity_provider.created',
          companyId,
          subject: `identity_provider:${id}`,
          details: { issuer: body.issuer, domains: read.domains.join(' ') },
        });
        return { status: 201, body: (await shown(house, tx, companyId)).find((each) => each.id === id) };
      },
    }),
    restRoute(house, {
      method: 'DELETE',
      path: `${path}/:id`,
      audience: 'manage',
      summary: 'Removes a provider: from now on it signs nobody in.',
      right: companyAdmin,
      audit: ['identity_provider.removed'],
      needsProof: true,
      on: 'single',
      params: CompanyIdPath,
      reply: null,
      names: ({ params }) => ({ companyId: params.company_id }),
      async handle({ place: { companyId }, params: { id }, tx, origin }) {
        if (!(await removeProvider(tx, companyId, id, house.clock.now()))) return refuse('item_hidden');
        await record(house, tx, origin, {
          event: 'identity_provider.removed',
          companyId,
          subject: `identity_provider:${id}`,
        });
        return { status: 204 };
      },
    }),
    operatorRoute(house, {
      method: 'GET',
      path: '/manage/v1/operator/identity_domains',
      summary: 'The mail domains that companies say are their own, and nobody has approved yet.',
      audit: [],
      reply: Type.Array(WaitingDomain),
      async handle({ tx }) {
        const waiting = await listWaitingDomains(tx);
        const body = waiting.map(({ companyId, companyName, ...domain }): WaitingDomain => {
          return { ...domain, company: { id: companyId, name: companyName } };
        });
        return { status: 200, body };
      },
    }),
    operatorRoute(house, {
      method: 'POST',
      path: '/manage/v1/operator/identity_domains/:id/approve',
      summary: 'Approves that a domain is its company’s: its provider signs its people in from now on.',
      audit: ['identity_provider.domain_approved'],
      needsProof: true,
      params: WaitingDomainPath,
      reply: null,
      async handle({ caller, params: { id }, tx, origin }) {
        const approval = { approved_at: house.clock.now(), approved_by: sessionOf(caller).personId };
        const outcome = await approveDomain(tx, id, approval);
        if (outcome.kind === 'absent') return absent;
        if (outcome.kind !== 'approved')
          return fieldErrors({
            domain: ['has a provider of another company, which has to be removed first'],
          });
        await record(house, tx, origin, {
          event: 'identity_provider.domain_approved',
          companyId: outcome.companyId,
          subject: `identity_provider:${outcome.providerId}`,
          details: { domain: outcome.domain },
        });
        return { status: 204 };
      },
    }),
  ];
}

async function shown(house: House, tx: Reader<Tables>, companyId: number): Promise<IdentityProvider[]> {
  const domains = await listDomains(tx, companyId);
  return (await listProviders(tx, companyId)).map(
    ({ id, issuer, client_id, admits_since, connects_since }) => ({
      id,
      issuer,
      client_id,
      redirect_uri: callbackOf(house, id),
      admits: admits_since !== null,
      connects: connects_since !== null,
      domains: domains
        .filter(({ provider_id }) => provider_id === id)
        .map(({ domain, approved_at }) => ({ domain, approved: approved_at !== null })),
    }),
  );
}
