import { sql, type Writer } from '@gatehouse/database';
import type { Manifest, ToolLevels } from '@gatehouse/wire';
import { expressionBuilder } from 'kysely';
import { type LevelName, levels } from '../../access/levels.ts';
import type { House } from '../../house.ts';
import { takeAwayBesideProjects } from '../../permissions/take-away.ts';
import type { Tables } from '../../schema/tables.ts';

/** What a manifest asks for its own account. */
export type AccountComponent = NonNullable<Manifest['components']['service_account']>;

/**
 * Makes a contact's levels and projects exactly those of the manifest, in the app's permitted projects only. What is so
 * already stays untouched: of ten thousand projects, one more is a row of each kind.
 */
export async function applyLevels(
  house: Pick<House, 'clock'>,
  tx: Writer<Tables>,
  companyId: number,
  account: { readonly appId: number; readonly personId: number; readonly component: AccountComponent },
): Promise<void> {
  const { personId, component } = account;
  await takeAwayBesideProjects(tx, companyId, personId);
  const held = granted(component.company).map(([tool, level]) => ({
    company_id: companyId,
    person_id: personId,
    tool,
    level: levels[level],
  }));
  if (held.length > 0) await tx.insertInto('company_levels').values(held).execute();
  await applyInProjects(house, tx, companyId, account);
}

async function applyInProjects(
  house: Pick<House, 'clock'>,
  tx: Writer<Tables>,
  companyId: number,
  { appId, personId, component }: Parameters<typeof applyLevels>[3],
): Promise<void> {
  const permitted = tx
    .selectFrom('permitted_projects')
    .select(['permitted_projects.company_id', 'permitted_projects.project_id'])
    .where('permitted_projects.company_id', '=', companyId)
    .where('permitted_projects.app_id', '=', appId);
  for (const table of ['project_levels', 'project_members'] as const)
    await tx
      .deleteFrom(table)
      .where('company_id', '=', companyId)
      .where('person_id', '=', personId)
      .where('project_id', 'not in', permitted.clearSelect().select('permitted_projects.project_id'))
      .execute();
  await tx
    .updateTable('project_members')
    .set({ permission_template_id: null })
    .where('company_id', '=', companyId)
    .where('person_id', '=', personId)
    .where('permission_template_id', 'is not', null)
    .execute();
  await tx
    .insertInto('project_members')
    .columns(['company_id', 'project_id', 'person_id', 'created_at'])
    .expression(
      permitted.select([
        expressionBuilder().lit(personId).as('person_id'),
        expressionBuilder().lit(house.clock.now()).as('created_at'),
      ]),
    )
    .onConflict((conflict) => conflict.columns(['company_id', 'project_id', 'person_id']).doNothing())
    .execute();
  const held = granted(component.project);
  await tx
    .deleteFrom('project_levels')
    .where('company_id', '=', companyId)
    .where('person_id', '=', personId)
    .$if(held.length > 0, (query) =>
      query.where(
        'tool',
        'not in',
        held.map(([tool]) => tool),
      ),
    )
    .execute();
  for (const [tool, level] of held) {
    await tx
      .insertInto('project_levels')
      .columns(['company_id', 'project_id', 'person_id', 'tool', 'level'])
      .expression(
        permitted.select([
          expressionBuilder().lit(personId).as('person_id'),
          sql<string>`cast(${tool} as text)`.as('tool'),
          expressionBuilder().lit(levels[level]).as('level'),
        ]),
      )
      .onConflict((conflict) =>
        conflict
          .columns(['company_id', 'project_id', 'person_id', 'tool'])
          .doUpdateSet({ level: levels[level] })
          .where('project_levels.level', '!=', levels[level]),
      )
      .execute();
  }
}

/** None is no row: absence never grants. */
function granted(asked: ToolLevels): [keyof ToolLevels, LevelName][] {
  return Object.entries(asked).filter(([, level]) => level !== 'None') as [keyof ToolLevels, LevelName][];
}
