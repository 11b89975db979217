import type { Writer } from '@gatehouse/database';
import type { PermissionsBody } from '@gatehouse/wire';
import { isGranularAction } from '../access/actions.ts';
import type { Facts } from '../access/facts.ts';
import { levels, type Tool, tools } from '../access/levels.ts';
import { stateOfProject } from '../access/project-state-store.ts';
import { isCompanyAdmin } from '../access/standing.ts';
import { type Origin, record } from '../audit/audit.ts';
import type { House } from '../house.ts';
import { fieldErrors, type Refused, type RestReply, refuse } from '../rest/rest-call.ts';
import type { Tables } from '../schema/tables.ts';
import { DOES_NOT_FIT, fits } from './fit.ts';
import { findHolder, ownAdminLevel, setTemplate } from './holder-store.ts';
import { clearOwnLevel, type InPlace, setOwnActions, setOwnLevel } from './own-levels.ts';
import { keepsOwnAdmin, mayChange, mayGive } from './rights.ts';
import { findTemplate } from './template-store.ts';

/** What is wanted for a person in a place; what is left out stays. */
export type Wanted = Pick<PermissionsBody['permissions'], 'template_id' | 'levels' | 'granted'>;

export interface Giver {
  readonly personId: number;
  readonly facts: Facts;
  readonly origin: Origin;
}

/** Gives a person a template, levels by hand, granular permissions. Answers null, or why nothing was changed. */
export async function setPermissions(
  house: Pick<House, 'clock' | 'random'>,
  tx: Writer<Tables>,
  by: Giver,
  place: InPlace,
  wanted: Wanted,
): Promise<RestReply | Refused | null> {
  const { companyId, projectId, personId } = place;
  if (projectId !== null && (await stateOfProject(tx, companyId, projectId)) === 'archived')
    return refuse('project_archived');
  const holder = await findHolder(tx, place);
  if (holder === undefined) return refuse('item_hidden');
  if (holder.kind === 'service_account')
    return fieldErrors({ base: ['is a service account: its permissions are set where it is managed'] });
  const no = (await wrongTemplate(tx, by, place, wanted)) ?? wrongGrants(projectId, wanted.granted);
  if (no !== null) return no;
  if (projectId === null && touchesAdmin(wanted)) {
    if (wanted.levels?.admin !== undefined && !isCompanyAdmin(by.facts)) return refuse('level_too_low');
    const refused = await wrongForAdmins(tx, by, place, wanted);
    if (refused !== null) return refused;
  }

  if (wanted.template_id !== undefined) await setTemplate(tx, place, wanted.template_id);
  for (const tool of tools) {
    const level = wanted.levels?.[tool];
    if (level === null) await clearOwnLevel(tx, place, tool);
    else if (level !== undefined) await setOwnLevel(tx, place, tool, level);
  }
  if (wanted.granted !== undefined && projectId !== null)
    await setOwnActions(tx, { ...place, projectId }, wanted.granted.filter(isGranularAction));
  await record(house, tx, by.origin, {
    event: 'permissions.changed',
    companyId,
    subject: `person:${personId}`,
    details: {
      project: projectId,
      ...(wanted.template_id === undefined ? {} : { template: wanted.template_id }),
      ...(wanted.levels === undefined ? {} : { levels: spoken(wanted.levels) }),
      ...(wanted.granted === undefined ? {} : { granted: wanted.granted.join(' ') }),
    },
  });
  return null;
}

async function wrongTemplate(
  tx: Writer<Tables>,
  { facts }: Giver,
  { companyId, projectId }: InPlace,
  { template_id: id }: Wanted,
): Promise<RestReply | Refused | null> {
  if (id == null) return null;
  const template = await findTemplate(tx, companyId, id);
  if (template === undefined || !fits(template, projectId))
    return fieldErrors({ template_id: [DOES_NOT_FIT] });
  return mayGive(facts, template) ? null : refuse('level_too_low');
}

function wrongGrants(projectId: number | null, granted: Wanted['granted']): RestReply | null {
  if (granted === undefined) return null;
  if (projectId === null) return fieldErrors({ granted: ['exist in projects only'] });
  const strange = granted.filter((action) => !isGranularAction(action));
  return strange.length === 0 ? null : fieldErrors({ granted: [`are not known: ${strange.join(', ')}`] });
}

function touchesAdmin({ template_id, levels: wanted }: Wanted): boolean {
  return template_id !== undefined || wanted?.admin !== undefined;
}

/** Company admins are made and unmade by company admins, and nobody unmakes themselves. */
async function wrongForAdmins(
  tx: Writer<Tables>,
  { personId: giverId, facts }: Giver,
  { companyId, personId }: InPlace,
  wanted: Wanted,
): Promise<RestReply | Refused | null> {
  if (!(await mayChange(tx, facts, companyId, personId))) return refuse('level_too_low');
  if (personId !== giverId) return null;
  const own = await ownAdminLevel(tx, companyId, personId);
  const templateId = wanted.template_id === undefined ? own.templateId : wanted.template_id;
  const template = templateId === null ? null : ((await findTemplate(tx, companyId, templateId)) ?? null);
  const sent = wanted.levels?.admin;
  const level = sent === undefined ? own.level : sent === null ? null : levels[sent];
  if (keepsOwnAdmin(facts, level, template)) return null;
  return fieldErrors({ base: ['would take your own Admin level away'] });
}

function spoken(wanted: NonNullable<Wanted['levels']>): string {
  return (Object.entries(wanted) as [Tool, string | null][])
    .map(([tool, level]) => `${tool}: ${level ?? 'by template'}`)
    .join('; ');
}
