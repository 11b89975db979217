import type { Writer } from '@gatehouse/database';
import { type Origin, record } from '../audit/audit.ts';
import type { House } from '../house.ts';
import { emailKey } from '../naming/email-key.ts';
import { keepMemberWords } from '../naming/member-words.ts';
import { addressOfNobody, fullName } from '../naming/person-name.ts';
import { sortKey } from '../naming/sort-key.ts';
import type { CompanyMemberRow, Tables } from '../schema/tables.ts';
import { detailNames, type MemberInput, memberDetails, type Writing } from './member.ts';
import { changesEmail, type Faults, memberFaults } from './member-faults.ts';
import { type FoundMember, findMember } from './member-store.ts';
import { addCompanyMember } from './members.ts';
import { askNewAddress, withdrawAsked } from './new-address.ts';
import { isOwnPerson } from './own-person.ts';
import { personAt } from './people.ts';

type Means = Pick<House, 'clock' | 'random' | 'keys' | 'issuer'>;

export type MemberOutcome =
  | { readonly kind: 'written'; readonly member: FoundMember; readonly created: boolean }
  | { readonly kind: 'faults'; readonly faults: Faults };

/**
 * Puts somebody into the company's directory: a new person, or one whom another company knows by the same address.
 * They begin with no permission, and are in the company once they say so; whether anybody knows them, and as what, is
 * not told.
 */
export async function createMember(
  house: Means,
  tx: Writer<Tables>,
  origin: Origin,
  companyId: number,
  writing: Writing,
  { kind, ...input }: MemberInput & { readonly kind: 'user' | 'contact' },
): Promise<MemberOutcome> {
  const faults = await memberFaults(tx, companyId, writing, undefined, input);
  if (faults !== undefined) return { kind: 'faults', faults };
  const lastName = input.last_name ?? '';
  const firstName = blankIsNull(input.first_name) ?? null;
  const email =
    input.email == null || input.email === '' ? addressOfNobody(house.random) : emailKey(input.email);
  const personId = await personAt(house, tx, origin, { kind, firstName, lastName, email });
  const standing = personId === writing.personId ? 'joined' : 'pending';
  await addCompanyMember(house, tx, origin, companyId, { personId, standing });
  const values = valuesOf(house.clock.now(), undefined, {
    ...input,
    first_name: firstName,
    last_name: lastName,
  });
  const removed = input.is_active === false ? { removed_at: house.clock.now() } : {};
  await setMember(tx, companyId, personId, { ...values, ...removed, named_kind: kind });
  await keepMemberWords(tx, personId);
  return await written(tx, companyId, personId, true);
}

/** Changes what the company's directory says of one of its people. What the input leaves out stays as it is. */
export async function updateMember(
  house: Means,
  tx: Writer<Tables>,
  origin: Origin,
  companyId: number,
  writing: Writing,
  known: FoundMember,
  input: MemberInput,
): Promise<MemberOutcome> {
  const faults = await memberFaults(tx, companyId, writing, known, input);
  if (faults !== undefined) return { kind: 'faults', faults };
  const now = house.clock.now();
  const personId = known.person_id;
  const values = valuesOf(now, known, input);
  // While the person is still here: of one who is switched off nobody changes the address.
  const email = changesEmail(known, input) ? input.email : undefined;
  const moves = email != null && known.removed_at === null;
  if (moves) await askNewAddress(house, tx, origin, companyId, writing, known, email);
  // Whoever reads an address that was meant for a while must not get the account by it later on.
  else if (input.is_active === false || (input.email != null && known.pending_since === null))
    await withdrawAsked(tx, companyId, personId, { isPending: false, now });
  if (input.is_active === false && known.removed_at === null) {
    await setMember(tx, companyId, personId, { ...values, removed_at: now });
    await record(house, tx, origin, { event: 'member.removed', companyId, subject: `person:${personId}` });
  } else if (input.is_active === true && known.removed_at !== null) {
    const asked = known.joined_at === null ? {} : asksAgain(known, now);
    await setMember(tx, companyId, personId, { ...values, ...asked, removed_at: null, activated_at: now });
    if (known.joined_at !== null) await keepMemberWords(tx, personId);
    await record(house, tx, origin, { event: 'member.added', companyId, subject: `person:${personId}` });
  } else {
    await setMember(tx, companyId, personId, values);
  }
  if (values.name_key !== undefined) {
    if (await isOwnPerson(tx, companyId, personId)) await renamePerson(tx, personId, values);
    await keepMemberWords(tx, personId);
  }
  const fields = Object.keys({ ...input, ...input.details }).filter((name) => name !== 'details');
  await record(house, tx, origin, {
    event: 'member.changed',
    companyId,
    subject: `person:${personId}`,
    details: { fields: fields.join(' ') },
  });
  return await written(tx, companyId, personId, false);
}

/**
 * Whoever came with an account of their own is in the company by their word, which ended with their time in it: they are
 * asked as at first, and keep meanwhile what they may do. The account of a company's own person is the company's.
 */
function asksAgain(known: FoundMember, now: number): Partial<CompanyMemberRow> {
  return {
    pending_since: now,
    joined_at: null,
    welcomed_at: null,
    // Where one stands in a list tells what one is called.
    ...(known.last_name === null && { name_key: sortKey(known.email) }),
  };
}

async function written(
  tx: Writer<Tables>,
  companyId: number,
  personId: number,
  created: boolean,
): Promise<MemberOutcome> {
  const member = await findMember(tx, companyId, null, personId);
  if (member === undefined) throw new Error(`person ${personId} was written and is not there`);
  return { kind: 'written', member, created };
}

async function setMember(
  tx: Writer<Tables>,
  companyId: number,
  personId: number,
  values: Partial<CompanyMemberRow>,
): Promise<void> {
  await tx
    .updateTable('company_members')
    .set(values)
    .where('company_id', '=', companyId)
    .where('person_id', '=', personId)
    .execute();
}

async function renamePerson(
  tx: Writer<Tables>,
  personId: number,
  { first_name: first, last_name: last }: Partial<CompanyMemberRow>,
): Promise<void> {
  if (last == null) return;
  await tx
    .updateTable('people')
    .set({ first_name: first ?? null, last_name: last, name: fullName(first ?? null, last) })
    .where('id', '=', personId)
    .execute();
}

/** The columns of a change; only those that it names. */
function valuesOf(
  now: number,
  known: FoundMember | undefined,
  input: MemberInput,
): Partial<CompanyMemberRow> {
  const values: Partial<CompanyMemberRow> = { updated_at: now };
  if (input.first_name !== undefined || input.last_name !== undefined) {
    const first =
      input.first_name === undefined ? (known?.shown_first_name ?? null) : blankIsNull(input.first_name);
    const last = input.last_name ?? known?.shown_last_name ?? '';
    Object.assign(values, {
      first_name: first ?? null,
      last_name: last,
      name_key: sortKey(fullName(first ?? null, last)),
    });
  }
  for (const name of ['job_title', 'employee_id', 'origin_id'] as const)
    if (input[name] !== undefined) values[name] = blankIsNull(input[name]) ?? null;
  if (input.is_employee !== undefined)
    values.employee_since = input.is_employee ? (known?.employee_since ?? now) : null;
  if (input.company_permission_template_id !== undefined)
    values.permission_template_id = input.company_permission_template_id;
  if (input.default_permission_template_id !== undefined)
    values.default_permission_template_id = input.default_permission_template_id;
  if (input.add_to_new_projects !== undefined)
    values.added_to_new_projects_since = input.add_to_new_projects
      ? (known?.added_to_new_projects_since ?? now)
      : null;
  const sent = detailNames.filter((name) => input.details[name] !== undefined);
  if (sent.length > 0) {
    const all: Record<string, unknown> = { ...memberDetails(known?.details ?? null) };
    for (const name of sent) {
      const value = input.details[name];
      if (value === null || value === '') delete all[name];
      else all[name] = value;
    }
    values.details = JSON.stringify(all);
  }
  return values;
}

function blankIsNull(text: string | null | undefined): string | null | undefined {
  return text === '' ? null : text;
}
