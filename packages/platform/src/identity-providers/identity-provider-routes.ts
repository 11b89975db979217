import {
  CompanyIdPath,
  CompanyPath,
  IdentityProvider,
  IdentityProviderCreateBody,
  IdentityProviderTest,
  IdentityProviderUpdateBody,
  WayOutCodes,
} from '@gatehouse/wire';
import Type from 'typebox';
import { record } from '../audit/audit.ts';
import type { House } from '../house.ts';
import { companyAdmin } from '../installations/rights.ts';
import { failureThrottle } from '../limits/failure-throttle.ts';
import { renewWayOuts } from '../only-way-in/way-out.ts';
import { fieldErrors, refuse } from '../rest/rest-call.ts';
import { restRoute } from '../rest/rest-route.ts';
import type { Route } from '../route.ts';
import { sessionOf } from '../sign-in/session.ts';
import { changeInPlace } from './change-provider.ts';
import { companySignInRoutes } from './company-sign-in-routes.ts';
import { createProvider } from './create-provider.ts';
import { identityDomainRoutes } from './identity-domain-routes.ts';
import { findProviderOf, removeProvider } from './identity-provider-store.ts';
import { operatorProviderRoutes } from './operator-provider-routes.ts';
import { providersOf } from './provider-view.ts';
import { testProvider } from './test-provider.ts';

const path = '/manage/v1/companies/:company_id/identity_providers';
/** Each asks a server of somebody else's: so many a minute of one company. */
const testsOfCompany = 30;

/** The providers at which a company's people sign in, the domains they speak for, and the signing in. */
export function identityProviderRoutes(house: House): Route[] {
  const throttle = failureThrottle(house.clock);
  const line = { audience: 'manage', right: companyAdmin } as const;
  const names = ({ params }: { params: { company_id: number } }) => ({ companyId: params.company_id });
  return [
    ...companySignInRoutes(house),
    restRoute(house, {
      ...line,
      method: 'GET',
      path,
      summary: 'Where the people of the company sign in, if not here.',
      audit: [],
      params: CompanyPath,
      reply: Type.Array(IdentityProvider),
      names,
      handle: async ({ place: { companyId }, tx }) => ({
        status: 200,
        body: await providersOf(house, tx, companyId),
      }),
    }),
    restRoute(house, {
      ...line,
      method: 'POST',
      path,
      summary:
        'Registers an OpenID provider. It signs nobody in before it is proven that a domain is the company’s.',
      audit: ['identity_provider.created'],
      needsProof: true,
      params: CompanyPath,
      body: IdentityProviderCreateBody,
      reply: IdentityProvider,
      names,
      async handle({ place, body, tx, origin }) {
        const made = await createProvider(house, tx, origin, place, body);
        if (typeof made !== 'number') return made;
        return {
          status: 201,
          body: (await providersOf(house, tx, place.companyId)).find(({ id }) => id === made),
        };
      },
    }),
    restRoute(house, {
      ...line,
      method: 'PATCH',
      path: `${path}/:id`,
      summary: 'Changes a provider. Whoever is connected by it stays so.',
      audit: ['identity_provider.changed'],
      needsProof: true,
      on: 'single',
      params: CompanyIdPath,
      body: IdentityProviderUpdateBody,
      reply: IdentityProvider,
      names,
      async handle({ place: { companyId }, params: { id }, caller, body, tx, origin }) {
        const changed = await changeInPlace(house, tx, companyId, id, body, sessionOf(caller));
        if (!('fields' in changed)) return changed;
        await record(house, tx, origin, {
          event: 'identity_provider.changed',
          companyId,
          subject: `identity_provider:${id}`,
          details: {
            fields: changed.fields.join(' '),
            disconnected: changed.disconnected,
            ...(body.compulsory === undefined ? {} : { compulsory: body.compulsory }),
          },
        });
        return {
          status: 200,
          body: (await providersOf(house, tx, companyId)).find((each) => each.id === id),
        };
      },
    }),
    restRoute(house, {
      ...line,
      method: 'DELETE',
      path: `${path}/:id`,
      summary: 'Removes a provider: from now on it signs nobody in.',
      audit: ['identity_provider.removed'],
      needsProof: true,
      on: 'single',
      params: CompanyIdPath,
      reply: null,
      names,
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
    restRoute(house, {
      ...line,
      method: 'POST',
      path: `${path}/:id/test`,
      summary:
        'Asks a provider for its metadata and its keys now, and tells whether it works. Changes nothing.',
      audit: [],
      on: 'single',
      params: CompanyIdPath,
      reply: IdentityProviderTest,
      names,
      async before({ place: { companyId }, params: { id } }) {
        const provider = await house.database.read((tx) => findProviderOf(tx, companyId, id));
        if (provider === undefined) return undefined;
        const seconds = throttle.fail(String(companyId), testsOfCompany);
        if (seconds !== undefined)
          return {
            ...fieldErrors({ base: [`has been tested too often: wait ${seconds} seconds`] }),
            status: 429,
            headers: { 'retry-after': String(seconds) },
          };
        const fault = await testProvider(house, provider);
        return { status: 200, body: { works: fault === null, fault } };
      },
      handle: async () => refuse('item_hidden'),
    }),
    restRoute(house, {
      ...line,
      method: 'POST',
      path: `${path}/:id/way_out_codes`,
      summary:
        'New codes by which members sign in by password once each, while the provider is compulsory and does not work. Shown once; earlier ones end.',
      audit: ['identity_provider.way_out_codes_made'],
      needsProof: true,
      on: 'single',
      params: CompanyIdPath,
      reply: WayOutCodes,
      names,
      async handle({ place: { companyId }, params: { id }, tx, origin }) {
        if ((await findProviderOf(tx, companyId, id)) === undefined) return refuse('item_hidden');
        const codes = await renewWayOuts(house, tx, companyId, id);
        await record(house, tx, origin, {
          event: 'identity_provider.way_out_codes_made',
          companyId,
          subject: `identity_provider:${id}`,
        });
        return { status: 201, body: { codes } };
      },
    }),
    ...identityDomainRoutes(house),
    ...operatorProviderRoutes(house),
  ];
}
