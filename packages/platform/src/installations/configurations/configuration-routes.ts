import type { Reader } from '@gatehouse/database';
import {
  AppConfiguration,
  AppConfigurationCreateBody,
  AppConfigurationsQuery,
  AppConfigurationUpdateBody,
  CompanyIdPath,
  CompanyPath,
} from '@gatehouse/wire';
import Type from 'typebox';
import { record } from '../../audit/audit.ts';
import type { House } from '../../house.ts';
import { pageRequest } from '../../rest/pagination.ts';
import { fieldErrors, type RestReply, refuse } from '../../rest/rest-call.ts';
import { type RestRoute, restRoute } from '../../rest/rest-route.ts';
import { timestamp } from '../../rest/timestamp.ts';
import type { Tables } from '../../schema/tables.ts';
import { findInstallation } from '../installation-store.ts';
import { installer } from '../rights.ts';
import {
  type Configuration,
  type ConfigurationOrder,
  changeConfiguration,
  findConfiguration,
  insertConfiguration,
  listConfigurations,
  removeConfiguration,
  strangeProjects,
  titleIsTaken,
  type Written,
} from './configuration-store.ts';

const path = '/rest/v1.0/companies/:company_id/app_configurations';
const inCompany = ({ params }: { readonly params: { readonly company_id: number } }) => ({
  companyId: params.company_id,
});

/** As JSON: what an app needs to know is short, and each answer repeats it. */
const longest = 64 * 1024;

/** How a company sets up the apps it has installed (wire reference C.13). */
export function configurationRoutes(house: House): RestRoute[] {
  return [
    restRoute(house, {
      method: 'GET',
      path,
      summary: 'How the company’s apps are set up, for itself and in its projects.',
      right: installer,
      audit: [],
      params: CompanyPath,
      query: AppConfigurationsQuery,
      reply: Type.Array(AppConfiguration),
      names: inCompany,
      async handle({ place: { companyId }, query, tx }) {
        const page = pageRequest(query);
        const filter = {
          installationId: query.filters?.app_installation_id ?? query.app_installation_id,
          projectId: query.filters?.project_id,
        };
        const { total, configurations } = await listConfigurations(
          tx,
          companyId,
          filter,
          orderOf(query.sort),
          page,
        );
        return {
          status: 200,
          body: configurations.map((each) => view(companyId, each)),
          page: { ...page, total },
        };
      },
    }),
    restRoute(house, {
      method: 'GET',
      path: `${path}/:id`,
      summary: 'How one app is set up.',
      right: installer,
      audit: [],
      on: 'single',
      params: CompanyIdPath,
      reply: AppConfiguration,
      names: inCompany,
      handle: async ({ place: { companyId }, params, tx }) => await shown(tx, companyId, params.id, 200),
    }),
    restRoute(house, {
      method: 'POST',
      path,
      summary: 'Sets up an app that is installed: for the company, for some of its projects, or for all.',
      right: installer,
      audit: ['app_configuration.created'],
      params: CompanyPath,
      body: AppConfigurationCreateBody,
      reply: AppConfiguration,
      names: inCompany,
      async handle({ place: { companyId, personId }, body, tx, origin }) {
        if (body.company_id !== undefined && body.company_id !== companyId) return refuse('company_unknown');
        const installationId = body.app_installation_id;
        const installation = await findInstallation(tx, companyId, installationId);
        if (installation === undefined || installation.standing === 'uninstalled')
          return fieldErrors({ app_installation_id: ['is no app that is installed here'] });
        const written: Written = {
          title: body.title,
          content: body.instance_configuration,
          ofCompany: body.applies_to_company ?? false,
          ofAllProjects: body.applies_to_all_projects ?? false,
          projectIds: body.project_ids ?? [],
        };
        const fault = await faultOf(tx, companyId, { installationId, except: null }, written);
        if (fault !== undefined) return fault;
        const made = { by: personId, at: house.clock.now() };
        const id = await insertConfiguration(tx, companyId, installationId, written, made);
        await record(house, tx, origin, {
          event: 'app_configuration.created',
          companyId,
          subject: `app_configuration:${id}`,
          details: { app: installation.app.id, title: written.title },
        });
        return await shown(tx, companyId, id, 201);
      },
    }),
    restRoute(house, {
      method: 'PATCH',
      path: `${path}/:id`,
      summary: 'Changes how an app is set up, or where; what is left out stays.',
      right: installer,
      audit: ['app_configuration.changed'],
      on: 'single',
      params: CompanyIdPath,
      body: AppConfigurationUpdateBody,
      reply: AppConfiguration,
      names: inCompany,
      async handle({ place: { companyId }, params, body, tx, origin }) {
        const known = await findConfiguration(tx, companyId, params.id);
        if (known === undefined) return refuse('item_hidden');
        const written: Written = {
          title: body.title ?? known.title,
          content: body.instance_configuration ?? known.content,
          ofCompany: body.applies_to_company ?? known.ofCompany,
          ofAllProjects: body.applies_to_all_projects ?? known.ofAllProjects,
          projectIds: body.project_ids ?? known.projectIds,
        };
        const { installationId } = known;
        const fault = await faultOf(tx, companyId, { installationId, except: known.id }, written);
        if (fault !== undefined) return fault;
        await changeConfiguration(tx, companyId, known.id, written, house.clock.now());
        await record(house, tx, origin, {
          event: 'app_configuration.changed',
          companyId,
          subject: `app_configuration:${known.id}`,
          details: { title: written.title, changed: Object.keys(body).join(' ') },
        });
        return await shown(tx, companyId, known.id, 200);
      },
    }),
    restRoute(house, {
      method: 'DELETE',
      path: `${path}/:id`,
      summary: 'Forgets how an app was set up.',
      right: installer,
      audit: ['app_configuration.removed'],
      on: 'single',
      params: CompanyIdPath,
      reply: null,
      names: inCompany,
      async handle({ place: { companyId }, params, tx, origin }) {
        if (!(await removeConfiguration(tx, companyId, params.id))) return refuse('item_hidden');
        await record(house, tx, origin, {
          event: 'app_configuration.removed',
          companyId,
          subject: `app_configuration:${params.id}`,
        });
        return { status: 204 };
      },
    }),
  ];
}

async function faultOf(
  tx: Reader<Tables>,
  companyId: number,
  of: { readonly installationId: number; readonly except: number | null },
  { title, content, projectIds }: Written,
): Promise<RestReply | undefined> {
  if (JSON.stringify(content).length > longest)
    return fieldErrors({
      instance_configuration: [`is too long (maximum is ${longest} characters of JSON)`],
    });
  const strange = await strangeProjects(tx, companyId, projectIds);
  if (strange.length > 0)
    return fieldErrors({
      project_ids: [`are no projects of this company: ${strange.slice(0, 10).join(', ')}`],
    });
  if (await titleIsTaken(tx, companyId, { ...of, title }))
    return fieldErrors({ title: ['has already been taken'] }, 409);
  return undefined;
}

async function shown(tx: Reader<Tables>, companyId: number, id: number, status: 200 | 201) {
  const found = await findConfiguration(tx, companyId, id);
  return found === undefined ? refuse('item_hidden') : { status, body: view(companyId, found) };
}

const orders = ['created_at', 'created_by', 'title', 'project_count', 'updated_at'] as const;

/** By title, unless something else is asked for that is known; a minus turns it round. */
function orderOf(sort = 'title'): ConfigurationOrder {
  const name = sort.replace(/^-/, '');
  const by = orders.find((each) => each === name) ?? 'title';
  return { by, direction: sort.startsWith('-') ? 'desc' : 'asc' };
}

function view(companyId: number, found: Configuration): AppConfiguration {
  return {
    id: found.id,
    title: found.title,
    app_installation_id: found.installationId,
    company_id: companyId,
    projects: found.projectIds.map((id) => ({ id })),
    applies_to_all_projects: found.ofAllProjects,
    applies_to_company: found.ofCompany,
    instance_configuration: { ...found.content },
    manifest_url: null,
    created_by: found.createdBy,
    created_at: timestamp(found.createdAt),
    updated_at: timestamp(found.updatedAt),
  };
}
