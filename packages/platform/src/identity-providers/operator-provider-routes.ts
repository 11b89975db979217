import {
  CompulsoryProvider,
  DomainRejectionBody,
  PageQuery,
  WaitingDomain,
  WaitingDomainPath,
} from '@gatehouse/wire';
import Type from 'typebox';
import { record } from '../audit/audit.ts';
import { absent, operatorRoute } from '../developer-portal/app-route.ts';
import type { House } from '../house.ts';
import { pageRequest } from '../rest/pagination.ts';
import { fieldErrors } from '../rest/rest-call.ts';
import { timestamp } from '../rest/timestamp.ts';
import type { Route } from '../route.ts';
import { sessionOf } from '../sign-in/session.ts';
import { approveDomain, listWaitingDomains, rejectDomain } from './identity-domain-store.ts';
import { listCompulsory, releaseProvider } from './identity-provider-store.ts';

const path = '/manage/v1/operator';

/** What whoever runs the deployment decides about the providers of companies. */
export function operatorProviderRoutes(house: House): Route[] {
  return [
    operatorRoute(house, {
      method: 'GET',
      path: `${path}/identity_domains`,
      summary: 'The mail domains that companies say are their own, and that nobody has decided about yet.',
      audit: [],
      query: PageQuery,
      reply: Type.Array(WaitingDomain),
      async handle({ query, tx }) {
        const { page, perPage, offset } = pageRequest(query);
        const { total, domains } = await listWaitingDomains(tx, { perPage, offset });
        const body = domains.map(({ companyId, companyName, created_at, ...domain }): WaitingDomain => {
          const company = { id: companyId, name: companyName };
          return { ...domain, company, created_at: timestamp(created_at) };
        });
        return { status: 200, body, page: { page, perPage, total } };
      },
    }),
    operatorRoute(house, {
      method: 'POST',
      path: `${path}/identity_domains/:id/approve`,
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
    operatorRoute(house, {
      method: 'POST',
      path: `${path}/identity_domains/:id/reject`,
      summary:
        'Rejects that a domain is its company’s, which is told why. A record in the DNS proves it no more.',
      audit: ['identity_provider.domain_rejected'],
      needsProof: true,
      params: WaitingDomainPath,
      body: DomainRejectionBody,
      reply: null,
      async handle({ caller, params: { id }, body: { reason }, tx, origin }) {
        const rejection = reason.trim();
        if (rejection === '') return fieldErrors({ reason: ['is missing: the company’s admins read it'] });
        const rejected = await rejectDomain(tx, id, {
          rejected_at: house.clock.now(),
          rejected_by: sessionOf(caller).personId,
          rejection,
        });
        if (rejected === undefined) return absent;
        await record(house, tx, origin, {
          event: 'identity_provider.domain_rejected',
          companyId: rejected.companyId,
          subject: `identity_provider:${rejected.providerId}`,
          details: { domain: rejected.domain },
        });
        return { status: 204 };
      },
    }),
    operatorRoute(house, {
      method: 'GET',
      path: `${path}/identity_providers`,
      summary: 'The providers that are the only way in for the people of their companies.',
      audit: [],
      query: PageQuery,
      reply: Type.Array(CompulsoryProvider),
      async handle({ query, tx }) {
        const { page, perPage, offset } = pageRequest(query);
        const { total, providers } = await listCompulsory(tx, { perPage, offset });
        const body = providers.map(
          ({ id, issuer, companyId, companyName, since }): CompulsoryProvider => ({
            id,
            issuer,
            company: { id: companyId, name: companyName },
            since: timestamp(since ?? 0),
          }),
        );
        return { status: 200, body, page: { page, perPage, total } };
      },
    }),
    operatorRoute(house, {
      method: 'POST',
      path: `${path}/identity_providers/:id/release`,
      summary:
        'Lets the people of a company sign in by password again, where their provider was the only way in.',
      audit: ['identity_provider.released'],
      needsProof: true,
      params: WaitingDomainPath,
      reply: null,
      async handle({ params: { id }, tx, origin }) {
        const companyId = await releaseProvider(tx, id);
        if (companyId === undefined) return absent;
        await record(house, tx, origin, {
          event: 'identity_provider.released',
          companyId,
          subject: `identity_provider:${id}`,
        });
        return { status: 204 };
      },
    }),
  ];
}
