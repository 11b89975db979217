import type { LevelName, ToolName } from '@gatehouse/wire';

/** The key of each level's name in the catalogues. */
export const levelKeys = {
  None: 'level.none',
  'Read Only': 'level.read_only',
  Standard: 'level.standard',
  Admin: 'level.admin',
} as const satisfies Record<LevelName, string>;

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
