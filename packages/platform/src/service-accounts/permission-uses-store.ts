import type { Reader } from '@gatehouse/database';
import { levelFrom, tools } from '../access/levels.ts';
import type { Tables } from '../schema/tables.ts';
import type { UsedLevel } from './hints.ts';

/** The levels that these contacts needed since a time, by contact. */
export async function loadUses(
  tx: Reader<Tables>,
  companyId: number,
  personIds: readonly number[],
  since: number,
): Promise<ReadonlyMap<number, readonly UsedLevel[]>> {
  if (personIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('permission_uses')
    .select(['person_id', 'project_id', 'tool', 'level'])
    .where('company_id', '=', companyId)
    .where('person_id', 'in', personIds)
    .where('used_at', '>', since)
    .execute();
  const uses = rows.flatMap(({ person_id: personId, project_id: projectId, tool: name, level }) => {
    const tool = tools.find((each) => each === name);
    const place = projectId === 0 ? null : projectId;
    return tool === undefined ? [] : [{ personId, projectId: place, tool, level: levelFrom(level) }];
  });
  return Map.groupBy(uses, ({ personId }) => personId);
}
