import type { Writer } from '@gatehouse/database';
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
