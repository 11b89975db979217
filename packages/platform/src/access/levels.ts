/** The four levels of a tool and their numbers on the wire (permission templates, `user_access_level`). */
export const levels = { None: 1, 'Read Only': 2, Standard: 3, Admin: 4 } as const;

export type LevelName = keyof typeof levels;
export type Level = (typeof levels)[LevelName];

export const tools = ['admin', 'directory', 'documents'] as const;
export type Tool = (typeof tools)[number];

/** A stored level, or None where nothing is stored or the number is unknown: absence never grants. */
export function levelFrom(stored: number | null | undefined): Level {
  return stored === 2 || stored === 3 || stored === 4 ? stored : levels.None;
}

/** A level by the name that people read. */
export function levelName(level: Level): LevelName {
  const found = (Object.keys(levels) as LevelName[]).find((name) => levels[name] === level);
  if (found === undefined) throw new Error(`No level is called ${level}.`);
  return found;
}
