import {
  CompanyIdPath,
  CompanyPath,
  PermissionTemplate,
  PermissionTemplateCreateBody,
  PermissionTemplateShow,
  PermissionTemplatesQuery,
  PermissionTemplateUpdateBody,
} from '@gatehouse/wire';
import Type, { type StaticDecode } from 'typebox';
import { projectFaults } from '../access/project-faults.ts';
import { record } from '../audit/audit.ts';
import type { House } from '../house.ts';
import { pageRequest } from '../rest/pagination.ts';
import { fieldErrors, refuse } from '../rest/rest-call.ts';
import { type RestRoute, restRoute } from '../rest/rest-route.ts';
import { ownAdminLevel } from './holder-store.ts';
import { giver, keepsOwnAdmin, mayGive } from './rights.ts';
import { saidBy, type Template, templateShow } from './template.ts';
import {
  changeTemplate,
  deleteTemplate,
  findTemplate,
  holdersOf,
  insertTemplate,
  listTemplates,
  nameIsTaken,
  type TemplateFilter,
} from './template-store.ts';

const path = '/rest/v1.0/companies/:company_id/permission_templates';
const managePath = '/manage/v1/companies/:company_id/permission_templates/:id';
const taken = { name: ['has already been taken'] };

export function templateRoutes(house: House): RestRoute[] {
  return [
    restRoute(house, {
      method: 'GET',
      path,
      summary: 'The company’s permission templates: those for projects, unless the filter asks for others.',
      right: { kind: 'tool', tool: 'directory', at: 'company', level: 'Read Only' },
      audit: [],
      params: CompanyPath,
      query: PermissionTemplatesQuery,
      reply: Type.Array(Type.Union([PermissionTemplateShow, PermissionTemplate])),
      names: ({ params }) => ({ companyId: params.company_id }),
      async handle({ place, query, tx }) {
        const page = pageRequest(query);
        const filter = { types: typesAsked(query.filters?.type) };
        const { total, templates } = await listTemplates(tx, place.companyId, filter, page);
        return { status: 200, body: templates.map(viewOf(query)), page: { ...page, total } };
      },
    }),
    restRoute(house, {
      method: 'GET',
      path: `${path}/:id`,
      summary: 'One permission template, with the levels and the actions it gives.',
      right: { kind: 'tool', tool: 'directory', at: 'company', level: 'Read Only' },
      audit: [],
      on: 'single',
      params: CompanyIdPath,
      reply: PermissionTemplateShow,
      names: ({ params }) => ({ companyId: params.company_id }),
      async handle({ place, params, tx }) {
        const template = await findTemplate(tx, place.companyId, params.id);
        return template === undefined ? refuse('item_hidden') : { status: 200, body: templateShow(template) };
      },
    }),
    restRoute(house, {
      method: 'POST',
      path,
      summary: 'Makes a permission template: for projects, unless it says for the company’s tools.',
      right: giver,
      audit: ['permission_template.created'],
      params: CompanyPath,
      body: PermissionTemplateCreateBody,
      reply: PermissionTemplateShow,
      names: ({ params }) => ({ companyId: params.company_id }),
      async handle({ place: { companyId, personId }, body, facts, tx, origin }) {
        const { permission_template: sent } = body;
        const projectId = sent.project_id ?? null;
        const type = sent.type ?? (projectId === null ? 'global' : 'project_specific');
        if ((type === 'project_specific') !== (projectId !== null))
          return fieldErrors({ project_id: ['is for templates of the type project_specific'] });
        const faults = projectId === null ? null : await projectFaults(tx, companyId, projectId, origin);
        if (faults !== null) return fieldErrors(faults);
        const said = saidBy(sent, type);
        if ('faults' in said) return fieldErrors(said.faults);
        const wanted = { project_id: projectId, type, name: sent.name, says: said.says };
        if (!mayGive(facts, wanted)) return refuse('level_too_low');
        if (await nameIsTaken(tx, companyId, { ...wanted, id: null })) return fieldErrors(taken);
        const made = { by: personId, at: house.clock.now() };
        const id = await insertTemplate(tx, companyId, wanted, made);
        await record(house, tx, origin, {
          event: 'permission_template.created',
          companyId,
          subject: `permission_template:${id}`,
          details: { name: sent.name, type, says: spoken(said.says) },
        });
        return { status: 200, body: templateShow({ ...wanted, id, company_id: companyId }) };
      },
    }),
    restRoute(house, {
      method: 'PATCH',
      path: managePath,
      audience: 'manage',
      summary: 'Changes a permission template; whoever holds it has the new levels from their next call on.',
      right: giver,
      audit: ['permission_template.changed'],
      on: 'single',
      params: CompanyIdPath,
      body: PermissionTemplateUpdateBody,
      reply: PermissionTemplateShow,
      names: ({ params }) => ({ companyId: params.company_id }),
      async handle({ place: { companyId, personId }, params, body, facts, tx, origin }) {
        const template = await findTemplate(tx, companyId, params.id);
        if (template === undefined) return refuse('item_hidden');
        const { permission_template: sent } = body;
        const said = saidBy(sent, template.type, template.says);
        if ('faults' in said) return fieldErrors(said.faults);
        const wanted: Template = { ...template, name: sent.name ?? template.name, says: said.says };
        if (!mayGive(facts, template) || !mayGive(facts, wanted)) return refuse('level_too_low');
        if (await nameIsTaken(tx, companyId, wanted)) return fieldErrors(taken);
        const own = await ownAdminLevel(tx, companyId, personId);
        if (own.templateId === template.id && !keepsOwnAdmin(facts, own.level, wanted))
          return fieldErrors({ user_access_levels: ['would take your own Admin level away'] });
        await changeTemplate(tx, companyId, template.id, { ...wanted, at: house.clock.now() });
        await record(house, tx, origin, {
          event: 'permission_template.changed',
          companyId,
          subject: `permission_template:${template.id}`,
          details: { name: wanted.name, says: spoken(wanted.says) },
        });
        return { status: 200, body: templateShow(wanted) };
      },
    }),
    restRoute(house, {
      method: 'DELETE',
      path: managePath,
      audience: 'manage',
      summary: 'Deletes a permission template that nobody holds.',
      right: giver,
      audit: ['permission_template.deleted'],
      on: 'single',
      params: CompanyIdPath,
      reply: null,
      names: ({ params }) => ({ companyId: params.company_id }),
      async handle({ place: { companyId }, params, facts, tx, origin }) {
        const template = await findTemplate(tx, companyId, params.id);
        if (template === undefined) return refuse('item_hidden');
        if (!mayGive(facts, template)) return refuse('level_too_low');
        const holders = await holdersOf(tx, companyId, template.id);
        if (holders > 0)
          return fieldErrors(
            { base: [`is held ${holders} times: give those people another one first`] },
            409,
          );
        await deleteTemplate(tx, companyId, template.id);
        await record(house, tx, origin, {
          event: 'permission_template.deleted',
          companyId,
          subject: `permission_template:${template.id}`,
          details: { name: template.name },
        });
        return { status: 204 };
      },
    }),
  ];
}

export function viewOf({ view }: StaticDecode<typeof PermissionTemplatesQuery>) {
  return (template: Template): PermissionTemplate | PermissionTemplateShow => {
    const { id, name, type } = template;
    if (view === 'with_permissions') return templateShow(template);
    return { id, name, type, project_specific: type === 'project_specific', category: 'internal' };
  };
}

function typesAsked(type: 'company_tools' | 'project_tools' | 'global' | undefined): TemplateFilter['types'] {
  return type === undefined || type === 'project_tools' ? ['global', 'project_specific'] : [type];
}

function spoken(says: Template['says']): string {
  return [...says]
    .map(([tool, { level, actions }]) => [`${tool}: ${level}`, ...actions].join(' + '))
    .join('; ');
}
