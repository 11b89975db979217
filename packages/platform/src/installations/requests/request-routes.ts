import {
  CompanyIdPath,
  CompanyPath,
  InstallationRequest,
  InstallationRequestApproveBody,
  InstallationRequestCreateBody,
  InstallationRequestDenyBody,
  InstallationRequestsQuery,
} from '@gatehouse/wire';
import Type from 'typebox';
import { isInstaller } from '../../access/installers-store.ts';
import type { House } from '../../house.ts';
import { pageRequest } from '../../rest/pagination.ts';
import { restRoute } from '../../rest/rest-route.ts';
import type { Route } from '../../route.ts';
import { approvalEvents } from '../installation-events.ts';
import { permitRefusal } from '../may-permit.ts';
import { installer } from '../rights.ts';
import { environmentOf } from '../standing-in-company.ts';
import { answerRequest } from './answer-request.ts';
import { askFor } from './ask.ts';
import { answeredReply, refusedWish, shownRequest } from './request-reply.ts';
import { listRequests } from './request-store.ts';
import { requestView } from './request-view.ts';

const base = '/manage/v1/companies/:company_id/installation_requests';

/** Rule M2: where members may not install, they ask, and are answered. */
export function requestRoutes(house: House): Route[] {
  return [
    restRoute(house, {
      method: 'GET',
      path: base,
      audience: 'manage',
      summary: 'The inbox of admins; to a member, their own requests.',
      right: { kind: 'session' },
      audit: [],
      params: CompanyPath,
      query: InstallationRequestsQuery,
      reply: Type.Array(InstallationRequest),
      names: ({ params }) => ({ companyId: params.company_id }),
      async handle({ place: { companyId, personId }, query, tx }) {
        const page = pageRequest(query, 100);
        const everyones = await isInstaller(tx, companyId, personId);
        const filter = { status: query.status, ...(everyones ? {} : { personId }) };
        const { total, requests } = await listRequests(tx, companyId, filter, page);
        const environment = await environmentOf(tx, companyId);
        const body: InstallationRequest[] = [];
        for (const stored of requests) body.push(await requestView(tx, environment, stored));
        return { status: 200, body, page: { ...page, total } };
      },
    }),
    restRoute(house, {
      method: 'POST',
      path: base,
      audience: 'manage',
      summary: 'Asks the admins of the company for an app.',
      right: { kind: 'session' },
      audit: ['installation_request.created'],
      params: CompanyPath,
      body: InstallationRequestCreateBody,
      reply: InstallationRequest,
      names: ({ params }) => ({ companyId: params.company_id }),
      async handle({ place: { companyId, personId }, body, tx, origin }) {
        const wish = { appId: body.app_id, personId, reason: body.reason ?? '', implicit: false };
        const outcome = await askFor(house, tx, origin, companyId, wish);
        if (outcome.kind !== 'asked') return refusedWish(outcome, 'app_id');
        return await shownRequest(tx, companyId, outcome.requestId, 201);
      },
    }),
    restRoute(house, {
      method: 'POST',
      path: `${base}/:id/approve`,
      audience: 'manage',
      summary: 'Installs the app that was asked for, and tells everyone who asked.',
      right: installer,
      audit: ['app.installed', 'app.reinstalled', ...approvalEvents],
      on: 'single',
      params: CompanyIdPath,
      body: InstallationRequestApproveBody,
      reply: InstallationRequest,
      names: ({ params }) => ({ companyId: params.company_id }),
      async handle({ place: { companyId, personId }, params, body, facts, tx, origin }) {
        const refusal = await permitRefusal(tx, facts, { companyId }, body.permitted_project_ids ?? []);
        if (refusal !== undefined) return refusal;
        const outcome = await answerRequest(house, tx, origin, companyId, params.id, {
          step: 'approve',
          answer: body.answer ?? null,
          versionId: body.version_id ?? null,
          permittedProjectIds: body.permitted_project_ids ?? [],
          personId,
        });
        return await answeredReply(tx, companyId, params.id, outcome);
      },
    }),
    restRoute(house, {
      method: 'POST',
      path: `${base}/:id/deny`,
      audience: 'manage',
      summary: 'Says no, with the reason, to the member who asked.',
      right: installer,
      audit: ['installation_request.denied'],
      on: 'single',
      params: CompanyIdPath,
      body: InstallationRequestDenyBody,
      reply: InstallationRequest,
      names: ({ params }) => ({ companyId: params.company_id }),
      async handle({ place: { companyId, personId }, params, body, tx, origin }) {
        const answer = { step: 'deny', answer: body.answer ?? null, personId } as const;
        const outcome = await answerRequest(house, tx, origin, companyId, params.id, answer);
        return await answeredReply(tx, companyId, params.id, outcome);
      },
    }),
    restRoute(house, {
      method: 'POST',
      path: `${base}/:id/withdraw`,
      audience: 'manage',
      summary: 'Takes back one’s own request.',
      right: { kind: 'session' },
      audit: ['installation_request.withdrawn'],
      on: 'single',
      params: CompanyIdPath,
      reply: InstallationRequest,
      names: ({ params }) => ({ companyId: params.company_id }),
      async handle({ place: { companyId, personId }, params, tx, origin }) {
        const answer = { step: 'withdraw', personId } as const;
        const outcome = await answerRequest(house, tx, origin, companyId, params.id, answer);
        return await answeredReply(tx, companyId, params.id, outcome);
      },
    }),
  ];
}
