import { type Reader, sql } from '@gatehouse/database';
import { companyLevelOf } from '../access/held.ts';
import { levels, type Tool } from '../access/levels.ts';
import { emailKey, isAddress, isReachable } from '../naming/email-key.ts';
import type { Tables } from '../schema/tables.ts';
import type { MemberInput, Writing } from './member.ts';
import { type FoundMember, findMemberByOrigin, isAdminOfCompany } from './member-store.ts';
import { isOwnPerson } from './own-person.ts';

export interface Faults {
  readonly status: 403 | 409 | 422;
  readonly errors: Readonly<Record<string, readonly string[]>>;
}

const forDirectoryAdmins = 'may be changed by Admins of the Directory only';

/** What is wrong with a change before anything is written; undefined where nothing is. */
export async function memberFaults(
  tx: Reader<Tables>,
  companyId: number,
  writing: Writing,
  known: FoundMember | undefined,
  input: MemberInput,
): Promise<Faults | undefined> {
  const denied = deniedFields(writing, known, input);
  if (denied.length > 0) return faults(403, denied, forDirectoryAdmins);
  const admin = known === undefined ? false : await isAdminOfCompany(tx, companyId, known.person_id);
  // Whoever may change an admin's address, or bar them, is one in all but name.
  const seizes = changesEmail(known, input) || input.is_active === false;
  if (admin && seizes && !writing.companyAdmin)
    return faults(403, ['base'], 'Only company admins may do this to a company admin.');
  if (known !== undefined && input.is_active === false && known.person_id === writing.personId)
    return faults(422, ['is_active'], 'cannot be switched off by the person themselves');
  return (
    (await emailFaults(tx, companyId, writing, known, input)) ??
    (await originFaults(tx, companyId, known, input)) ??
    (await templateFaults(tx, companyId, writing, known, input))
  );
}

export function changesEmail(known: FoundMember | undefined, { email }: MemberInput): boolean {
  if (known === undefined || email === undefined) return false;
  return email === null ? false : emailKey(email) !== known.email;
}

/** Fields that only Directory Admins write; what says nothing new is not a change. */
function deniedFields(writing: Writing, known: FoundMember | undefined, input: MemberInput): string[] {
  if (writing.directory === levels.Admin || writing.companyAdmin) return [];
  const active = known === undefined || known.removed_at === null;
  return [
    ...(changesEmail(known, input) ? ['email_address'] : []),
    ...(input.is_active !== undefined && input.is_active !== active ? ['is_active'] : []),
    ...(
      ['company_permission_template_id', 'default_permission_template_id', 'add_to_new_projects'] as const
    ).filter((name) => input[name] !== undefined),
  ];
}

async function emailFaults(
  tx: Reader<Tables>,
  companyId: number,
  writing: Writing,
  known: FoundMember | undefined,
  { email }: MemberInput,
): Promise<Faults | undefined> {
  if (email === undefined || email === null) return undefined;
  const wanted = emailKey(email);
  if (known?.email === wanted) return undefined;
  if (known !== undefined && known.removed_at !== null)
    return faults(422, ['email_address'], 'may be changed once the person is switched on again');
  if (!isAddress(wanted)) return faults(422, ['email_address'], 'must be an email address');
  // Of what is taken elsewhere no answer tells: whoever writes here may name any address of the deployment.
  const holder = await tx
    .selectFrom('people')
    .leftJoin('company_members', (join) =>
      join
        .onRef('company_members.person_id', '=', 'people.id')
        .on('company_members.company_id', '=', companyId),
    )
    .select(['people.id', 'company_members.person_id as member'])
    .where('people.email', '=', wanted)
    .executeTakeFirst();
  const others = holder !== undefined && holder.member !== null && holder.id !== known?.person_id;
  if (others || (await isNamed(tx, companyId, wanted, known?.person_id)))
    return faults(409, ['email_address'], 'has already been taken');
  // In a second directory a service account ends for good (rule S4), which is not a stranger's to bring about.
  if (!isReachable(wanted) && !(await runsAccount(tx, holder?.id, writing.personId)))
    return faults(422, ['email_address'], 'must be an address that mail can reach');
  if (known === undefined || known.kind === 'service_account') return undefined;
  // Nobody proves that they read the new address: who kept their password could wait at one that is somebody else's.
  if (known.person_id === writing.personId)
    return faults(422, ['email_address'], 'of your own is changed by another Admin of the Directory');
  // Of one who has not joined, that they had an account before is not told: their mail decides.
  return known.pending_since !== null || (await isOwnPerson(tx, companyId, known.person_id))
    ? undefined
    : faults(
        422,
        ['email_address'],
        'belongs to somebody who is not of this company alone, or had the account before: only they may change it',
      );
}

/** Whether the company has the address for somebody else, who has not joined. */
async function isNamed(
  tx: Reader<Tables>,
  companyId: number,
  wanted: string,
  exceptId: number | undefined,
): Promise<boolean> {
  const row = await tx
    .selectFrom('company_members')
    .select('person_id')
    .where('company_id', '=', companyId)
    .where('named_email', '=', wanted)
    .where('pending_since', 'is not', null)
    .where('person_id', '!=', exceptId ?? -1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Whether somebody is Admin of the Directory that a service account's contact is in. */
async function runsAccount(
  tx: Reader<Tables>,
  contactId: number | undefined,
  personId: number,
): Promise<boolean> {
  if (contactId === undefined) return false;
  const level = (tool: Tool) =>
    companyLevelOf({
      company: sql.ref('contact.company_id'),
      person: sql.ref('writer.person_id'),
      tool: sql.lit(tool),
    });
  const row = await tx
    .selectFrom('company_members as contact')
    .innerJoin('company_members as writer', 'writer.company_id', 'contact.company_id')
    .select('contact.company_id')
    .innerJoin('people', 'people.id', 'contact.person_id')
    .where('people.kind', '=', 'service_account')
    .where('contact.person_id', '=', contactId)
    .where('writer.person_id', '=', personId)
    .where('writer.removed_at', 'is', null)
    .where('writer.pending_since', 'is', null)
    .where(({ or, eb }) =>
      or([eb(level('directory'), '=', levels.Admin), eb(level('admin'), '=', levels.Admin)]),
    )
    .executeTakeFirst();
  return row !== undefined;
}

async function originFaults(
  tx: Reader<Tables>,
  companyId: number,
  known: FoundMember | undefined,
  { origin_id: originId }: MemberInput,
): Promise<Faults | undefined> {
  if (originId === undefined || originId === null || originId === '') return undefined;
  const holder = await findMemberByOrigin(tx, companyId, originId);
  if (holder === undefined || holder === known?.person_id) return undefined;
  return faults(422, ['origin_id'], 'has already been taken');
}

async function templateFaults(
  tx: Reader<Tables>,
  companyId: number,
  writing: Writing,
  known: FoundMember | undefined,
  input: MemberInput,
): Promise<Faults | undefined> {
  let staysAdmin = false;
  for (const [field, type] of [
    ['company_permission_template_id', 'company_tools'],
    ['default_permission_template_id', 'global'],
  ] as const) {
    const id = input[field];
    if (id === undefined || id === null) continue;
    const template = await tx
      .selectFrom('permission_templates')
      .leftJoin('permission_template_levels', (join) =>
        join
          .onRef('permission_template_levels.template_id', '=', 'permission_templates.id')
          .on('permission_template_levels.tool', '=', 'admin'),
      )
      .select('permission_template_levels.level as admin')
      .where('permission_templates.company_id', '=', companyId)
      .where('permission_templates.id', '=', id)
      .where('permission_templates.type', '=', type)
      .executeTakeFirst();
    if (template === undefined) return faults(422, [field], 'is not a template that can be held here');
    if (
      field === 'company_permission_template_id' &&
      (template.admin ?? levels.None) !== levels.None &&
      !writing.companyAdmin
    )
      return faults(403, [field], 'gives the Admin tool: only company admins may do that');
    if (field === 'company_permission_template_id') staysAdmin = template.admin === levels.Admin;
  }
  const loses = input.company_permission_template_id !== undefined && known !== undefined;
  if (loses && !writing.companyAdmin && (await isAdminOfCompany(tx, companyId, known.person_id)))
    return faults(
      403,
      ['company_permission_template_id'],
      'of a company admin: only company admins may do that',
    );
  // As nobody can take their own Admin level away, a company never loses its last admin.
  if (
    loses &&
    known.person_id === writing.personId &&
    !staysAdmin &&
    (await isAdminByTemplate(tx, companyId, known))
  )
    return faults(422, ['company_permission_template_id'], 'would take your own Admin level away');
  return undefined;
}

async function isAdminByTemplate(
  tx: Reader<Tables>,
  companyId: number,
  known: FoundMember,
): Promise<boolean> {
  if (!(await isAdminOfCompany(tx, companyId, known.person_id))) return false;
  const byHand = await tx
    .selectFrom('company_levels')
    .select('level')
    .where('company_id', '=', companyId)
    .where('person_id', '=', known.person_id)
    .where('tool', '=', 'admin')
    .executeTakeFirst();
  return byHand === undefined;
}

function faults(status: Faults['status'], fields: readonly string[], message: string): Faults {
  return { status, errors: Object.fromEntries(fields.map((field) => [field, [message]])) };
}
