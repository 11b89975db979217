import Type, { type Static } from 'typebox';

/** The tools on which a level can be held. */
export const TOOL_NAMES = ['documents', 'directory', 'admin'] as const;
export const ToolName = Type.Enum(TOOL_NAMES);
export type ToolName = Static<typeof ToolName>;
