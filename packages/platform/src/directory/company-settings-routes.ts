import {
  CompanyBaseUrl,
  CompanyConfiguration,
  CompanyConfigurationQuery,
  CompanyPath,
  CompanySecuritySettings,
  IdPath,
  parse,
} from '@gatehouse/wire';
import type { House } from '../house.ts';
import type { RestReply } from '../rest/rest-call.ts';
import { accountRoute, type RestRoute, restRoute } from '../rest/rest-route.ts';
import { listCompanies } from './company-store.ts';
import { listerOf } from './lister.ts';

/** What integrations of the field ask about a company before they begin (wire reference B.3 and C.14). */
export function companySettingsRoutes(house: House): RestRoute[] {
  const { issuer, settings } = house;
  return [
    accountRoute(house, {
      method: 'GET',
      path: '/rest/v1.0/company_base_url',
      summary: 'Where the pages of a company are: here, for every company of this deployment.',
      right: { kind: 'bearer' },
      audit: [],
      reply: CompanyBaseUrl,
      // Asked before anything is known of the company, so it is a call of the account.
      names: () => ({}),
      async handle({ caller, facts, request, tx }) {
        const asked = parse(IdPath, { id: request.headers['procore-company-id'] });
        const lister = listerOf(caller, facts);
        if (!asked.ok || lister === null) return wrong('400', 'invalid company id');
        const { companies } = await listCompanies(tx, lister, {
          perPage: 1,
          offset: 0,
          only: asked.value.id,
        });
        if (companies.length === 0) return wrong('400', 'invalid company id');
        return { status: 200, body: { zone: 'self-hosted', web_base_url: issuer } };
      },
    }),
    accountRoute(house, {
      method: 'GET',
      path: '/rest/v1.0/company_configuration',
      summary: 'The configuration of a company’s other tools, of which there are none here.',
      right: { kind: 'bearer' },
      audit: [],
      query: CompanyConfigurationQuery,
      reply: CompanyConfiguration,
      names: ({ query }) => ({ companyId: query.company_id, projectId: query.project_id }),
      async handle({ query }) {
        return query.company_id === undefined && query.project_id === undefined
          ? wrong('BAD_REQUEST', 'Missing Project or Company ID')
          : { status: 200, body: configuration };
      },
    }),
    restRoute(house, {
      method: 'GET',
      path: '/rest/v2.0/companies/:company_id/company_security_settings',
      summary: 'How people of the company sign in.',
      right: { kind: 'tool', tool: 'admin', at: 'company', level: 'Admin' },
      audit: [],
      params: CompanyPath,
      reply: CompanySecuritySettings,
      names: ({ params }) => ({ companyId: params.company_id }),
      async handle() {
        const data: CompanySecuritySettings['data'] = {
          enable_login_lockout: false,
          password_reset_after: 0,
          session_timeout: Math.floor(settings.sessionTtl / 60_000),
          enforce_password_reset_by_email: true,
          is_pin_required_for_jit: false,
          password_security_url: `${issuer}/password`,
        };
        return { status: 200, body: { data } };
      },
    }),
  ];
}

/** The newer of the two shapes of errors, which these endpoints have in the field. */
function wrong(code: string, message: string): RestReply {
  return { status: 400, body: { error: { code, message } } };
}

const configuration: CompanyConfiguration = {
  strict_file_uploading: false,
  enable_image_real_time_as_builts: false,
  currency_symbol: null,
  currency_display: null,
  currency_iso_code: null,
  timecard_employees_see_all_projects: false,
  timesheet_enabled_cost_type: [],
  timesheet_type: [],
  enable_sd_storage: false,
  timesheets_custom_signature_text: null,
  timesheets_week_start_day: null,
  use_24_hour_mode: true,
  timesheets_tab_enabled: false,
  timecard_should_track_location: [],
  projects_timecard_in_out_enabled: [],
  rounding_configuration: null,
  time_and_materials_company_config: {
    materials_enabled: false,
    labor_enabled: false,
    equipment_enabled: false,
    subcontractors_enabled: false,
  },
  projects_timecard_default_lunch_time: [],
  projects_timecard_default_start_time: [],
  projects_timecard_default_stop_time: [],
  projects_timecard_lunch_time_tracking: [],
  task_codes_enabled: false,
  timecard_employees_can_select_non_budgeted_items: [],
  timecards_private: false,
  timesheet_default_cost_type_id: null,
  timesheet_erp_default_cost_type_id: null,
};
