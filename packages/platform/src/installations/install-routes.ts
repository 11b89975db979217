import {
  CompanyPath,
  Installation,
  InstallationCreateBody,
  VersionByKey,
  VersionByKeyQuery,
} from '@gatehouse/wire';
import type { House } from '../house.ts';
import { fieldErrors, refuse } from '../rest/rest-call.ts';
import { restRoute } from '../rest/rest-route.ts';
import type { Route } from '../route.ts';
import { findAppToInstall, type Wanted } from './find-app-to-install.ts';
import { approvalEvents } from './installation-events.ts';
import { appView, versionView } from './installation-view.ts';
import { findApp } from './known-apps-store.ts';
import { permitRefusal } from './may-permit.ts';
import { installer } from './rights.ts';
import { environmentOf, installationProblems, standingIn } from './standing-in-company.ts';
import { refusedStep } from './step-outcome.ts';
import { stepReply } from './step-reply.ts';
import { installApp } from './take-step.ts';

/** Rule M1: by version key or from the marketplace, once the admin has seen what the version may do. */
export function installRoutes(house: House): Route[] {
  return [
    restRoute(house, {
      method: 'GET',
      path: '/manage/v1/companies/:company_id/version_by_key',
      audience: 'manage',
      summary: 'What a version key would install here, and what stands in the way.',
      right: installer,
      audit: [],
      on: 'single',
      params: CompanyPath,
      query: VersionByKeyQuery,
      reply: VersionByKey,
      names: ({ params }) => ({ companyId: params.company_id }),
      async handle({ place: { companyId }, query, tx }) {
        const wanted = { by: 'key', key: query.key } as const;
        const found = await findAppToInstall(tx, await environmentOf(tx, companyId), wanted);
        if (found.kind !== 'found') return refuse('item_hidden');
        const { appId } = found.version;
        const { standing } = await standingIn(tx, companyId, appId);
        const body: VersionByKey = {
          app: appView(await findApp(tx, appId)),
          version: versionView(found.version),
          problems: await installationProblems(tx, companyId, appId, standing),
        };
        return { status: 200, body };
      },
    }),
    restRoute(house, {
      method: 'POST',
      path: '/manage/v1/companies/:company_id/installations',
      audience: 'manage',
      summary: 'Installs an app: the version’s permissions are approved, in the permitted projects only.',
      right: installer,
      audit: ['app.installed', ...approvalEvents],
      params: CompanyPath,
      body: InstallationCreateBody,
      reply: Installation,
      names: ({ params }) => ({ companyId: params.company_id }),
      async handle({ place: { companyId, personId }, body, facts, tx, origin }) {
        const refusal = await permitRefusal(tx, facts, { companyId }, body.permitted_project_ids ?? []);
        if (refusal !== undefined) return refusal;
        const wanted = wantedBy(body);
        if (wanted === undefined)
          return fieldErrors({ version_key: ['is missing: send either version_key or app_id'] });
        const found = await findAppToInstall(tx, await environmentOf(tx, companyId), wanted);
        if (found.kind === 'unknown') return fieldErrors(unknown(wanted));
        if (found.kind === 'not_latest') return refusedStep(found);
        const { version } = found;
        const outcome = await installApp(house, tx, origin, companyId, {
          appId: version.appId,
          version,
          permittedProjectIds: body.permitted_project_ids ?? [],
          personId,
        });
        return await stepReply(tx, companyId, outcome, 201);
      },
    }),
  ];
}

function wantedBy({
  version_key: key,
  app_id: appId,
  version_id: versionId,
}: InstallationCreateBody): Wanted | undefined {
  if (key !== undefined) return appId === undefined ? { by: 'key', key } : undefined;
  return appId === undefined ? undefined : { by: 'listing', appId, versionId: versionId ?? null };
}

function unknown({ by }: Wanted): Record<string, string[]> {
  return by === 'key'
    ? { version_key: ['opens nothing in this company: ask the developer for the key of this environment'] }
    : { app_id: ['is no app of the marketplace: ask its developer for a version key'] };
}
