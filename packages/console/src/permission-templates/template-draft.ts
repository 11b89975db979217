import {
  LEVEL_NAMES,
  LEVEL_NUMBERS,
  type PermissionTemplateShow,
  TOOL_NAMES,
  type ToolLevels,
} from '@gatehouse/wire';

/** A template while somebody writes it. */
export interface Draft {
  readonly name: string;
  readonly levels: ToolLevels;
  readonly granted: readonly string[];
}

export const emptyDraft: Draft = { name: '', levels: {}, granted: [] };

/** The wire's numbers as levels with names, and its single actions as a list. */
export function draftOf({ name, user_access_levels: numbers, permissions }: PermissionTemplateShow): Draft {
  const levels = TOOL_NAMES.map((tool) => [
    tool,
    LEVEL_NAMES.find((level) => LEVEL_NUMBERS[level] === numbers[tool]) ?? 'None',
  ]);
  const granted = Object.entries(permissions.documents ?? {}).flatMap(([action, held]) =>
    held ? [action] : [],
  );
  return { name, levels: Object.fromEntries(levels), granted };
}

/** The draft as the wire takes it. Single actions exist in projects only. */
export function sentDraft({ name, levels, granted }: Draft, inProjects: boolean) {
  const numbers = TOOL_NAMES.map((tool) => [tool, LEVEL_NUMBERS[levels[tool] ?? 'None']]);
  return {
    name: name.trim(),
    user_access_levels: Object.fromEntries(numbers) as PermissionTemplateShow['user_access_levels'],
    ...(inProjects && {
      permissions: { documents: Object.fromEntries(granted.map((action) => [action, true])) },
    }),
  };
}
