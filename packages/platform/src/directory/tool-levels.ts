import type { Writer } from '@gatehouse/database';
import { type LevelName, levels, type Tool } from '../access/levels.ts';
import { type Origin, record } from '../audit/audit.ts';
import type { House } from '../house.ts';
import type { Tables } from '../schema/tables.ts';

type Means = Pick<House, 'clock' | 'random'>;

export interface LevelChange {
  readonly personId: number;
  readonly tool: Tool;
  readonly level: LevelName;
}

/** Sets a person's level on a tool of the company. It binds on the next call; None takes the row away. */
export async function setCompanyLevel(
  house: Means,
  tx: Writer<Tables>,
  origin: Origin,
  companyId: number,
  { personId, tool, level }: LevelChange,
): Promise<void> {
  if (level === 'None') {
    await tx
      .deleteFrom('company_levels')
      .where('company_id', '=', companyId)
      .where('person_id', '=', personId)
      .where('tool', '=', tool)
      .execute();
  } else {
    await tx
      .insertInto('company_levels')
      .values({ company_id: companyId, person_id: personId, tool, level: levels[level] })
      .onConflict((on) =>
        on.columns(['company_id', 'person_id', 'tool']).doUpdateSet({ level: levels[level] }),
      )
      .execute();
  }
  await record(house, tx, origin, {
    event: 'level.changed',
    companyId,
    subject: `person:${personId}`,
    details: { tool, level },
  });
}

/** Sets a person's level on a tool of one project of the company. */
export async function setProjectLevel(
  house: Means,
  tx: Writer<Tables>,
  origin: Origin,
  companyId: number,
  { projectId, personId, tool, level }: LevelChange & { readonly projectId: number },
): Promise<void> {
  if (level === 'None') {
    await tx
      .deleteFrom('project_levels')
      .where('company_id', '=', companyId)
      .where('project_id', '=', projectId)
      .where('person_id', '=', personId)
      .where('tool', '=', tool)
      .execute();
  } else {
    await tx
      .insertInto('project_levels')
      .values({
        company_id: companyId,
        project_id: projectId,
        person_id: personId,
        tool,
        level: levels[level],
      })
      .onConflict((on) =>
        on.columns(['company_id', 'project_id', 'person_id', 'tool']).doUpdateSet({ level: levels[level] }),
      )
      .execute();
  }
  await record(house, tx, origin, {
    event: 'level.changed',
    companyId,
    subject: `person:${personId}`,
    details: { project: projectId, tool, level },
  });
}
