import type { Reader } from '@gatehouse/database';
import type { CompanyUserUpdateBody, PersonUpdateBody } from '@gatehouse/wire';
import type { Facts } from '../access/facts.ts';
import { isCompanyAdmin, levelOn } from '../access/standing.ts';
import { fieldErrors, type RestReply } from '../rest/rest-call.ts';
import type { Tables } from '../schema/tables.ts';
import { detailNames, type MemberInput, type Writing } from './member.ts';
import type { Faults } from './member-faults.ts';

/** `user[…]` as a change of the directory. */
export function userInput(user: Omit<CompanyUserUpdateBody['user'], 'id'>): MemberInput {
  const { email_address: email, ...rest } = user;
  const sent = rest as Readonly<Record<string, string | number | null | undefined>>;
  return { ...rest, email, details: Object.fromEntries(detailNames.map((name) => [name, sent[name]])) };
}

/** `person[…]` as a change of the directory. */
export function personInput({ active, ...person }: PersonUpdateBody['person']): MemberInput {
  return { ...person, is_active: active, details: {} };
}

/** Who writes, in the words of the rules about writing. */
export async function writingOf(tx: Reader<Tables>, facts: Facts, personId: number): Promise<Writing> {
  const { name } = await tx
    .selectFrom('people')
    .select('name')
    .where('id', '=', personId)
    .executeTakeFirstOrThrow();
  return {
    personId,
    personName: name,
    directory: levelOn(facts, { at: 'company', tool: 'directory' }),
    companyAdmin: isCompanyAdmin(facts),
  };
}

/** A 403 is told as a list, as clients index it; everything else by field. */
export function faultReply({ status, errors }: Faults): RestReply {
  if (status !== 403) return fieldErrors(errors, status);
  const sentences = Object.entries(errors).flatMap(([field, messages]) =>
    messages.map((message) => (field === 'base' ? message : `${field} ${message}`)),
  );
  return { status, body: { errors: sentences } };
}
