import type { AppPolicyEntryRow, AppPolicyRow, Environment } from '../schema/tables.ts';
import { actionsFrom } from './actions.ts';
import { approvedFrom } from './approved.ts';
import type { AppFacts, CompanyFacts, Facts, SessionFacts } from './facts.ts';
import { levelFrom } from './levels.ts';
import { traditionalAccountsEnded } from './moment.ts';
import type { Question } from './snapshot-store.ts';

/** One row of everything, as the query gives it; null where it found nothing, or where this kind of credential has none. */
export interface SnapshotRow {
  session: string | null;
  token_revoked: number | null;
  client: string | null;
  client_environment: Environment | null;
  client_disabled: number | null;
  client_epoch: number | null;
  app: number | null;
  app_suspended: number | null;
  publisher_verified: number | null;
  policy_mode: AppPolicyRow['mode'] | null;
  policy_verified_only: number | null;
  policy_listing: AppPolicyEntryRow['listing'] | null;
  approved_components: string | null;
  family: string | null;
  family_revoked: number | null;
  grant_id: string | null;
  grant_revoked: number | null;
  company_left_out: number | null;
  account: number | null;
  account_ceased: number | null;
  account_expires: number | null;
  account_not_ceased: number | null;
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
  project_archived: number | null;
  tool_disabled: number | null;
  admin_level: number | null;
  company_level: number | null;
  project_level: number | null;
  project_actions: string | null;
}

/** The row of a client or a person that is not there: nothing about it holds. */
export const nothing: SnapshotRow = {
  session: null,
  token_revoked: null,
  client: null,
  client_environment: null,
  client_disabled: null,
  client_epoch: null,
  app: null,
  app_suspended: null,
  publisher_verified: null,
  policy_mode: null,
  policy_verified_only: null,
  policy_listing: null,
  approved_components: null,
  family: null,
  family_revoked: null,
  grant_id: null,
  grant_revoked: null,
  company_left_out: null,
  account: null,
  account_ceased: null,
  account_expires: null,
  account_not_ceased: null,
  account_elsewhere: null,
  person: null,
  person_kind: null,
  person_deactivated: null,
  company: null,
  company_environment: null,
  company_deactivated: null,
  company_member: null,
  installation: null,
  disconnected: null,
  uninstalled: null,
  project: null,
  project_member: null,
  project_permitted: null,
  project_archived: null,
  tool_disabled: null,
  admin_level: null,
  company_level: null,
  project_level: null,
  project_actions: null,
};

/** From the joined row to named facts. A join that found nothing is a fact that does not hold. */
export function factsFrom(question: Question, row: SnapshotRow): Facts {
  const { bearer, companyId, projectId, tool } = question;
  return {
    asked: { companyId, projectId },
    credential: bearer.kind === 'session' ? sessionFacts(row) : appFacts(question, bearer.claims, row),
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
            policy: policyOf(row),
            approved: approvedFrom(row.approved_components, tool),
          },
    project:
      row.project === null
        ? null
        : {
            permitted: row.project_permitted !== null,
            member: row.project_member !== null,
            toolDisabled: row.tool_disabled !== null,
            archived: row.project_archived !== null,
          },
    levels: {
      tool,
      companyAdmin: levelFrom(row.admin_level),
      company: levelFrom(row.company_level),
      project: levelFrom(row.project_level),
      granted: actionsFrom(row.project_actions),
    },
  };
}

function sessionFacts(row: SnapshotRow): SessionFacts {
  return { kind: 'session', alive: row.session !== null };
}

type Claims = Extract<Question['bearer'], { kind: 'app' }>['claims'];

function appFacts(question: Question, claims: Claims, row: SnapshotRow): AppFacts {
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
            companyLeftOut: row.company_left_out !== null,
          },
    account: claims.familyId === null ? accountFacts(question, row) : null,
  };
}

function accountFacts(question: Question, row: SnapshotRow): AppFacts['account'] {
  if (row.app !== null) return { kind: 'developer_managed', state: stateHere(question, row) };
  // A traditional account is one account in one company: once that is over, its client is nobody anywhere.
  if (row.account_not_ceased === null) return { kind: 'traditional', state: 'ceased' };
  if (row.account_elsewhere === null || traditionalAccountsEnded(question))
    return { kind: 'traditional', state: 'expired' };
  return { kind: 'traditional', state: question.companyId === null ? 'alive' : stateHere(question, row) };
}

function stateHere({ now }: Question, row: SnapshotRow): NonNullable<AppFacts['account']>['state'] {
  if (row.account === null) return 'absent';
  if (row.account_ceased !== null) return 'ceased';
  return row.account_expires !== null && row.account_expires <= now ? 'expired' : 'alive';
}

function installationOf(row: SnapshotRow): CompanyFacts['installation'] {
  if (row.app === null) return 'not_needed';
  if (row.installation === null) return 'none';
  if (row.uninstalled !== null) return 'uninstalled';
  return row.disconnected === null ? 'connected' : 'disconnected';
}

function policyOf(row: SnapshotRow): CompanyFacts['policy'] {
  if (row.app === null) return null;
  return {
    mode: row.policy_mode ?? 'any',
    verifiedOnly: row.policy_verified_only !== null,
    listing: row.policy_listing,
    publisherVerified: row.publisher_verified !== null,
  };
}
