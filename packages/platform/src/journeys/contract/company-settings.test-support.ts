import { projectFields } from './companies-and-projects.test-support.ts';
import type { Step } from './step.test-support.ts';

const text = 'string|null';

/** Wire reference B.3, C.1 and C.14: who calls, and what is asked about a company. */
export const companySettings: readonly Step[] = [
  { call: 'GET /rest/v1.0/me', status: 200, fields: { id: 'integer', login: 'string', name: 'string' } },
  {
    call: 'GET /vapid/me?company_id={company}',
    status: 200,
    fields: { id: 'integer', login: 'string', name: 'string' },
  },
  { call: 'GET /vapid/projects?company_id={company}', status: 200, fields: projectFields },
  {
    call: 'GET /rest/v1.0/company_base_url',
    status: 200,
    fields: { zone: 'string', web_base_url: 'string' },
  },
  {
    call: 'GET /rest/v1.0/company_base_url',
    as: 'stranger',
    status: 400,
    fields: { 'error.code': 'string', 'error.message': 'string' },
  },
  {
    call: 'GET /rest/v1.0/company_configuration?company_id={company}',
    as: 'nobody',
    status: 200,
    fields: {
      strict_file_uploading: 'boolean',
      enable_image_real_time_as_builts: 'boolean',
      currency_symbol: text,
      currency_display: text,
      currency_iso_code: text,
      timecard_employees_see_all_projects: 'boolean',
      timesheet_enabled_cost_type: 'array',
      timesheet_type: 'array',
      enable_sd_storage: 'boolean',
      timesheets_custom_signature_text: text,
      timesheets_week_start_day: 'integer|null',
      use_24_hour_mode: 'boolean',
      timesheets_tab_enabled: 'boolean',
      timecard_should_track_location: 'array',
      projects_timecard_in_out_enabled: 'array',
      rounding_configuration: 'object|null',
      'time_and_materials_company_config.materials_enabled': 'boolean',
      'time_and_materials_company_config.labor_enabled': 'boolean',
      'time_and_materials_company_config.equipment_enabled': 'boolean',
      'time_and_materials_company_config.subcontractors_enabled': 'boolean',
      projects_timecard_default_lunch_time: 'array',
      projects_timecard_default_start_time: 'array',
      projects_timecard_default_stop_time: 'array',
      projects_timecard_lunch_time_tracking: 'array',
      task_codes_enabled: 'boolean',
      timecard_employees_can_select_non_budgeted_items: 'array',
      timecards_private: 'boolean',
      timesheet_default_cost_type_id: 'integer|null',
      timesheet_erp_default_cost_type_id: 'integer|null',
    },
  },
  {
    call: 'GET /rest/v1.0/company_configuration',
    status: 400,
    fields: { 'error.code': 'string', 'error.message': 'string' },
  },
  {
    call: 'GET /rest/v1.0/company_configuration?company_id={company}',
    as: 'stranger',
    status: 404,
    errors: 'texts',
  },
  {
    call: 'GET /rest/v2.0/companies/{company}/company_security_settings',
    status: 200,
    fields: {
      enable_login_lockout: 'boolean',
      password_reset_after: 'integer',
      session_timeout: 'integer',
      enforce_password_reset_by_email: 'boolean',
      is_pin_required_for_jit: 'boolean',
      password_security_url: 'string',
    },
  },
  {
    call: 'GET /rest/v2.0/companies/{company}/company_security_settings',
    as: 'reader',
    status: 403,
    errors: 'texts',
  },
];
