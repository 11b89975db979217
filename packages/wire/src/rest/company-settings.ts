import Type, { type Static, type StaticDecode } from 'typebox';
import { IdInput } from './input.ts';
import { Nullable } from './output.ts';

const flag = Type.Boolean();
const text = Nullable(Type.String());
const ids = Type.Array(Type.Integer());
const list = Type.Array(Type.Unknown());

/** GET /rest/v1.0/company_base_url: where a company's pages are. The company is named by the header. */
export const CompanyBaseUrl = Type.Object({ zone: Type.String(), web_base_url: Type.String() });
export type CompanyBaseUrl = Static<typeof CompanyBaseUrl>;

/** GET /rest/v1.0/company_configuration. What it tells is of tools that are not here: each is off, or empty. */
export const CompanyConfiguration = Type.Object({
  strict_file_uploading: flag,
  enable_image_real_time_as_builts: flag,
  currency_symbol: text,
  currency_display: text,
  currency_iso_code: text,
  timecard_employees_see_all_projects: flag,
  timesheet_enabled_cost_type: ids,
  timesheet_type: ids,
  enable_sd_storage: flag,
  timesheets_custom_signature_text: text,
  timesheets_week_start_day: Nullable(Type.Integer()),
  use_24_hour_mode: flag,
  timesheets_tab_enabled: flag,
  timecard_should_track_location: ids,
  projects_timecard_in_out_enabled: ids,
  rounding_configuration: Nullable(Type.Object({ rule: text, time_increment: Type.Integer() })),
  time_and_materials_company_config: Type.Object({
    materials_enabled: flag,
    labor_enabled: flag,
    equipment_enabled: flag,
    subcontractors_enabled: flag,
  }),
  projects_timecard_default_lunch_time: list,
  projects_timecard_default_start_time: list,
  projects_timecard_default_stop_time: list,
  projects_timecard_lunch_time_tracking: list,
  task_codes_enabled: flag,
  timecard_employees_can_select_non_budgeted_items: ids,
  timecards_private: flag,
  timesheet_default_cost_type_id: Nullable(Type.Integer()),
  timesheet_erp_default_cost_type_id: Nullable(Type.Integer()),
});
export type CompanyConfiguration = Static<typeof CompanyConfiguration>;

/** One of the two has to be sent, whatever the header says. */
export const CompanyConfigurationQuery = Type.Object({
  company_id: Type.Optional(IdInput),
  project_id: Type.Optional(IdInput),
});
export type CompanyConfigurationQuery = StaticDecode<typeof CompanyConfigurationQuery>;

/** GET /rest/v2.0/companies/{company_id}/company_security_settings. */
export const CompanySecuritySettings = Type.Object({
  data: Type.Object({
    enable_login_lockout: Type.Boolean({
      description: 'Nobody is locked out: whoever guesses is slowed down instead.',
    }),
    password_reset_after: Type.Integer({ description: 'Minutes after which a password ends; 0 for never.' }),
    session_timeout: Type.Integer({ description: 'Minutes after which a sign-in ends.' }),
    enforce_password_reset_by_email: Type.Boolean(),
    is_pin_required_for_jit: Type.Boolean(),
    password_security_url: Type.String(),
  }),
});
export type CompanySecuritySettings = Static<typeof CompanySecuritySettings>;
