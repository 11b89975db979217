import type {
  CompanyUser,
  CompanyUserShow,
  PermissionTemplateReference,
  Person,
  PersonExtended,
  ProjectUserCompact,
} from '@gatehouse/wire';
import { fullName, initials, shownEmail } from '../naming/person-name.ts';
import { timestamp } from '../rest/timestamp.ts';
import { memberDetails } from './member.ts';
import type { FoundMember } from './member-store.ts';

export function memberName(member: FoundMember): string {
  return fullName(member.shown_first_name, member.shown_last_name);
}

/** What callers without Directory see of people they share a project with. */
export function compactUser(member: FoundMember): ProjectUserCompact {
  const name = memberName(member);
  return {
    id: member.person_id,
    name,
    first_name: member.shown_first_name,
    last_name: member.shown_last_name,
    initials: initials(name),
    vendor: null,
  };
}

function userFields(member: FoundMember) {
  const details = memberDetails(member.details);
  return {
    ...compactUser(member),
    email_address: shownEmail(member.email) ?? '',
    job_title: member.job_title,
    is_active: member.removed_at === null,
    // One connector takes false for "service account".
    is_employee: member.kind !== 'service_account' && member.employee_since !== null,
    employee_id: member.employee_id,
    address: details.address ?? null,
    city: details.city ?? null,
    state_code: details.state_code ?? null,
    country_code: details.country_code ?? null,
    zip: details.zip ?? null,
    business_phone: details.business_phone ?? null,
    business_phone_extension: details.business_phone_extension ?? null,
    mobile_phone: details.mobile_phone ?? null,
    fax_number: details.fax_number ?? null,
    email_signature: details.email_signature ?? null,
    notes: details.notes ?? null,
    avatar: null,
    business_id: null,
    origin_id: member.origin_id,
    origin_data: details.origin_data ?? null,
    erp_integrated_accountant: false,
    last_activated_at: moment(member.activated_at),
    // When somebody was here is between them and the deployment, not one company's business.
    last_login_at: null,
    created_at: timestamp(member.created_at),
    updated_at: timestamp(member.updated_at ?? member.created_at),
    work_classification_id: null,
    permission_template: reference(member.template_id, member.template, member.template_type),
    company_permission_template: reference(
      member.permission_template_id,
      member.company_template,
      member.company_template_type,
    ),
  };
}

export function companyUser(member: FoundMember): CompanyUser {
  return {
    ...userFields(member),
    contact_id: null,
    welcome_email_sent_at: moment(member.welcomed_at),
  };
}

/** `view=extended`. */
export function companyUserExtended(member: FoundMember) {
  return { ...companyUser(member), role: null, verified_employee: false };
}

export function companyUserShow(member: FoundMember): CompanyUserShow {
  return {
    ...userFields(member),
    is_insurance_manager: false,
    // The language of an account is its owner’s to tell.
    locale: member.pending_since === null ? member.locale : null,
    default_permission_template_id: member.default_permission_template_id,
    company_permission_template_id: member.permission_template_id,
  };
}

/** What a write answers: the person as it is now, and the one field that only writes tell. */
export function companyUserWritten(member: FoundMember): CompanyUserShow {
  return {
    ...companyUserShow(member),
    add_to_new_projects: member.added_to_new_projects_since !== null,
  };
}

export function person(member: FoundMember): Person {
  return {
    id: member.person_id,
    first_name: member.shown_first_name,
    last_name: member.shown_last_name,
    is_employee: member.kind !== 'service_account' && member.employee_since !== null,
    employee_id: member.employee_id,
    user_id: member.kind === 'contact' ? null : member.person_id,
    user_uuid: null,
    contact: { is_active: member.removed_at === null, email: shownEmail(member.email) },
    work_classification_id: null,
    origin_id: member.origin_id,
  };
}

export function personExtended(member: FoundMember): PersonExtended {
  const name = memberName(member);
  const details = memberDetails(member.details);
  const { template_id: id, template } = member;
  return {
    ...person(member),
    name,
    initials: initials(name),
    avatar: null,
    reference_user: member.kind === 'contact',
    connected: member.kind === 'user',
    email: shownEmail(member.email),
    job_title: member.job_title,
    business_phone: details.business_phone ?? null,
    mobile_phone: details.mobile_phone ?? null,
    permission_template: id === null || template === null ? null : { id, name: template },
    last_login_at: null,
    welcome_email_sent_at: moment(member.welcomed_at),
  };
}

/** Project users of one person leave out what is null. */
export function withoutNulls<Body extends object>(body: Body): Partial<Body> {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null)) as Partial<Body>;
}

function reference(
  id: number | null,
  name: string | null,
  type: string | null,
): PermissionTemplateReference | null {
  if (id === null || name === null || type === null) return null;
  const known = type as PermissionTemplateReference['type'];
  return { id, name, project_specific: known === 'project_specific', type: known };
}

function moment(at: number | null): string | null {
  return at === null ? null : timestamp(at);
}
