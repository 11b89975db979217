import type { LevelName, ToolLevels, ToolName } from '@gatehouse/wire';

/** The key of each level's name in the catalogues. */
export const levelKeys = {
  None: 'level.none',
  'Read Only': 'level.read_only',
  Standard: 'level.standard',
  Admin: 'level.admin',
} as const satisfies Record<LevelName, string>;

/** Whether any tool stands above None. */
export function asksForSomething(levels: ToolLevels): boolean {
  return Object.values(levels).some((level) => level !== 'None');
}

type Grants = Exclude<LevelName, 'None'>;

const wordKeys = {
  'Read Only': 'read_only',
  Standard: 'standard',
  Admin: 'admin',
} as const satisfies Record<Grants, string>;

/** The key of the sentence that says what a level on a tool allows; undefined for None, which allows nothing. */
export function wordsOf(tool: ToolName, level: LevelName) {
  return level === 'None' ? undefined : (`permission.${tool}.${wordKeys[level]}` as const);
}
