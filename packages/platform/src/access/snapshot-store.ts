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
 * All facts of one call in one statement, each join by a whole key: its cost does not grow with the tokens, people
 * or projects there are.
 */
export async function loadFacts(tx: Reader<Tables>, question: Question): Promise<Facts> {
  const { bearer, companyId, projectId, tool } = question;
  const { rows } = await sql<SnapshotRow>`
    select
      s.id_hash as session, r.revoked_at as token_revoked,
      c.client_id as client, c.environment as client_environment, c.disabled_at as client_disabled,
      c.epoch as client_epoch, c.app_id as app, a.suspended_at as app_suspended,
      f.id as family, f.revoked_at as family_revoked, g.id as grant_id, g.revoked_at as grant_revoked,
      sa.id as account, sa.ceased_at as account_ceased,
      (select min(other.id) from service_accounts other
        where other.client_id = c.client_id and other.ceased_at is null) as account_elsewhere,
      p.id as person, p.kind as person_kind, p.deactivated_at as person_deactivated,
      co.id as company, co.environment as company_environment, co.deactivated_at as company_deactivated,
      m.person_id as company_member,
      i.id as installation, i.disconnected_at as disconnected, i.uninstalled_at as uninstalled,
      pr.id as project, pm.person_id as project_member, pp.project_id as project_permitted,
      dt.disabled_at as tool_disabled,
      la.level as admin_level, lc.level as company_level, lp.level as project_level
    from (select 1 as one) as this_call
    ${credentialJoins(question)}
    left join people p on p.id = ${principalOf(bearer)}
    left join companies co on co.id = ${companyId}
    left join company_members m
      on m.company_id = co.id and m.person_id = p.id and m.removed_at is null
    left join installations i on i.company_id = co.id and i.app_id = c.app_id
    left join projects pr on pr.id = ${projectId} and pr.company_id = co.id
    left join project_members pm
      on pm.company_id = co.id and pm.project_id = pr.id and pm.person_id = p.id
    left join permitted_projects pp
      on pp.company_id = co.id and pp.app_id = c.app_id and pp.project_id = pr.id
    left join disabled_tools dt
      on dt.company_id = co.id and dt.project_id = pr.id and dt.tool = ${tool}
    left join company_levels la
      on la.company_id = co.id and la.person_id = p.id and la.tool = 'admin'
    left join company_levels lc
      on lc.company_id = co.id and lc.person_id = p.id and lc.tool = ${tool}
    left join project_levels lp
      on lp.company_id = co.id and lp.project_id = pr.id and lp.person_id = p.id and lp.tool = ${tool}
  `.execute(tx);
  const [row] = rows;
  if (row === undefined || rows.length > 1) throw new Error('the snapshot of a call is exactly one row');
  return factsFrom(question, row);
}

/** What does not apply is joined to nothing, so that a row of one kind of caller can never stand for the other. */
function credentialJoins({ bearer, companyId, now }: Question) {
  const app = bearer.kind === 'app' ? bearer.claims : null;
  const session = bearer.kind === 'session' ? bearer.session : null;
  const forItself = app !== null && app.familyId === null;
  return sql`
    left join sessions s
      on s.id_hash = ${session?.idHash ?? null} and s.person_id = ${session?.personId ?? null}
      and s.ended_at is null and s.expires_at > ${now}
    left join clients c on c.client_id = ${app?.clientId ?? null}
    left join apps a on a.id = c.app_id
    left join revoked_tokens r on r.token_id = ${app?.tokenId ?? null}
    left join token_families f on f.id = ${app?.familyId ?? null} and f.client_id = c.client_id
    left join grants g on g.id = f.grant_id and g.client_id = c.client_id
    left join service_accounts sa
      on sa.client_id = ${forItself ? app.clientId : null} and sa.company_id = ${companyId}`;
}

function principalOf(bearer: Bearer) {
  if (bearer.kind === 'session') return sql`${bearer.session.personId}`;
  return bearer.claims.familyId === null ? sql.ref('sa.person_id') : sql.ref('g.person_id');
}
