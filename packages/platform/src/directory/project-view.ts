import type { CompanyProject, Project, ProjectCompact, ProjectShow } from '@gatehouse/wire';
import { timestamp } from '../rest/timestamp.ts';
import { displayName } from './project.ts';
import { projectDetails } from './project-details.ts';
import type { FoundProject } from './project-store.ts';
import { zoneOf } from './time-zones.ts';

export function projectCompact(project: FoundProject): ProjectCompact {
  return { id: project.id, name: project.name, display_name: displayName(project) };
}

/** Every field the wire knows is sent: typed clients take an absent one for a fault. */
export function projectItem(project: FoundProject): Project {
  const details = projectDetails(project.details);
  return {
    ...projectCompact(project),
    company: { id: project.company_id, name: project.company_name },
    project_number: project.project_number,
    active: project.archived_at === null,
    address: details.address ?? null,
    city: details.city ?? null,
    state_code: details.state_code ?? null,
    country_code: details.country_code ?? null,
    zip: details.zip ?? null,
    county: details.county ?? null,
    phone: details.phone ?? null,
    fax: details.fax ?? null,
    latitude: details.latitude ?? null,
    longitude: details.longitude ?? null,
    time_zone: details.time_zone ?? null,
    stage: null,
    project_stage: null,
    project_template: null,
    parent_job_id: null,
    parent_job: null,
    is_demo: false,
    start_date: details.start_date ?? null,
    completion_date: details.completion_date ?? null,
    projected_finish_date: details.projected_finish_date ?? null,
    total_value: details.total_value ?? null,
    estimated_value: details.estimated_value ?? null,
    origin_id: project.origin_id,
    origin_data: details.origin_data ?? null,
    origin_code: null,
    owners_project_id: null,
    project_region_id: null,
    project_bid_type_id: null,
    project_owner_type_id: null,
    photo_id: null,
    store_number: null,
    accounting_project_number: null,
    designated_market_area: details.designated_market_area ?? null,
    sector: details.sector ?? null,
    work_scope: details.work_scope ?? null,
    delivery_method: details.delivery_method ?? null,
    created_at: timestamp(project.created_at),
    updated_at: timestamp(project.updated_at),
    created_by:
      project.created_by === null
        ? null
        : { id: project.created_by, login: project.creator_email ?? '', name: project.creator_name },
    custom_fields: {},
  };
}

export function projectShow(project: FoundProject): ProjectShow {
  const details = projectDetails(project.details);
  return {
    ...projectItem(project),
    logo_id: null,
    logo_url: null,
    template: false,
    tz_name: zoneOf(details.time_zone),
    description: details.description ?? null,
    square_feet: details.square_feet ?? null,
    warranty_start_date: details.warranty_start_date ?? null,
    warranty_end_date: details.warranty_end_date ?? null,
    flag: details.flag ?? null,
    locale: null,
    public_notes: details.public_notes ?? null,
    actual_start_date: details.actual_start_date ?? null,
    standard_cost_code_list_id: null,
    is_erp_integrated: false,
    photo_url: null,
    inbound_email: null,
    inbound_email_address: null,
    estimated_start_date: details.estimated_start_date ?? null,
    estimated_completion_date: details.estimated_completion_date ?? null,
    code: details.code ?? null,
    persistent_message: null,
    office: null,
    project_type: null,
    program: null,
    departments: [],
    dictionary_type: null,
  };
}

/** The older, smaller item of GET /rest/v1.0/companies/{company_id}/projects. */
export function companyProject(project: FoundProject): CompanyProject {
  const details = projectDetails(project.details);
  return {
    id: project.id,
    name: project.name,
    address: {
      street: details.address ?? null,
      city: details.city ?? null,
      state_code: details.state_code ?? null,
      zip: details.zip ?? null,
      country_code: details.country_code ?? null,
    },
    stage_name: null,
    status_name: project.archived_at === null ? 'Active' : 'Inactive',
    type_name: null,
    open_items: [],
    created_by: project.created_by === null ? null : { id: project.created_by, email: project.creator_email },
  };
}
