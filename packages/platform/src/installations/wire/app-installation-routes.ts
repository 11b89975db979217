import {
  AppInstallation,
  AppInstallationCreateBody,
  AppInstallationShow,
  AppInstallationsQuery,
  AppInstallationUpdateBody,
  IdPath,
} from '@gatehouse/wire';
import Type from 'typebox';
import { latestVersion } from '../../apps/version-store.ts';
import type { House } from '../../house.ts';
import { pageRequest } from '../../rest/pagination.ts';
import { fieldErrors, refuse } from '../../rest/rest-call.ts';
import { type RestRoute, restRoute } from '../../rest/rest-route.ts';
import { credentialOf } from '../credential-store.ts';
import { approvalEvents } from '../installation-events.ts';
import { findInstallation, listInstallations, type StoredInstallation } from '../installation-store.ts';
import { mayName } from '../known-apps-store.ts';
import { installer } from '../rights.ts';
import { environmentOf } from '../standing-in-company.ts';
import { refusedStep } from '../step-outcome.ts';
import { installApp, takeStep } from '../take-step.ts';
import { appIdOf, appsInProject } from './app-installation-store.ts';
import { appInstallationShow, appInstallationView } from './app-installation-view.ts';

const path = '/rest/v1.0/app_installations';
const named = ({ query }: { query: AppInstallationsQuery }) => ({
  companyId: query.company_id,
  projectId: query.project_id,
});

/** The public endpoints of installations, for clients of the field (wire.md C.12). */
export function appInstallationRoutes(house: House): RestRoute[] {
  return [
    restRoute(house, {
      method: 'GET',
      path,
      summary: 'The apps that are or were installed in a company, or work in one of its projects.',
      right: installer,
      audit: [],
      query: AppInstallationsQuery,
      reply: Type.Array(AppInstallation),
      names: named,
      async handle({ place: { companyId, projectId }, facts, query, tx }) {
        if (projectId !== null && facts.project === null) return refuse('project_unknown');
        const page = pageRequest(query, 100);
        const only = projectId === null ? undefined : await appsInProject(tx, companyId, projectId);
        const { total, installations } = await listInstallations(tx, companyId, page, only);
        const body: AppInstallation[] = [];
        for (const stored of installations) body.push(await appInstallationView(tx, stored));
        return { status: 200, body, page: { ...page, total } };
      },
    }),
    restRoute(house, {
      method: 'GET',
      path: `${path}/:id`,
      summary: 'One app that is or was installed.',
      right: installer,
      audit: [],
      on: 'single',
      params: IdPath,
      query: AppInstallationsQuery,
      reply: AppInstallationShow,
      names: named,
      async handle({ place: { companyId }, params, tx }) {
        const stored = await findInstallation(tx, companyId, params.id);
        if (stored === undefined) return refuse('item_hidden');
        return { status: 200, body: await appInstallationShow(tx, stored) };
      },
    }),
    restRoute(house, {
      method: 'POST',
      path,
      summary: 'Installs the app of a client id: its latest version, in no project yet.',
      right: installer,
      audit: ['app.installed', ...approvalEvents],
      query: AppInstallationsQuery,
      body: AppInstallationCreateBody,
      reply: AppInstallationShow,
      names: named,
      namesCompanyInBody: true,
      async handle({ place: { companyId, personId }, body, tx, origin }) {
        if (body.company_id !== undefined && body.company_id !== companyId) return refuse('company_unknown');
        const environment = await environmentOf(tx, companyId);
        const appId = await appIdOf(tx, environment, body.app_uid);
        if (appId === undefined || !(await mayName(tx, companyId, personId, appId)))
          return fieldErrors({
            app_uid: ['is no app that this company knows: install it by its version key'],
          });
        const version = (await latestVersion(tx, environment, appId)) ?? null;
        const installation = { appId, version, permittedProjectIds: [], personId };
        const outcome = await installApp(house, tx, origin, companyId, installation);
        if (outcome.kind !== 'done') return refusedStep(outcome);
        return { status: 201, body: await shown(tx, companyId, outcome.installationId) };
      },
    }),
    restRoute(house, {
      method: 'PATCH',
      path: `${path}/:id`,
      summary: 'Uninstalls an app, or brings it back in no project yet.',
      right: installer,
      audit: ['app.uninstalled', 'app.reinstalled', ...approvalEvents],
      on: 'single',
      params: IdPath,
      query: AppInstallationsQuery,
      body: AppInstallationUpdateBody,
      reply: AppInstallationShow,
      names: named,
      namesCompanyInBody: true,
      async handle({ place: { companyId, personId }, params, body, tx, origin }) {
        const stored = await findInstallation(tx, companyId, params.id);
        if (stored === undefined || !(await isAppOf(tx, stored, body.app_uid))) return refuse('item_hidden');
        const asked =
          body.app_installation.status === 'uninstalled'
            ? ({ step: 'uninstall', personId } as const)
            : ({ step: 'reinstall', versionId: null, projectIds: [], personId } as const);
        const outcome = await takeStep(house, tx, origin, companyId, stored.id, asked);
        if (outcome.kind !== 'done') return refusedStep(outcome);
        return { status: 200, body: await shown(tx, companyId, stored.id) };
      },
    }),
  ];
}

type Tx = Parameters<typeof findInstallation>[0];

async function shown(tx: Tx, companyId: number, installationId: number): Promise<AppInstallationShow> {
  const stored = await findInstallation(tx, companyId, installationId);
  if (stored === undefined) throw new Error('The installation of a step that was taken is gone.');
  return await appInstallationShow(tx, stored);
}

async function isAppOf(tx: Tx, { app, environment }: StoredInstallation, uid: string): Promise<boolean> {
  return (await credentialOf(tx, app.id, environment))?.clientId === uid;
}
