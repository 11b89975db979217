import type { Reader } from '@gatehouse/database';
import type { Facts } from '../access/facts.ts';
import { type Level, levels } from '../access/levels.ts';
import { isCompanyAdmin } from '../access/standing.ts';
import type { Right } from '../route.ts';
import type { Tables } from '../schema/tables.ts';
import { adminLevelOf } from './holder-store.ts';
import { levelSaid, type Template } from './template.ts';

/** Who gives permissions: Admin of the company's Directory, which a company admin is as well. */
export const giver = {
  kind: 'tool',
  tool: 'directory',
  at: 'company',
  level: 'Admin',
} as const satisfies Right;

/**
 * Whether this caller may touch what a template gives. What makes company admins is for company admins to give and
 * to take: otherwise whoever keeps the Directory would be one by a word of their own.
 */
export function mayGive(facts: Facts, template: Pick<Template, 'type' | 'says'> | null): boolean {
  return template?.type !== 'company_tools' || !saysAdmin(template) || isCompanyAdmin(facts);
}

/** The same for what a person holds in the company, as far as it is of the Admin tool. */
export async function mayChange(
  tx: Reader<Tables>,
  facts: Facts,
  companyId: number,
  personId: number,
): Promise<boolean> {
  return isCompanyAdmin(facts) || (await adminLevelOf(tx, companyId, personId)) === levels.None;
}

/**
 * Whether a company admin stays one by what they are about to have themselves. As nobody can take their own Admin
 * level away, a company that has an admin never loses the last one by a change of permissions.
 */
export function keepsOwnAdmin(
  facts: Facts,
  own: Level | null,
  template: Pick<Template, 'says'> | null,
): boolean {
  return !isCompanyAdmin(facts) || (own ?? levelSaid(template, 'admin')) === levels.Admin;
}

function saysAdmin(template: Pick<Template, 'says'>): boolean {
  return levelSaid(template, 'admin') !== levels.None;
}
