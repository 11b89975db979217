import type { Standing } from './actions.ts';
import type { Facts } from './facts.ts';
import { type Level, levels, type Tool } from './levels.ts';

/** A tool in a place, as every `Need` names it; none, and there is no level to hold. */
export type ToolHere =
  | { readonly at: 'account' | 'company' | 'project'; readonly tool?: never }
  | { readonly at: 'company' | 'project'; readonly tool: Tool };

/** What the principal is on the tool that is needed, where it is needed. */
export function standingOn(facts: Facts, here: ToolHere): Standing {
  const at = here.at === 'project' ? 'project' : 'company';
  const archived = at === 'project' && facts.project?.archived === true;
  return { at, level: levelOn(facts, here), granted: grantedOn(facts, here), archived };
}

/** The principal's level on the tool that is needed, where it is needed. Facts about another tool say nothing. */
export function levelOn(facts: Facts, here: ToolHere): Level {
  if (here.tool === undefined || here.tool !== facts.levels.tool) return levels.None;
  if (isCompanyAdmin(facts)) return levels.Admin;
  const held = here.at === 'company' ? companyLevel(facts, here.tool) : facts.levels.project;
  const most = approvedLevel(facts, here.at);
  return held < most ? held : most;
}

/** Granular permissions exist in projects only, and an app's own account has none: no manifest can ask for one. */
function grantedOn(facts: Facts, here: ToolHere): Standing['granted'] {
  if (here.tool === undefined || here.tool !== facts.levels.tool || here.at !== 'project') return [];
  return isDeveloperManaged(facts) ? [] : facts.levels.granted;
}

/**
 * What an app's own account may have at most: what the company approved, whatever its contact was given since
 * (rules S3 and S6). Everyone else is bound by nothing but their own levels.
 */
function approvedLevel(facts: Facts, at: 'company' | 'project'): Level {
  return isDeveloperManaged(facts) ? (facts.company?.approved?.account?.[at] ?? levels.None) : levels.Admin;
}

function companyLevel({ levels: stored }: Facts, tool: Tool): Level {
  return tool === 'admin' ? stored.companyAdmin : stored.company;
}

/**
 * Admin on the company's Admin tool is Admin everywhere in that company. Never for a service account: what it may
 * do is only ever what was written down for it.
 */
export function isCompanyAdmin({ principal, levels: stored }: Facts): boolean {
  return principal !== null && principal.kind !== 'service_account' && stored.companyAdmin === levels.Admin;
}

export function isDeveloperManaged({ credential }: Facts): boolean {
  return credential.kind === 'app' && credential.account?.kind === 'developer_managed';
}
