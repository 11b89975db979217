import { sql, type Writer } from '@gatehouse/database';
import type { Manifest, ToolLevels } from '@gatehouse/wire';
import { expressionBuilder } from 'kysely';
import { type LevelName, levels } from '../../access/levels.ts';
import type { House } from '../../house.ts';
import { takeAwayPermissions } from '../../permissions/take-away.ts';
import type { Tables } from '../../schema/tables.ts';

/** What a manifest asks for its own account. */
export type AccountComponent = NonNullable<Manifest['components']['service_account']>;

/** Makes a contact's levels and projects exactly those of the manifest, in the app's permitted projects only. */
export async function applyLevels(
  house: Pick<House, 'clock'>,
  tx: Writer<Tables>,
  companyId: number,
  account: { readonly appId: number; readonly personId: number; readonly component: AccountComponent },
): Promise<void> {
  const { appId, personId, component } = account;
  await takeAwayPermissions(tx, companyId, personId);
  const held = granted(component.company).map(([tool, level]) => ({
    company_id: companyId,
    person_id: personId,
    tool,
    level: levels[level],
  }));
  if (held.length > 0) await tx.insertInto('company_levels').values(held).execute();
  const permitted = tx
    .selectFrom('permitted_projects')
    .select(['permitted_projects.company_id', 'permitted_projects.project_id'])
    .where('permitted_projects.company_id', '=', companyId)
    .where('permitted_projects.app_id', '=', appId);
  await tx
    .insertInto('project_members')
    .columns(['company_id', 'project_id', 'person_id', 'created_at'])
    .expression(
      permitted.select([
        expressionBuilder().lit(personId).as('person_id'),
        expressionBuilder().lit(house.clock.now()).as('created_at'),
      ]),
    )
    .execute();
  for (const [tool, level] of granted(component.project)) {
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
      .execute();
  }
}

/** None is no row: absence never grants. */
function granted(asked: ToolLevels): [keyof ToolLevels, LevelName][] {
  return Object.entries(asked).filter(([, level]) => level !== 'None') as [keyof ToolLevels, LevelName][];
}
