import Type, { type Static } from 'typebox';

/** The four tool levels, lowest first. */
export const LEVEL_NAMES = ['None', 'Read Only', 'Standard', 'Admin'] as const;
export const LevelName = Type.Enum(LEVEL_NAMES);
export type LevelName = Static<typeof LevelName>;

/** The number that stands for each level where the wire wants one; greater allows more. */
export const LEVEL_NUMBERS = { None: 1, 'Read Only': 2, Standard: 3, Admin: 4 } as const satisfies Record<
  LevelName,
  number
>;
export const LevelNumber = Type.Enum([1, 2, 3, 4]);
export type LevelNumber = Static<typeof LevelNumber>;
