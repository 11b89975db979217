import { type Reader, sql } from '@gatehouse/database';
import type { AccessTokenClaims } from '../authorization/access-token.ts';
import type { Environment, Tables } from '../schema/tables.ts';
import type { Facts } from './facts.ts';
import type { Tool } from './levels.ts';
import { factsFrom } from './snapshot.ts';

/** Whose facts are wanted: the bearer of a token, or a person with a session. */
export type Bearer =
  | { readonly kind: 'app'; readonly claims: AccessTokenClaims }
  | { readonly kind: 'session'; readonly session: { readonly idHash: string; readonly personId: number } };

export interface Question {
  readonly bearer: Bearer;
  readonly companyId: number | null;
  readonly projectId: number | null;
  /** The tool whose levels are loaded; the company's Admin level always is. */
  readonly tool: Tool;
  readonly now: number;
}

/** One row of everything, as the query gives it; null where a join found nothing. */
export interface SnapshotRow {
  session: string | null;
  token_revoked: number | null;
  client: string | null;
  client_environment: Environment | null;
  client_disabled: number | null;
  client_epoch: number | null;
  app: number | null;
  app_suspended: number | null;
  family: string | null;
  family_revoked: number | null;
  grant_id: string | null;
  grant_revoked: number | null;
  account: number | null;
  account_ceased: number | null;
  account_elsewhere: number | null;
  person: number | null;
  person_kind: 'user' | 'contact' | 'service_account' | null;
  person_deactivated: number | null;
  company: number | null;
  company_environment: Environment | null;
  company_deactivated: number | null;
  company_member: number | null;
  installation: number | null;
  disconnected: number | null;
  uninstalled: number | null;
  project: number | null;
  project_member: number | null;
  project_permitted: number | null;
  tool_disabled: number | null;
  admin_level: number | null;
  company_level: number | null;
  project_level: number | null;
}

/**
 * All facts of one call in one statement, each looked up by a whole key: its cost does not grow with the tokens,
 * people or projects there are. What is one value is a subquery, not a join: PostgreSQL's planner weighs the order of
 * joins, and with twenty of them weighs for longer than it then runs.
 */
export async function loadFacts(tx: Reader<Tables>, question: Question): Promise<Facts> {
  const { bearer, companyId, projectId, tool } = question;
  const { rows } = await sql<SnapshotRow>`
    select
      ${sessionAlive(question)} as session, ${tokenRevoked(bearer)} as token_revoked,
      c.client_id as client, c.environment as client_environment, c.disabled_at as client_disabled,
      c.epoch as client_epoch, c.app_id as app,
      (select a.suspended_at from apps a where a.id = c.app_id) as app_suspended,
      f.id as family, f.revoked_at as family_revoked, g.id as grant_id, g.revoked_at as grant_revoked,
      sa.id as account, sa.ceased_at as account_ceased,
      (select min(other.id) from service_accounts other
        where other.client_id = c.client_id and other.ceased_at is null) as account_elsewhere,
      p.id as person, p.kind as person_kind, p.deactivated_at as person_deactivated,
      co.id as company, co.environment as company_environment, co.deactivated_at as company_deactivated,
      (select m.person_id from company_members m
        where m.company_id = co.id and m.person_id = p.id and m.removed_at is null) as company_member,
      i.id as installation, i.disconnected_at as disconnected, i.uninstalled_at as uninstalled,
      pr.id as project,
      (select pm.person_id from project_members pm
        where pm.company_id = co.id and pm.project_id = pr.id and pm.person_id = p.id) as project_member,
      (select pp.project_id from permitted_projects pp
        where pp.company_id = co.id and pp.app_id = c.app_id and pp.project_id = pr.id) as project_permitted,
      (select dt.disabled_at from disabled_tools dt
        where dt.company_id = co.id and dt.project_id = pr.id and dt.tool = ${tool}) as tool_disabled,
      (select la.level from company_levels la
        where la.company_id = co.id and la.person_id = p.id and la.tool = 'admin') as admin_level,
      (select lc.level from company_levels lc
        where lc.company_id = co.id and lc.person_id = p.id and lc.tool = ${tool}) as company_level,
      (select lp.level from project_levels lp
        where lp.company_id = co.id and lp.project_id = pr.id and lp.person_id = p.id
          and lp.tool = ${tool}) as project_level
    from (select 1 as one) as this_call
    ${credentialJoins(question)}
    left join people p on p.id = ${principalOf(bearer)}
    left join companies co on co.id = ${companyId}
    left join installations i on i.company_id = co.id and i.app_id = c.app_id
    left join projects pr on pr.id = ${projectId} and pr.company_id = co.id
  `.execute(tx);
  const [row] = rows;
  if (row === undefined || rows.length > 1) throw new Error('the snapshot of a call is exactly one row');
  return factsFrom(question, row);
}

function sessionAlive({ bearer, now }: Question) {
  if (bearer.kind !== 'session') return sql`null`;
  const { idHash, personId } = bearer.session;
  return sql`(select s.id_hash from sessions s where s.id_hash = ${idHash} and s.person_id = ${personId}
    and s.ended_at is null and s.expires_at > ${now})`;
}

function tokenRevoked(bearer: Bearer) {
  if (bearer.kind !== 'app') return sql`null`;
  return sql`(select r.revoked_at from revoked_tokens r where r.token_id = ${bearer.claims.tokenId})`;
}

/** What does not apply is joined to nothing, so that a row of one kind of caller can never stand for the other. */
function credentialJoins({ bearer, companyId }: Question) {
  const app = bearer.kind === 'app' ? bearer.claims : null;
  const forItself = app !== null && app.familyId === null;
  return sql`
    left join clients c on c.client_id = ${app?.clientId ?? null}
    left join token_families f on f.id = ${app?.familyId ?? null} and f.client_id = c.client_id
    left join grants g on g.id = f.grant_id and g.client_id = c.client_id
    left join service_accounts sa
      on sa.client_id = ${forItself ? app.clientId : null} and sa.company_id = ${companyId}`;
}

function principalOf(bearer: Bearer) {
  if (bearer.kind === 'session') return sql`${bearer.session.personId}`;
  return bearer.claims.familyId === null ? sql.ref('sa.person_id') : sql.ref('g.person_id');
}
