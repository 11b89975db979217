import type { GeneratedAlways as Generated } from '@gatehouse/database';

export interface CompanyRow {
  id: Generated<number>;
  name: string;
  environment: Environment;
  user_installs_blocked_at: number | null;
  deactivated_at: number | null;
  created_at: number;
}

export type Environment = 'sandbox' | 'production';

export interface ProjectRow {
  id: Generated<number>;
  company_id: number;
  name: string;
  project_number: string | null;
  archived_at: number | null;
  created_at: number;
  updated_at: number;
}

export interface CompanyMemberRow {
  company_id: number;
  person_id: number;
  employee_since: number | null;
  job_title: string | null;
  /** Says the person's levels on the company's tools, where `company_levels` does not. */
  permission_template_id: number | null;
  /** What the person holds in projects they are put into without a word about permissions. */
  default_permission_template_id: number | null;
  added_to_new_projects_since: number | null;
  created_at: number;
  removed_at: number | null;
}

export interface ProjectMemberRow {
  company_id: number;
  project_id: number;
  person_id: number;
  /** Says the person's levels on the project's tools, where `project_levels` does not. */
  permission_template_id: number | null;
  created_at: number;
}

/** A level that was set by hand. Without one the member's template decides, and without a template it is None. */
export interface CompanyLevelRow {
  company_id: number;
  person_id: number;
  tool: string;
  level: number;
}

export interface ProjectLevelRow {
  company_id: number;
  project_id: number;
  person_id: number;
  tool: string;
  level: number;
}

export interface DisabledToolRow {
  company_id: number;
  project_id: number;
  tool: string;
  disabled_at: number;
}
