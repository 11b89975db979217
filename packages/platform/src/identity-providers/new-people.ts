import type { Reader, Writer } from '@gatehouse/database';
import { levels } from '../access/levels.ts';
import { type Origin, record } from '../audit/audit.ts';
import type { House } from '../house.ts';
import { fits } from '../permissions/fit.ts';
import { setTemplate } from '../permissions/holder-store.ts';
import { levelSaid } from '../permissions/template.ts';
import { findTemplate } from '../permissions/template-store.ts';
import type { Tables } from '../schema/tables.ts';

/**
 * Why a template is nothing for people whom a provider admits; undefined where it is. None makes company admins:
 * whoever can open an account at the provider would run the company.
 */
export async function templateFault(
  tx: Reader<Tables>,
  companyId: number,
  templateId: number,
): Promise<string | undefined> {
  const template = await findTemplate(tx, companyId, templateId);
  if (template === undefined || !fits(template, null)) return 'is not a company template of this company';
  return levelSaid(template, 'admin') === levels.None
    ? undefined
    : 'gives a level on the Admin tool, which nobody gets by signing in';
}

/** Gives somebody new what the company chose for them. A template that is gone, or says too much by now, gives nothing. */
export async function welcome(
  house: Pick<House, 'clock' | 'random'>,
  tx: Writer<Tables>,
  origin: Origin,
  companyId: number,
  { personId, templateId }: { readonly personId: number; readonly templateId: number | null },
): Promise<void> {
  if (templateId === null || (await templateFault(tx, companyId, templateId)) !== undefined) return;
  await setTemplate(tx, { companyId, projectId: null, personId }, templateId);
  await record(house, tx, origin, {
    event: 'permissions.changed',
    companyId,
    subject: `person:${personId}`,
    details: { project: null, template: templateId },
  });
}
