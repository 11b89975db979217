import type { AppFacts, Facts, ItemFacts, Need } from './facts.ts';
import { type Level, levels, type Tool } from './levels.ts';
import { type PolicyFault, policyFault } from './policy-fault.ts';

/** Why a call is refused: one word for each way in which a term of the formula can fail. */
export type Reason =
  | 'session_ended'
  | 'token_revoked'
  | 'client_unknown'
  | 'client_disabled'
  | 'secret_regenerated'
  | 'app_suspended'
  | 'family_dead'
  | 'grant_revoked'
  | 'principal_inactive'
  | 'account_ceased'
  | 'account_expired'
  | 'account_absent'
  | 'company_unknown'
  | 'not_in_company'
  | 'company_inactive'
  | 'environment_mismatch'
  | 'app_not_installed'
  | 'app_disconnected'
  | 'app_uninstalled'
  | PolicyFault
  | 'component_not_approved'
  | 'project_unknown'
  | 'project_not_permitted'
  | 'not_in_project'
  | 'tool_disabled'
  | 'tool_none'
  | 'tool_none_on_single'
  | 'level_too_low'
  | 'item_hidden';

export type Term = 'token' | 'grant' | 'principal' | 'app_in_company' | 'project' | 'level' | 'item';

export type Decision =
  | { readonly allowed: true; readonly level: Level }
  | { readonly allowed: false; readonly term: Term; readonly reason: Reason };

/** The formula: every term must hold, and the first that does not is the reason. Order is what a caller learns first. */
export const formula: readonly (readonly [Term, (facts: Facts, need: Need) => Reason | null])[] = [
  ['token', tokenFails],
  ['grant', grantFails],
  ['principal', principalFails],
  ['app_in_company', appInCompanyFails],
  ['project', projectFails],
  ['level', levelFails],
  ['item', itemFails],
];

/** Whether these facts allow this, and if not, why. Pure: no clock, no database, no second thought. */
export function decide(facts: Facts, need: Need): Decision {
  for (const [term, fails] of formula) {
    const reason = fails(facts, need);
    if (reason !== null) return { allowed: false, term, reason };
  }
  return { allowed: true, level: levelOn(facts, need) };
}

/** Signature, expiry and audience were checked when the token was opened; what is left may change at any moment. */
function tokenFails({ credential }: Facts): Reason | null {
  if (credential.kind === 'session') return credential.alive ? null : 'session_ended';
  return credential.tokenRevoked ? 'token_revoked' : null;
}

function grantFails({ credential }: Facts): Reason | null {
  if (credential.kind === 'session') return null;
  const { client, grant, account } = credential;
  if (client === null) return 'client_unknown';
  if (client.disabled) return 'client_disabled';
  if (!client.epochCurrent) return 'secret_regenerated';
  if (client.appSuspended) return 'app_suspended';
  if (grant === null) return account === null ? 'grant_revoked' : null;
  if (!grant.familyAlive) return 'family_dead';
  return grant.grantAlive ? null : 'grant_revoked';
}

function principalFails(facts: Facts, need: Need): Reason | null {
  const { asked, credential, principal, company } = facts;
  const account = credential.kind === 'app' ? credential.account : null;
  if (account !== null) {
    const fails = accountFails(account, asked.companyId);
    if (fails !== null) return fails;
    // A developer-managed account is someone only inside a company; its credential may still list them.
    if (principal === null) return need.at === 'account' ? null : 'account_absent';
  }
  if (principal === null || !principal.active) return 'principal_inactive';
  if (need.at === 'account') return null;
  if (company === null) return 'company_unknown';
  return company.member ? null : 'not_in_company';
}

function accountFails(account: NonNullable<AppFacts['account']>, companyId: number | null): Reason | null {
  if (account.state === 'ceased') return 'account_ceased';
  if (account.state === 'expired') return 'account_expired';
  if (account.state === 'alive' || companyId === null) return null;
  // To an account, a company without it and a company that does not exist are the same.
  return account.kind === 'traditional' ? 'company_unknown' : 'account_absent';
}

function appInCompanyFails({ credential, company }: Facts, need: Need): Reason | null {
  if (need.at === 'account') return null;
  if (company === null) return 'company_unknown';
  if (!company.active) return 'company_inactive';
  if (credential.kind === 'session') return null;
  if (credential.client?.environment !== company.environment) return 'environment_mismatch';
  switch (company.installation) {
    case 'connected':
      return policyOrComponentFails(credential, company);
    case 'not_needed':
      return credential.account?.kind === 'traditional' ? null : 'app_not_installed';
    case 'none':
      return 'app_not_installed';
    case 'disconnected':
      return 'app_disconnected';
    case 'uninstalled':
      return 'app_uninstalled';
  }
}

/** A company may change its mind about an app at any time, and that binds on the next call. */
function policyOrComponentFails(
  { account }: AppFacts,
  { policy, approved }: NonNullable<Facts['company']>,
): Reason | null {
  const fault = policy === null ? null : policyFault(policy);
  if (fault !== null) return fault;
  // An app that came before its first version was let in by name alone: for people, never for itself.
  const component = account === null ? (approved?.userLevel ?? true) : (approved?.account ?? null) !== null;
  return component ? null : 'component_not_approved';
}

function projectFails(facts: Facts, need: Need): Reason | null {
  if (need.at !== 'project') return null;
  const { credential, project } = facts;
  if (project === null) return 'project_unknown';
  const developerManaged = credential.kind === 'app' && credential.account?.kind === 'developer_managed';
  if (developerManaged && !project.permitted) return 'project_not_permitted';
  if (!project.member && !isCompanyAdmin(facts)) return 'not_in_project';
  return 'tool' in need && project.toolDisabled ? 'tool_disabled' : null;
}

function levelFails(facts: Facts, need: Need): Reason | null {
  if (!('tool' in need)) return null;
  const level = levelOn(facts, need);
  if (level === levels.None) return need.on === 'single' ? 'tool_none_on_single' : 'tool_none';
  return level < need.level ? 'level_too_low' : null;
}

function itemFails(facts: Facts, need: Need): Reason | null {
  if (!('tool' in need) || need.item === undefined) return null;
  return isVisible(need.item, levelOn(facts, need)) ? null : 'item_hidden';
}

/** An item is visible if it and every folder above it are open, or name the principal; to a tool's Admin always. */
export function isVisible(item: ItemFacts | null, level: Level): boolean {
  if (item === null || item.chain.length === 0) return false;
  return level === levels.Admin || item.chain.every((link) => !link.private || link.named);
}

/** The principal's level on the tool that is needed, where it is needed. Facts about another tool say nothing. */
export function levelOn(facts: Facts, need: Need): Level {
  if (!('tool' in need) || need.tool !== facts.levels.tool) return levels.None;
  if (isCompanyAdmin(facts)) return levels.Admin;
  const held = need.at === 'company' ? companyLevel(facts, need.tool) : facts.levels.project;
  const most = approvedLevel(facts, need.at);
  return held < most ? held : most;
}

/**
 * What an app's own account may have at most: what the company approved, whatever its contact was given since
 * (rules S3 and S6). Everyone else is bound by nothing but their own levels.
 */
function approvedLevel({ credential, company }: Facts, at: 'company' | 'project'): Level {
  const managed = credential.kind === 'app' && credential.account?.kind === 'developer_managed';
  return managed ? (company?.approved?.account?.[at] ?? levels.None) : levels.Admin;
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
