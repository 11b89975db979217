import {
  CompanyIdPath,
  Installation,
  InstallationReinstallBody,
  InstallationUpdateBody,
  PermittedProjectsBody,
} from '@gatehouse/wire';
import type { House } from '../house.ts';
import { restRoute } from '../rest/rest-route.ts';
import type { Route } from '../route.ts';
import { approvalEvents } from './installation-events.ts';
import { findInstallation } from './installation-store.ts';
import { permitRefusal } from './may-permit.ts';
import { companyAdmin, installer } from './rights.ts';
import { stepReply } from './step-reply.ts';
import { takeStep } from './take-step.ts';

const base = '/manage/v1/companies/:company_id/installations/:id';

/** The steps of the installation machine, one line each. They bind on the next call of the app, on every node. */
export function stepRoutes(house: House): Route[] {
  return [
    plainStep(
      house,
      'disconnect',
      'app.disconnected',
      'Every call of the app in this company is refused from now on; its tokens live, other companies notice nothing.',
    ),
    plainStep(house, 'reconnect', 'app.reconnected', 'Restores what disconnecting took.'),
    plainStep(
      house,
      'uninstall',
      'app.uninstalled',
      'Takes the app out of the company, with its permitted projects and its account’s permissions.',
    ),
    restRoute(house, {
      method: 'POST',
      path: `${base}/reinstall`,
      audience: 'manage',
      summary: 'Brings an uninstalled app back. Permitted projects are asked for again.',
      right: installer,
      audit: ['app.reinstalled', ...approvalEvents],
      on: 'single',
      params: CompanyIdPath,
      body: InstallationReinstallBody,
      reply: Installation,
      names: ({ params }) => ({ companyId: params.company_id }),
      async handle({ place: { companyId, personId }, params, body, facts, tx, origin }) {
        const refusal = await permitRefusal(tx, facts, { companyId }, body.permitted_project_ids);
        if (refusal !== undefined) return refusal;
        const outcome = await takeStep(house, tx, origin, companyId, params.id, {
          step: 'reinstall',
          versionId: body.version_id ?? null,
          projectIds: body.permitted_project_ids,
          personId,
        });
        return await stepReply(tx, companyId, outcome);
      },
    }),
    restRoute(house, {
      method: 'POST',
      path: `${base}/update`,
      audience: 'manage',
      summary: 'Approves exactly the version that was seen. Until then the old one’s permissions hold.',
      right: installer,
      audit: ['app.updated', ...approvalEvents],
      on: 'single',
      params: CompanyIdPath,
      body: InstallationUpdateBody,
      reply: Installation,
      names: ({ params }) => ({ companyId: params.company_id }),
      async handle({ place: { companyId, personId }, params, body, facts, tx, origin }) {
        const appId = (await findInstallation(tx, companyId, params.id))?.app.id;
        const refusal = await permitRefusal(tx, facts, { companyId, appId }, body.permitted_project_ids);
        if (refusal !== undefined) return refusal;
        const outcome = await takeStep(house, tx, origin, companyId, params.id, {
          step: 'update',
          versionId: body.version_id,
          projectIds: body.permitted_project_ids,
          personId,
        });
        return await stepReply(tx, companyId, outcome);
      },
    }),
    restRoute(house, {
      method: 'PUT',
      path: `${base}/permitted_projects`,
      audience: 'manage',
      summary: 'The projects in which the app’s own account may work, and no others.',
      right: companyAdmin,
      audit: ['app.projects_changed', 'service_account.permissions_changed'],
      on: 'single',
      params: CompanyIdPath,
      body: PermittedProjectsBody,
      reply: Installation,
      names: ({ params }) => ({ companyId: params.company_id }),
      async handle({ place: { companyId, personId }, params, body, tx, origin }) {
        const outcome = await takeStep(house, tx, origin, companyId, params.id, {
          step: 'permit_projects',
          projectIds: body.project_ids,
          personId,
        });
        return await stepReply(tx, companyId, outcome);
      },
    }),
  ];
}

function plainStep(
  house: House,
  step: 'disconnect' | 'reconnect' | 'uninstall',
  event: 'app.disconnected' | 'app.reconnected' | 'app.uninstalled',
  summary: string,
): Route {
  return restRoute(house, {
    method: 'POST',
    path: `${base}/${step}`,
    audience: 'manage',
    summary,
    right: installer,
    audit: step === 'uninstall' ? [event, 'service_account.permissions_changed'] : [event],
    on: 'single',
    params: CompanyIdPath,
    reply: Installation,
    names: ({ params }) => ({ companyId: params.company_id }),
    async handle({ place: { companyId, personId }, params, tx, origin }) {
      const outcome = await takeStep(house, tx, origin, companyId, params.id, { step, personId });
      return await stepReply(tx, companyId, outcome);
    },
  });
}
