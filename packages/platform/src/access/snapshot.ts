import type { AppFacts, CompanyFacts, Facts, SessionFacts } from './facts.ts';
import { levelFrom } from './levels.ts';
import type { Question, SnapshotRow } from './snapshot-store.ts';

/** From the joined row to named facts. A join that found nothing is a fact that does not hold. */
export function factsFrom(question: Question, row: SnapshotRow): Facts {
  const { bearer, companyId, projectId, tool } = question;
  return {
    asked: { companyId, projectId },
    credential: bearer.kind === 'session' ? sessionFacts(row) : appFacts(bearer.claims, companyId, row),
    principal:
      row.person === null || row.person_kind === null
        ? null
        : { personId: row.person, kind: row.person_kind, active: row.person_deactivated === null },
    company:
      row.company === null || row.company_environment === null
        ? null
        : {
            environment: row.company_environment,
            active: row.company_deactivated === null,
            member: row.company_member !== null,
            installation: installationOf(row),
          },
    project:
      row.project === null
        ? null
        : {
            permitted: row.project_permitted !== null,
            member: row.project_member !== null,
            toolDisabled: row.tool_disabled !== null,
          },
    levels: {
      tool,
      companyAdmin: levelFrom(row.admin_level),
      company: levelFrom(row.company_level),
      project: levelFrom(row.project_level),
    },
  };
}

function sessionFacts(row: SnapshotRow): SessionFacts {
  return { kind: 'session', alive: row.session !== null };
}

type Claims = Extract<Question['bearer'], { kind: 'app' }>['claims'];

function appFacts(claims: Claims, companyId: number | null, row: SnapshotRow): AppFacts {
  return {
    kind: 'app',
    tokenRevoked: row.token_revoked !== null,
    client:
      // A token sealed for one environment never serves in the other, whatever became of its client.
      row.client === null || row.client_environment !== claims.environment
        ? null
        : {
            environment: row.client_environment,
            disabled: row.client_disabled !== null,
            epochCurrent: row.client_epoch === claims.epoch,
            appSuspended: row.app_suspended !== null,
          },
    grant:
      claims.familyId === null
        ? null
        : {
            grantId: row.grant_id,
            familyAlive: row.family !== null && row.family_revoked === null,
            grantAlive: row.grant_id !== null && row.grant_revoked === null,
          },
    account: claims.familyId === null ? accountFacts(companyId, row) : null,
  };
}

function accountFacts(companyId: number | null, row: SnapshotRow): AppFacts['account'] {
  if (row.app !== null) {
    const state = row.account === null ? 'absent' : row.account_ceased === null ? 'alive' : 'ceased';
    return { kind: 'developer_managed', state };
  }
  // A traditional account is one account in one company: once that ceased, its client is nobody anywhere.
  if (row.account_elsewhere === null) return { kind: 'traditional', state: 'ceased' };
  return { kind: 'traditional', state: companyId !== null && row.account === null ? 'absent' : 'alive' };
}

function installationOf(row: SnapshotRow): CompanyFacts['installation'] {
  if (row.app === null) return 'not_needed';
  if (row.installation === null) return 'none';
  if (row.uninstalled !== null) return 'uninstalled';
  return row.disconnected === null ? 'connected' : 'disconnected';
}
