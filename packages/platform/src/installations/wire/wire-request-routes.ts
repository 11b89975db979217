import type { Reader } from '@gatehouse/database';
import { WireRequest, WireRequestCreateBody, WireRequestsQuery } from '@gatehouse/wire';
import Type from 'typebox';
import type { Facts } from '../../access/facts.ts';
import type { House } from '../../house.ts';
import { pageRequest } from '../../rest/pagination.ts';
import { fieldErrors, refuse } from '../../rest/rest-call.ts';
import { accountRoute, type RestRoute } from '../../rest/rest-route.ts';
import type { Environment, Tables } from '../../schema/tables.ts';
import { askFor } from '../requests/ask.ts';
import { refusedWish } from '../requests/request-reply.ts';
import { listRequests } from '../requests/request-store.ts';
import { appIdOf } from './app-installation-store.ts';

const path = '/rest/v1.0/installation_requests';

/**
 * The public endpoints by which an app asks, in a person's name, to be installed (wire.md C.13). They are calls of
 * the person's account and not of the company: an app that is not installed could make no other.
 */
export function wireRequestRoutes(house: House): RestRoute[] {
  return [
    accountRoute(house, {
      method: 'GET',
      path,
      summary: 'The person’s own requests for an app that wait for an answer.',
      right: { kind: 'bearer' },
      audit: [],
      query: WireRequestsQuery,
      reply: Type.Array(WireRequest),
      names: () => ({}),
      async handle({ facts, query, tx }) {
        const asker = await askerIn(tx, facts, query.company_id);
        if (asker === undefined) return refuse('company_unknown');
        const page = pageRequest(query);
        const appId = await appIdOf(tx, asker.environment, query.developer_app_id);
        if (appId === undefined) return { status: 200, body: [], page: { ...page, total: 0 } };
        const { personId } = asker;
        const filter = { personId, appId, status: 'pending', implicit: query.implicit } as const;
        const { total, requests } = await listRequests(tx, query.company_id, filter, page);
        return { status: 200, body: requests.map(({ id }) => ({ id })), page: { ...page, total } };
      },
    }),
    accountRoute(house, {
      method: 'POST',
      path,
      summary: 'Asks the admins of a company for an app, in the person’s name.',
      right: { kind: 'bearer' },
      audit: ['installation_request.created'],
      body: WireRequestCreateBody,
      reply: WireRequest,
      names: () => ({}),
      async handle({ facts, body, tx, origin }) {
        const asker = await askerIn(tx, facts, body.company_id);
        if (asker === undefined) return refuse('company_unknown');
        const appId = await appIdOf(tx, asker.environment, body.developer_app_id);
        if (appId === undefined) return fieldErrors({ developer_app_id: ['is no app'] });
        const outcome = await askFor(house, tx, origin, body.company_id, {
          appId,
          personId: asker.personId,
          reason: body.notes ?? '',
          implicit: body.implicit === true,
        });
        if (outcome.kind !== 'asked') return refusedWish(outcome, 'developer_app_id');
        return { status: 201, body: { id: outcome.requestId } };
      },
    }),
  ];
}

/**
 * The person behind the call, if they are a member of this company, and the app's credential is of its environment.
 * A company of others, of the other environment, or that they keep the app out of, does not exist here.
 */
async function askerIn(
  tx: Reader<Tables>,
  { principal, credential }: Facts,
  companyId: number,
): Promise<{ readonly personId: number; readonly environment: Environment } | undefined> {
  if (principal === null || principal.kind !== 'user') return undefined;
  const grantId = credential.kind === 'app' ? (credential.grant?.grantId ?? '') : '';
  const row = await tx
    .selectFrom('company_members')
    .innerJoin('companies', 'companies.id', 'company_members.company_id')
    // The call names its company beside the formula, which would have asked for the person's consent.
    .leftJoin('grant_companies', (join) =>
      join
        .onRef('grant_companies.company_id', '=', 'companies.id')
        .on('grant_companies.grant_id', '=', grantId),
    )
    .select('companies.environment')
    .where('company_members.company_id', '=', companyId)
    .where('company_members.person_id', '=', principal.personId)
    .where('company_members.removed_at', 'is', null)
    .where('company_members.pending_since', 'is', null)
    .where('companies.deactivated_at', 'is', null)
    .where('grant_companies.left_out_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  if (credential.kind === 'app' && credential.client?.environment !== row.environment) return undefined;
  return { personId: principal.personId, environment: row.environment };
}
