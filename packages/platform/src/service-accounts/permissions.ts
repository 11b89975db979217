import { LEVEL_NAMES, type LevelName, TOOL_NAMES, type ToolName } from '@gatehouse/wire';

/** Permissions of a traditional account, as an admin sets them: all of them at once. */
export interface WantedPermissions {
  readonly company: readonly (readonly [ToolName, LevelName])[];
  /** Projects the account is put into, even where it holds no level there yet. */
  readonly projects: readonly {
    readonly projectId: number;
    readonly tools: readonly (readonly [ToolName, LevelName])[];
  }[];
}

export type ReadPermissions =
  | { readonly ok: true; readonly wanted: WantedPermissions }
  | { readonly ok: false; readonly errors: Readonly<Record<string, string[]>> };

type LevelsAsSent = Readonly<Record<string, string>>;

/** Permissions as they were sent, or what is wrong with them, field by field. None is left out: absence is None. */
export function readPermissions(sent: {
  readonly company?: LevelsAsSent;
  readonly projects?: Readonly<Record<string, LevelsAsSent>>;
}): ReadPermissions {
  const errors: Record<string, string[]> = {};
  const read = (field: string, asked: LevelsAsSent = {}) =>
    Object.entries(asked).flatMap(([tool, level]): (readonly [ToolName, LevelName])[] => {
      const place = `${field}.${tool}`;
      if (!isTool(tool)) errors[place] = [`is no tool: send one of ${TOOL_NAMES.join(', ')}`];
      else if (!isLevel(level)) errors[place] = [`must be one of ${LEVEL_NAMES.join(', ')}`];
      else if (level !== 'None') return [[tool, level]];
      return [];
    });
  const company = read('company', sent.company);
  const projects = Object.entries(sent.projects ?? {}).map(([id, asked]) => {
    // One spelling for each: the same project named twice would be given two levels.
    if (!/^(0|[1-9][0-9]{0,14})$/.test(id)) errors[`projects.${id}`] = ['must be the id of a project'];
    return { projectId: Number(id), tools: read(`projects.${id}`, asked) };
  });
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  return { ok: true, wanted: { company, projects } };
}

function isTool(name: string): name is ToolName {
  return TOOL_NAMES.some((tool) => tool === name);
}

function isLevel(name: string): name is LevelName {
  return LEVEL_NAMES.some((level) => level === name);
}
