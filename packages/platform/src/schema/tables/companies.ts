import type { GeneratedAlways as Generated } from '@gatehouse/database';

export interface CompanyRow {
  id: Generated<number>;
  name: string;
  environment: Environment;
  user_installs_blocked_at: number | null;
  deactivated_at: number | null;
  created_at: number;
  /** Since when its people are asked for a second factor. */
  second_factor_required_at: number | null;
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
  /** The name that the company's own systems have for it; unique in the company. */
  origin_id: string | null;
  /** JSON: what is only shown, never searched. */
  details: string | null;
  created_by: number | null;
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
  /** The company named them, and they have not said yes: nobody is in a company without having been asked. */
  pending_since: number | null;
  /** As what the company named them; shown until they join, for what they are elsewhere is not told. */
  named_kind: 'user' | 'contact' | null;
  /** Where the company says that they are reached; shown until they join, and theirs once its reader says so. */
  named_email: string | null;
  /** When they joined with an account that was theirs before: it is not the company's to change. */
  joined_at: number | null;
  /** As this company writes the name; null where it never wrote another than the person's own. */
  first_name: string | null;
  last_name: string | null;
  /** The name as lists are sorted by it. */
  name_key: string | null;
  employee_id: string | null;
  /** The name that the company's own systems have for the person; unique in the company. */
  origin_id: string | null;
  /** JSON: telephone numbers and the like, only shown and never searched. */
  details: string | null;
  updated_at: number | null;
  activated_at: number | null;
  /** When the last invitation was sent. */
  welcomed_at: number | null;
}

/** How many people a company has, whom it has not removed; kept by the engine. */
export interface MemberCountRow {
  readonly company_id: number;
  readonly present: number;
}

/** A word by which a company's directory finds a person. */
export interface MemberWordRow {
  company_id: number;
  part: 'name' | 'address';
  word: string;
  person_id: number;
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
