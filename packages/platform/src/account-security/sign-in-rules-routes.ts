import type { Reader } from '@gatehouse/database';
import { CompanyPath, SignInRules, SignInRulesUpdate } from '@gatehouse/wire';
import { record } from '../audit/audit.ts';
import type { House } from '../house.ts';
import { companyAdmin } from '../installations/rights.ts';
import { fieldErrors } from '../rest/rest-call.ts';
import { restRoute } from '../rest/rest-route.ts';
import type { Route } from '../route.ts';
import type { Tables } from '../schema/tables.ts';
import { sessionOf } from '../sign-in/session.ts';
import { findSignInRules, requireSecondFactor } from './sign-in-rules-store.ts';

const path = '/manage/v1/companies/:company_id/sign_in_rules';

/** How the people of a company have to sign in, as its admins say. */
export function signInRulesRoutes(house: House): Route[] {
  return [
    restRoute(house, {
      method: 'GET',
      path,
      audience: 'manage',
      summary: 'How the people of the company have to sign in.',
      right: companyAdmin,
      audit: [],
      params: CompanyPath,
      reply: SignInRules,
      names: ({ params }) => ({ companyId: params.company_id }),
      handle: async ({ place: { companyId }, tx }) => ({ status: 200, body: await shown(tx, companyId) }),
    }),
    restRoute(house, {
      method: 'PATCH',
      path,
      audience: 'manage',
      summary: 'Asks the people of the company for a second factor, from their next call on, or no longer.',
      right: companyAdmin,
      audit: ['company.sign_in_rules_changed'],
      needsProof: true,
      params: CompanyPath,
      body: SignInRulesUpdate,
      reply: SignInRules,
      names: ({ params }) => ({ companyId: params.company_id }),
      async handle({ place: { companyId }, caller, body, tx, origin }) {
        const required = body.second_factor === 'required';
        const rules = await findSignInRules(tx, companyId);
        if (required && rules?.environment !== 'production')
          return fieldErrors({ second_factor: ['cannot be asked for by a sandbox company'] });
        // Who asks others for it shows that it can be done, and is not locked out by their own rule.
        if (required && !sessionOf(caller).methods.includes('mfa'))
          return fieldErrors({ second_factor: ['takes a second factor of your own: set one up first'] });
        if (required !== rules?.secondFactorRequired) {
          await requireSecondFactor(tx, companyId, required ? house.clock.now() : null);
          await record(house, tx, origin, {
            event: 'company.sign_in_rules_changed',
            companyId,
            subject: `company:${companyId}`,
            details: { second_factor: body.second_factor },
          });
        }
        return { status: 200, body: await shown(tx, companyId) };
      },
    }),
  ];
}

async function shown(tx: Reader<Tables>, companyId: number): Promise<SignInRules> {
  const rules = await findSignInRules(tx, companyId);
  return {
    second_factor: rules?.secondFactorRequired ? 'required' : 'offered',
    people_without: rules?.peopleWithout ?? 0,
  };
}
