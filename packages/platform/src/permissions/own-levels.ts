import type { Writer } from '@gatehouse/database';
import { actionsFrom, type GranularAction } from '../access/actions.ts';
import { type LevelName, levels, type Tool } from '../access/levels.ts';
import type { Tables } from '../schema/tables.ts';

export interface InPlace {
  readonly companyId: number;
  /** Null for the company's own tools. */
  readonly projectId: number | null;
  readonly personId: number;
}

/** Sets a level by hand. None is a level as well: it stands in place of whatever the person's template says. */
export async function setOwnLevel(
  tx: Writer<Tables>,
  place: InPlace,
  tool: Tool,
  level: LevelName,
): Promise<void> {
  const { companyId, projectId, personId } = place;
  const row = { company_id: companyId, person_id: personId, tool, level: levels[level] };
  const replaced = { level: levels[level] };
  if (projectId === null)
    await tx
      .insertInto('company_levels')
      .values(row)
      .onConflict((on) => on.columns(['company_id', 'person_id', 'tool']).doUpdateSet(replaced))
      .execute();
  else
    await tx
      .insertInto('project_levels')
      .values({ ...row, project_id: projectId })
      .onConflict((on) => on.columns(['company_id', 'project_id', 'person_id', 'tool']).doUpdateSet(replaced))
      .execute();
}

/** Takes a level back that was set by hand: what the person's template says counts again. */
export async function clearOwnLevel(
  tx: Writer<Tables>,
  { companyId, projectId, personId }: InPlace,
  tool: Tool,
): Promise<void> {
  if (projectId === null)
    await tx
      .deleteFrom('company_levels')
      .where('company_id', '=', companyId)
      .where('person_id', '=', personId)
      .where('tool', '=', tool)
      .execute();
  else
    await tx
      .deleteFrom('project_levels')
      .where('company_id', '=', companyId)
      .where('project_id', '=', projectId)
      .where('person_id', '=', personId)
      .where('tool', '=', tool)
      .execute();
}

/** Grants exactly these on the project's documents. Those that the template grants as well are its word, not a hand's. */
export async function setOwnActions(
  tx: Writer<Tables>,
  { companyId, projectId, personId }: InPlace & { readonly projectId: number },
  actions: readonly GranularAction[],
): Promise<void> {
  const key = { company_id: companyId, project_id: projectId, person_id: personId, tool: 'documents' };
  await tx
    .deleteFrom('project_actions')
    .where('company_id', '=', companyId)
    .where('project_id', '=', projectId)
    .where('person_id', '=', personId)
    .execute();
  const said = await tx
    .selectFrom('project_members as holder')
    .innerJoin('permission_template_levels as said', (join) =>
      join
        .onRef('said.company_id', '=', 'holder.company_id')
        .onRef('said.template_id', '=', 'holder.permission_template_id'),
    )
    .select('said.actions')
    .where('holder.company_id', '=', companyId)
    .where('holder.project_id', '=', projectId)
    .where('holder.person_id', '=', personId)
    .where('said.tool', '=', 'documents')
    .executeTakeFirst();
  const byTemplate = actionsFrom(said?.actions ?? null);
  const wanted = [...new Set(actions)];
  if (wanted.length === byTemplate.length && wanted.every((action) => byTemplate.includes(action))) return;
  await tx
    .insertInto('project_actions')
    .values({ ...key, actions: JSON.stringify(wanted) })
    .execute();
}
