import { LEVEL_NAMES, type LevelName, TOOL_NAMES, type ToolName } from '@gatehouse/wire';

/** The question, kept in the page's address so that other pages can ask it and people can send it to each other. */
export interface ExplainSearch {
  readonly person?: number;
  readonly client?: string;
  /** An app acting for the person. */
  readonly app?: number;
  readonly project?: number;
  readonly document?: number;
  readonly tool?: ToolName;
  readonly level?: LevelName;
}

/** What changes of the question; undefined takes a part out of it. */
export type ExplainChange = { readonly [Name in keyof ExplainSearch]: ExplainSearch[Name] | undefined };

export function explainSearch(search: Record<string, unknown>): ExplainSearch {
  const { person, client, app, project, document, tool, level } = search;
  const knownTool = TOOL_NAMES.find((name) => name === tool);
  const knownLevel = LEVEL_NAMES.find((name) => name === level);
  return {
    ...(isId(person) && { person }),
    ...(typeof client === 'string' && client !== '' && { client }),
    ...(isId(app) && { app }),
    ...(isId(project) && { project }),
    ...(isId(document) && { document }),
    ...(knownTool && { tool: knownTool }),
    ...(knownLevel && { level: knownLevel }),
  };
}

function isId(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0;
}
