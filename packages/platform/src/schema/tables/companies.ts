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
  created_at: number;
  removed_at: number | null;
}

export interface ProjectMemberRow {
  company_id: number;
  project_id: number;
  person_id: number;
  created_at: number;
}

/** No row means None: a person begins with nothing. */
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
