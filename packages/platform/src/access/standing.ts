import type { Standing } from './actions.ts';
import type { Facts, Need } from './facts.ts';
import { type Level, levels, type Tool } from './levels.ts';

/** What the principal is on the tool that is needed, where it is needed. */
export function standingOn(facts: Facts, need: Need): Standing {
  const at = need.at === 'project' ? 'project' : 'company';
  return { at, level: levelOn(facts, need), granted: grantedOn(facts, need) };
}

/** The principal's level on the tool that is needed, where it is needed. Facts about another tool say nothing. */
export function levelOn(facts: Facts, need: Need): Level {
  if (!('tool' in need) || need.tool !== facts.levels.tool) return levels.None;
  if (isCompanyAdmin(facts)) return levels.Admin;
  const held = need.at === 'company' ? companyLevel(facts, need.tool) : facts.levels.project;
  const most = approvedLevel(facts, need.at);
  return held < most ? held : most;
}

/** Granular permissions exist in projects only, and an app's own account has none: no manifest can ask for one. */
function grantedOn(facts: Facts, need: Need): Standing['granted'] {
  if (!('tool' in need) || need.tool !== facts.levels.tool || need.at !== 'project') return [];
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
