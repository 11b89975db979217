import { mayDo, seesAs } from './actions.ts';
import type { AppFacts, Facts, ItemFacts, Need } from './facts.ts';
import { type Level, levels } from './levels.ts';
import { type PolicyFault, policyFault } from './policy-fault.ts';
import { isCompanyAdmin, isDeveloperManaged, levelOn, standingOn } from './standing.ts';

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
  | 'company_left_out'
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
  | 'project_archived'
  | 'tool_disabled'
  | 'tool_none'
  | 'tool_none_on_single'
  | 'level_too_low'
  | 'item_hidden'
  | 'not_own_item';

export type Term =
  | 'token'
  | 'grant'
  | 'principal'
  | 'consent'
  | 'app_in_company'
  | 'project'
  | 'level'
  | 'item';

export type Decision =
  | { readonly allowed: true; readonly level: Level }
  | { readonly allowed: false; readonly term: Term; readonly reason: Reason };

/** The formula: every term must hold, and the first that does not is the reason. Order is what a caller learns first. */
export const formula: readonly (readonly [Term, (facts: Facts, need: Need) => Reason | null])[] = [
  ['token', tokenFails],
  ['grant', grantFails],
  ['principal', principalFails],
  ['consent', consentFails],
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

/** A person may let an app into some of their companies only. To the app the others are as if it were not there. */
function consentFails({ credential }: Facts, need: Need): Reason | null {
  if (need.at === 'account' || credential.kind === 'session') return null;
  return credential.grant?.companyLeftOut === true ? 'company_left_out' : null;
}

function appInCompanyFails({ credential, company }: Facts, need: Need): Reason | null {
  if (need.at === 'account') return null;
  if (company === null) return 'company_unknown';
  // First, for it hides the company.
  if (credential.kind === 'app' && credential.client?.environment !== company.environment)
    return 'environment_mismatch';
  if (!company.active) return 'company_inactive';
  if (credential.kind === 'session') return null;
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
  const { project } = facts;
  if (project === null) return 'project_unknown';
  if (isDeveloperManaged(facts) && !project.permitted) return 'project_not_permitted';
  if (!project.member && !isCompanyAdmin(facts)) return 'not_in_project';
  if ('tool' in need && project.toolDisabled) return 'tool_disabled';
  return project.archived && need.changes ? 'project_archived' : null;
}

function levelFails(facts: Facts, need: Need): Reason | null {
  if (!('tool' in need)) return null;
  const standing = standingOn(facts, need);
  if (standing.level === levels.None) return need.on === 'single' ? 'tool_none_on_single' : 'tool_none';
  const enough =
    // What one made oneself counts for the rest of the formula: here nobody has looked at an item yet.
    'action' in need ? mayDo(standing, need.action, true) : standing.level >= need.level;
  return enough ? null : 'level_too_low';
}

/** Sight before ownership: the answer to what one cannot see is the same, whoever made it. */
function itemFails(facts: Facts, need: Need): Reason | null {
  if (!('tool' in need) || need.item === undefined) return null;
  const standing = standingOn(facts, need);
  if (need.item === null || !isVisible(need.item, seesAs(standing))) return 'item_hidden';
  return 'action' in need && !mayDo(standing, need.action, need.item.own) ? 'not_own_item' : null;
}

/**
 * An item is visible if it and every folder above it are open, or name the principal, or are kept by them who made
 * it and may still make (Standard); to those who see as a tool's Admin always.
 */
export function isVisible(item: ItemFacts | null, sight: Level): boolean {
  if (item === null || item.chain.length === 0 || sight === levels.None) return false;
  if (sight === levels.Admin) return true;
  const keeps = sight >= levels.Standard;
  return item.chain.every((link) => !link.private || link.named || (keeps && link.kept));
}
