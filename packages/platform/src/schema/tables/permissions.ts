import type { GeneratedAlways as Generated } from '@gatehouse/database';

/**
 * What its holders may do: on the company's tools (`company_tools`), or in whichever project they hold it (`global`),
 * or in the one project it was made for (`project_specific`).
 */
export interface PermissionTemplateRow {
  id: Generated<number>;
  company_id: number;
  project_id: number | null;
  type: 'company_tools' | 'global' | 'project_specific';
  name: string;
  name_key: string;
  created_by: number;
  created_at: number;
  updated_at: number;
}

/** No row means None. `actions` is a JSON array of the granular permissions that the template adds to the level. */
export interface PermissionTemplateLevelRow {
  company_id: number;
  template_id: number;
  tool: string;
  level: number;
  actions: string;
}

/** Granular permissions given to a person by hand: in place of the template's, as `project_levels` is of its level. */
export interface ProjectActionsRow {
  company_id: number;
  project_id: number;
  person_id: number;
  tool: string;
  actions: string;
}

export interface PermissionGroupRow {
  id: Generated<number>;
  company_id: number;
  name: string;
  name_key: string;
  created_by: number;
  created_at: number;
  updated_at: number;
}

export interface PermissionGroupMemberRow {
  company_id: number;
  group_id: number;
  person_id: number;
}

/** A group on an item's access list: each of its members is named there, for as long as they are in it. */
export interface DocumentGroupReaderRow {
  company_id: number;
  document_id: number;
  group_id: number;
}

export interface ProjectToolPositionRow {
  company_id: number;
  project_id: number;
  tool: string;
  position: number;
}
