import type { Reader, Writer } from '@gatehouse/database';
import { type Tool, tools } from '../access/levels.ts';
import type { Tables } from '../schema/tables.ts';

export interface ProjectToolState {
  readonly tool: Tool;
  readonly active: boolean;
  readonly position: number;
}

/** The tools of a project in the order in which it shows them. */
export async function listProjectTools(
  tx: Reader<Tables>,
  companyId: number,
  projectId: number,
): Promise<readonly ProjectToolState[]> {
  const disabled = await tx
    .selectFrom('disabled_tools')
    .select('tool')
    .where('company_id', '=', companyId)
    .where('project_id', '=', projectId)
    .execute();
  const placed = await tx
    .selectFrom('project_tool_positions')
    .select(['tool', 'position'])
    .where('company_id', '=', companyId)
    .where('project_id', '=', projectId)
    .execute();
  const off = new Set(disabled.map(({ tool }) => tool));
  const positions = new Map(placed.map(({ tool, position }) => [tool, position]));
  return tools
    .map((tool, index) => ({ tool, active: !off.has(tool), position: positions.get(tool) ?? index + 1 }))
    .sort((one, other) => one.position - other.position);
}

/** Switches a tool of a project on or off, for everybody, from the next call on. */
export async function switchTool(
  tx: Writer<Tables>,
  companyId: number,
  projectId: number,
  { tool, active, at }: { readonly tool: Tool; readonly active: boolean; readonly at: number },
): Promise<void> {
  if (active)
    await tx
      .deleteFrom('disabled_tools')
      .where('company_id', '=', companyId)
      .where('project_id', '=', projectId)
      .where('tool', '=', tool)
      .execute();
  else
    await tx
      .insertInto('disabled_tools')
      .values({ company_id: companyId, project_id: projectId, tool, disabled_at: at })
      .onConflict((on) => on.columns(['company_id', 'project_id', 'tool']).doNothing())
      .execute();
}

export async function placeTool(
  tx: Writer<Tables>,
  companyId: number,
  projectId: number,
  { tool, position }: { readonly tool: Tool; readonly position: number },
): Promise<void> {
  await tx
    .insertInto('project_tool_positions')
    .values({ company_id: companyId, project_id: projectId, tool, position })
    .onConflict((on) => on.columns(['company_id', 'project_id', 'tool']).doUpdateSet({ position }))
    .execute();
}
