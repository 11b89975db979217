import {
  CompanyIdPath,
  CompanyPath,
  PageQuery,
  ServiceAccount,
  ServiceAccountCreateBody,
  ServiceAccountCredentials,
  ServiceAccounts,
} from '@gatehouse/wire';
import type { House } from '../house.ts';
import { companyAdmin } from '../installations/rights.ts';
import { pageRequest } from '../rest/pagination.ts';
import { fieldErrors, refuse } from '../rest/rest-call.ts';
import { restRoute } from '../rest/rest-route.ts';
import type { Route } from '../route.ts';
import { createServiceAccount } from './create-service-account.ts';
import { traditionalAccounts } from './deadlines.ts';
import { migrationRoutes } from './migration-routes.ts';
import { readNewAccount } from './read-new-account.ts';
import { findAccount, listAccounts } from './service-account-store.ts';
import { accountViews } from './service-account-view.ts';
import { accountReply } from './traditional-account.ts';
import { traditionalStepRoutes } from './traditional-step-routes.ts';

const path = '/manage/v1/companies/:company_id/service_accounts';

/** The machine principals of a company, for its admins (rules S1 to S6). */
export function serviceAccountRoutes(house: House): Route[] {
  return [
    ...shownAccounts(house),
    newAccount(house),
    ...traditionalStepRoutes(house),
    ...migrationRoutes(house),
  ];
}

function shownAccounts(house: House): Route[] {
  return [
    restRoute(house, {
      method: 'GET',
      path,
      audience: 'manage',
      summary: 'The service accounts of a company, with hints about those that should be looked at.',
      right: companyAdmin,
      audit: [],
      params: CompanyPath,
      query: PageQuery,
      reply: ServiceAccounts,
      names: ({ params }) => ({ companyId: params.company_id }),
      async handle({ place: { companyId }, query, tx }) {
        const page = pageRequest(query, 100);
        const { total, accounts } = await listAccounts(tx, companyId, page);
        const body: ServiceAccounts = {
          service_accounts: await accountViews(house, tx, companyId, accounts),
          traditional: traditionalAccounts(house),
        };
        return { status: 200, body, page: { ...page, total } };
      },
    }),
    restRoute(house, {
      method: 'GET',
      path: `${path}/:id`,
      audience: 'manage',
      summary: 'One service account, with the reason where it does not work.',
      right: companyAdmin,
      audit: [],
      on: 'single',
      params: CompanyIdPath,
      reply: ServiceAccount,
      names: ({ params }) => ({ companyId: params.company_id }),
      async handle({ place: { companyId }, params, tx }) {
        const account = await findAccount(tx, companyId, params.id);
        if (account === undefined) return refuse('item_hidden');
        return await accountReply(house, tx, account);
      },
    }),
  ];
}

function newAccount(house: House): Route {
  return restRoute(house, {
    method: 'POST',
    path,
    audience: 'manage',
    summary: 'Makes a traditional service account. Its secret is shown once; its permissions start at None.',
    right: companyAdmin,
    needsProof: true,
    audit: ['service_account.created', 'client.created', 'member.added'],
    params: CompanyPath,
    body: ServiceAccountCreateBody,
    reply: ServiceAccountCredentials,
    names: ({ params }) => ({ companyId: params.company_id }),
    async handle({ place: { companyId, personId }, body, tx, origin }) {
      const traditional = traditionalAccounts(house);
      if (!traditional.may_be_created)
        return fieldErrors({
          base: ['No traditional service account can be made any more: install an app with its own account'],
        });
      const read = await readNewAccount(tx, companyId, body, house.clock.now());
      if (!read.ok) return fieldErrors(read.errors);
      const created = await createServiceAccount(house, tx, origin, {
        ...read.account,
        companyId,
        createdBy: personId,
      });
      const account = await findAccount(tx, companyId, created.id);
      if (account === undefined) throw new Error('A new account is not there.');
      const [view] = await accountViews(house, tx, companyId, [account]);
      const { clientId, clientSecret } = created;
      return {
        status: 201,
        body: { service_account: view, client_id: clientId, client_secret: clientSecret, traditional },
      };
    },
  });
}
