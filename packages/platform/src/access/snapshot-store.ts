import { type Given, type Reader, sql, statement } from '@gatehouse/database';
import type { RawBuilder } from 'kysely';
import type { Tables } from '../schema/tables.ts';
import type { AccessTokenClaims } from './access-token.ts';
import type { Facts } from './facts.ts';
import { companyLevelOf, projectActionsOf, projectLevelOf } from './held.ts';
import type { Tool } from './levels.ts';
import type { Moment } from './moment.ts';
import { factsFrom, nothing, type SnapshotRow } from './snapshot.ts';

/** Whose facts are wanted: the bearer of a token, or a person with a session. */
export type Bearer =
  | { readonly kind: 'app'; readonly claims: AccessTokenClaims }
  | { readonly kind: 'session'; readonly session: { readonly idHash: string; readonly personId: number } };

export interface Question extends Moment {
  readonly bearer: Bearer;
  readonly companyId: number | null;
  readonly projectId: number | null;
  /** The tool whose levels are loaded; the company's Admin level always is. */
  readonly tool: Tool;
}

/** All facts of one call in one statement, each looked up by a whole key. */
export async function loadFacts(tx: Reader<Tables>, question: Question): Promise<Facts> {
  const rows = await rowsFor(tx, question);
  if (rows.length > 1) throw new Error('the snapshot of a call is one row');
  // No row is a client or a person that is not there: nothing about it holds.
  return factsFrom(question, { ...nothing, ...rows[0] });
}

function rowsFor(tx: Reader<Tables>, question: Question): Promise<SnapshotRow[]> {
  const { bearer, companyId, projectId, tool, now } = question;
  const asked: Asked = { companyId, projectId, tool, now };
  if (bearer.kind === 'session') {
    const { idHash, personId } = bearer.session;
    return factsOfSession(tx, { ...asked, idHash, personId });
  }
  const { clientId, tokenId, familyId } = bearer.claims;
  const token = { ...asked, clientId, tokenId };
  return familyId === null ? factsOfAccount(tx, token) : factsOfGrant(tx, { ...token, familyId });
}

interface Asked {
  readonly companyId: number | null;
  readonly projectId: number | null;
  readonly tool: Tool;
  readonly now: number;
}

interface AskedByToken extends Asked {
  readonly clientId: string;
  readonly tokenId: string;
}

/** What is special about one kind of credential. */
interface Credential {
  /** What there is to know of the credential alone. */
  readonly facts: RawBuilder<unknown>;
  /** From the credential to the person `p`, by the one path that it has. */
  readonly principal: RawBuilder<unknown>;
  /** Where the company is known: the app that calls, as it is installed there. */
  readonly installation: RawBuilder<unknown>;
  readonly where: RawBuilder<unknown>;
}

/** A session knows nothing of clients. */
const factsOfSession = statement(
  (_tx: Reader<Tables>, given: Given<Asked & { idHash: string; personId: number }>) =>
    snapshot(given, {
      facts: sql`(select s.id_hash from sessions s where s.id_hash = ${given.idHash}
        and s.person_id = p.id and s.ended_at is null and s.expires_at > ${given.now}) as session`,
      principal: sql`people p`,
      installation: sql``,
      where: sql`p.id = ${given.personId}`,
    }),
);

const factsOfGrant = statement((_tx: Reader<Tables>, given: Given<AskedByToken & { familyId: string }>) =>
  snapshot(given, {
    ...tokenOf(given),
    facts: sql`${factsOfToken(given)},
      f.id as family, f.revoked_at as family_revoked, g.id as grant_id, g.revoked_at as grant_revoked,
      (select chosen.left_out_at from grant_companies chosen
        where chosen.grant_id = g.id and chosen.company_id = co.id) as company_left_out`,
    principal: sql`clients c
      left join token_families f on f.id = ${given.familyId} and f.client_id = c.client_id
      left join grants g on g.id = f.grant_id and g.client_id = c.client_id
      left join people p on p.id = g.person_id`,
  }),
);

const factsOfAccount = statement((_tx: Reader<Tables>, given: Given<AskedByToken>) =>
  snapshot(given, {
    ...tokenOf(given),
    facts: sql`${factsOfToken(given)},
      sa.id as account, sa.ceased_at as account_ceased, sa.expires_at as account_expires,
      (select min(other.id) from service_accounts other
        where other.client_id = c.client_id and other.ceased_at is null) as account_not_ceased,
      (select min(other.id) from service_accounts other
        where other.client_id = c.client_id and other.ceased_at is null
          and (other.expires_at is null or other.expires_at > ${given.now})) as account_elsewhere`,
    principal: sql`clients c
      left join service_accounts sa on sa.client_id = c.client_id and sa.company_id = ${given.companyId}
      left join people p on p.id = sa.person_id`,
  }),
);

function tokenOf({ clientId }: Given<AskedByToken>): Pick<Credential, 'installation' | 'where'> {
  return {
    installation: sql`left join installations i on i.company_id = co.id and i.app_id = c.app_id`,
    where: sql`c.client_id = ${clientId}`,
  };
}

function factsOfToken({ tokenId }: Given<AskedByToken>): RawBuilder<unknown> {
  return sql`
    c.client_id as client, c.environment as client_environment, c.disabled_at as client_disabled,
    c.epoch as client_epoch, c.app_id as app,
    (select a.suspended_at from apps a where a.id = c.app_id) as app_suspended,
    (select a.publisher_verified_at from apps a where a.id = c.app_id) as publisher_verified,
    (select pol.mode from app_policies pol where pol.company_id = co.id) as policy_mode,
    (select pol.verified_only_since from app_policies pol where pol.company_id = co.id) as policy_verified_only,
    (select entry.listing from app_policy_entries entry
      where entry.company_id = co.id and entry.app_id = c.app_id) as policy_listing,
    (select v.components from app_versions v where v.id = i.app_version_id) as approved_components,
    (select r.revoked_at from revoked_tokens r where r.token_id = ${tokenId}) as token_revoked,
    i.id as installation, i.disconnected_at as disconnected, i.uninstalled_at as uninstalled,
    (select pp.project_id from permitted_projects pp
      where pp.company_id = co.id and pp.app_id = c.app_id and pp.project_id = pr.id) as project_permitted`;
}

/**
 * The statement's cost does not grow with the tokens, people or projects there are. What is one value is a subquery,
 * not a join: PostgreSQL's planner weighs the order of joins, and with twenty of them weighs for longer than it
 * then runs.
 */
function snapshot(given: Given<Asked>, credential: Credential): RawBuilder<SnapshotRow> {
  const { companyId, projectId, tool } = given;
  const held = {
    company: sql.ref('co.id'),
    project: sql.ref('pr.id'),
    person: sql.ref('p.id'),
    tool: sql`${tool}`,
  };
  return sql<SnapshotRow>`
    select
      ${credential.facts},
      p.id as person, p.kind as person_kind, p.deactivated_at as person_deactivated,
      co.id as company, co.environment as company_environment, co.deactivated_at as company_deactivated,
      (select m.person_id from company_members m
        where m.company_id = co.id and m.person_id = p.id and m.removed_at is null
          and m.pending_since is null) as company_member,
      pr.id as project, pr.archived_at as project_archived,
      (select pm.person_id from project_members pm
        where pm.company_id = co.id and pm.project_id = pr.id and pm.person_id = p.id) as project_member,
      (select dt.disabled_at from disabled_tools dt
        where dt.company_id = co.id and dt.project_id = pr.id and dt.tool = ${tool}) as tool_disabled,
      ${companyLevelOf({ ...held, tool: sql.lit('admin') })} as admin_level,
      ${companyLevelOf(held)} as company_level,
      ${projectLevelOf(held)} as project_level,
      ${projectActionsOf(held)} as project_actions
    from ${credential.principal}
    left join companies co on co.id = ${companyId}
    left join projects pr on pr.id = ${projectId} and pr.company_id = co.id
    ${credential.installation}
    where ${credential.where}
  `;
}
