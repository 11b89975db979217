import type { PermissionTemplate } from '@gatehouse/wire';
import { queryOptions } from '@tanstack/react-query';
import { gatehouse } from '../api/gatehouse.ts';
import { companyKey } from '../company/company.ts';

const templatesKey = (companyId: number) => [...companyKey(companyId), 'permission_templates'] as const;

/** The templates for the company's tools, for all projects, or those that can be held in one project. */
export function templatesQuery(companyId: number, where: 'company_tools' | 'project_tools' | number) {
  return queryOptions({
    queryKey: [...templatesKey(companyId), where],
    queryFn: (): Promise<PermissionTemplate[]> =>
      typeof where === 'number'
        ? gatehouse.permissionTemplates.listForProject(companyId, where, { per_page: 100 }).all()
        : gatehouse.permissionTemplates.list(companyId, { per_page: 100, filters: { type: where } }).all(),
  });
}

export function templateQuery(companyId: number, id: number) {
  return queryOptions({
    queryKey: [...templatesKey(companyId), 'one', id],
    queryFn: () => gatehouse.permissionTemplates.show(companyId, id),
  });
}
