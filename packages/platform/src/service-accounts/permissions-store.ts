import type { Reader } from '@gatehouse/database';
import type { ToolLevels, ToolName } from '@gatehouse/wire';
import { type Level, levelFrom, levelName, levels, tools } from '../access/levels.ts';
import type { Tables } from '../schema/tables.ts';

/** What contacts hold, by contact: what is None is left out. */
export interface HeldPermissions {
  readonly company: ReadonlyMap<ToolName, Level>;
  readonly projects: readonly HeldInProject[];
}

export interface HeldInProject {
  readonly id: number;
  readonly name: string;
  readonly tools: ReadonlyMap<ToolName, Level>;
}

/** Levels of these contacts in the company, and the projects they are in, by name. */
export async function loadPermissions(
  tx: Reader<Tables>,
  companyId: number,
  personIds: readonly number[],
): Promise<ReadonlyMap<number, HeldPermissions>> {
  if (personIds.length === 0) return new Map();
  const company = await tx
    .selectFrom('company_levels')
    .select(['person_id', 'tool', 'level'])
    .where('company_id', '=', companyId)
    .where('person_id', 'in', personIds)
    .execute();
  const projects = await tx
    .selectFrom('project_members')
    .innerJoin('projects', (join) =>
      join
        .onRef('projects.id', '=', 'project_members.project_id')
        .onRef('projects.company_id', '=', 'project_members.company_id'),
    )
    .leftJoin('project_levels', (join) =>
      join
        .onRef('project_levels.company_id', '=', 'project_members.company_id')
        .onRef('project_levels.project_id', '=', 'project_members.project_id')
        .onRef('project_levels.person_id', '=', 'project_members.person_id'),
    )
    .select([
      'project_members.person_id',
      'projects.id',
      'projects.name',
      'project_levels.tool',
      'project_levels.level',
    ])
    .where('project_members.company_id', '=', companyId)
    .where('project_members.person_id', 'in', personIds)
    .orderBy('projects.name')
    .orderBy('projects.id')
    .execute();
  const companyOf = Map.groupBy(company, (row) => row.person_id);
  const projectsOf = Map.groupBy(projects, (row) => row.person_id);
  return new Map(
    personIds.map((personId) => [
      personId,
      {
        company: levelsFrom(companyOf.get(personId) ?? []),
        projects: inProjects(projectsOf.get(personId) ?? []),
      },
    ]),
  );
}

/** Levels by name, as the wire tells them. */
export function named(held: ReadonlyMap<ToolName, Level>): ToolLevels {
  return Object.fromEntries([...held].map(([tool, level]) => [tool, levelName(level)]));
}

type LevelRow = { readonly tool: string | null; readonly level: number | null };

function levelsFrom(rows: readonly LevelRow[]): ReadonlyMap<ToolName, Level> {
  return new Map(
    tools.flatMap((tool) => {
      const level = levelFrom(rows.find((row) => row.tool === tool)?.level);
      return level === levels.None ? [] : [[tool, level] as const];
    }),
  );
}

function inProjects(
  rows: readonly (LevelRow & { readonly id: number; readonly name: string })[],
): readonly HeldInProject[] {
  const byProject = Map.groupBy(rows, ({ id }) => id);
  return [...byProject].map(([id, ofProject]) => ({
    id,
    name: ofProject[0]?.name ?? '',
    tools: levelsFrom(ofProject),
  }));
}
