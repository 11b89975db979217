import type { Reader } from '@gatehouse/database';
import { AppPolicy, AppPolicyUpdate, CompanyPath } from '@gatehouse/wire';
import { levelName } from '../../access/levels.ts';
import { isCompanyAdmin } from '../../access/standing.ts';
import type { House } from '../../house.ts';
import { fieldErrors, type RestReply, refuse } from '../../rest/rest-call.ts';
import { restRoute } from '../../rest/rest-route.ts';
import type { Route } from '../../route.ts';
import type { Tables } from '../../schema/tables.ts';
import { metApps } from '../known-apps-store.ts';
import { installer } from '../rights.ts';
import { changePolicy, type PolicyOutcome } from './change-policy.ts';
import { loadPolicy, policyEntries } from './policy-store.ts';

const path = '/manage/v1/companies/:company_id/app_policy';

/** A company's rules about apps. */
export function policyRoutes(house: House): Route[] {
  return [
    restRoute(house, {
      method: 'GET',
      path,
      audience: 'manage',
      summary: 'Which apps this company wants, and whether members may install them.',
      right: installer,
      audit: [],
      on: 'single',
      params: CompanyPath,
      reply: AppPolicy,
      names: ({ params }) => ({ companyId: params.company_id }),
      handle: ({ place, tx }) => shownPolicy(tx, place.companyId),
    }),
    restRoute(house, {
      method: 'PATCH',
      path,
      audience: 'manage',
      summary:
        'Changes the rules; they bind on the next call of every app. A Directory admin sets user_installs only.',
      right: installer,
      audit: ['app_policy.changed'],
      on: 'single',
      params: CompanyPath,
      body: AppPolicyUpdate,
      reply: AppPolicy,
      names: ({ params }) => ({ companyId: params.company_id }),
      async handle({ place: { companyId, personId }, facts, body, tx, origin }) {
        const { user_installs: _, ...rest } = body;
        if (Object.keys(rest).length > 0 && !isCompanyAdmin(facts)) return refuse('level_too_low');
        const outcome = await changePolicy(house, tx, origin, companyId, { personId, update: body });
        return outcome.kind === 'changed' ? await shownPolicy(tx, companyId) : refusedPolicy(outcome);
      },
    }),
  ];
}

async function shownPolicy(tx: Reader<Tables>, companyId: number): Promise<RestReply> {
  const policy = await loadPolicy(tx, companyId);
  const entries = await policyEntries(tx, companyId);
  const listed = (listing: 'allowed' | 'blocked') =>
    entries.filter((entry) => entry.listing === listing).map(({ app_id }) => app_id);
  const body: AppPolicy = {
    user_installs: policy.userInstalls,
    mode: policy.mode,
    verified_only: policy.verifiedOnlySince !== null,
    highest_level: policy.highestLevel === null ? null : levelName(policy.highestLevel),
    allowed: listed('allowed'),
    blocked: listed('blocked'),
    apps: (await metApps(tx, companyId)).map(({ description: _, ...app }) => app),
  };
  return { status: 200, body };
}

function refusedPolicy(outcome: Exclude<PolicyOutcome, { readonly kind: 'changed' }>): RestReply {
  switch (outcome.kind) {
    case 'strange_apps':
      return fieldErrors({
        [outcome.field]: [`name apps that this company does not know: ${outcome.ids.join(', ')}`],
      });
    case 'both_lists':
      return fieldErrors({
        blocked: [`must not name apps that are also allowed: ${outcome.ids.join(', ')}`],
      });
    case 'unknown_key':
      return fieldErrors({ allowed_version_key: ['opens nothing in this company'] });
  }
}
