import { CompanyIdPath, InstallationUsage, PageQuery, Reach, UsageQuery } from '@gatehouse/wire';
import { momentOf } from '../../access/moment.ts';
import type { House } from '../../house.ts';
import { pageRequest } from '../../rest/pagination.ts';
import { refuse } from '../../rest/rest-call.ts';
import { restRoute } from '../../rest/rest-route.ts';
import type { Route } from '../../route.ts';
import { credentialOf } from '../credential-store.ts';
import { findInstallation } from '../installation-store.ts';
import { installer } from '../rights.ts';
import { reachOf } from './reach.ts';
import { accountOf, loadProjects, membersWhoAllow } from './reach-store.ts';
import { usageView } from './usage-view.ts';

const base = '/manage/v1/companies/:company_id/installations/:id';
const defaultDays = 30;
const mostDays = 90;

/** Rule M5: what an app does in a company, and what it could do. */
export function oversightRoutes(house: House): Route[] {
  return [
    restRoute(house, {
      method: 'GET',
      path: `${base}/usage`,
      audience: 'manage',
      summary: 'Who uses the app, calls by day and by project, and when last.',
      right: installer,
      audit: [],
      on: 'single',
      params: CompanyIdPath,
      query: UsageQuery,
      reply: InstallationUsage,
      names: ({ params }) => ({ companyId: params.company_id }),
      async handle({ place: { companyId }, params, query, tx }) {
        const stored = await findInstallation(tx, companyId, params.id);
        if (stored === undefined) return refuse('item_hidden');
        const days = Math.min(Math.max(query.days ?? defaultDays, 1), mostDays);
        const question = { companyId, appId: stored.app.id, days, now: house.clock.now() };
        return { status: 200, body: await usageView(tx, question) };
      },
    }),
    restRoute(house, {
      method: 'GET',
      path: `${base}/reach`,
      audience: 'manage',
      summary: 'What the app can reach at this moment, computed by the function that decides every call.',
      right: installer,
      audit: [],
      on: 'single',
      params: CompanyIdPath,
      query: PageQuery,
      reply: Reach,
      names: ({ params }) => ({ companyId: params.company_id }),
      async handle({ place: { companyId }, params, query, tx }) {
        const stored = await findInstallation(tx, companyId, params.id);
        if (stored === undefined) return refuse('item_hidden');
        const page = pageRequest({ ...query, per_page: query.per_page ?? 20 }, 50);
        const credential = await credentialOf(tx, stored.app.id, stored.environment);
        if (credential === undefined)
          return { status: 200, body: { account: null, members: [] }, page: { ...page, total: 0 } };
        const account = await accountOf(tx, companyId, credential.clientId);
        const { total, members } = await membersWhoAllow(tx, companyId, credential.clientId, page);
        const people = [...(account === undefined ? [] : [account]), ...members];
        const ids = people.map(({ personId }) => personId);
        const projects = await loadProjects(tx, companyId, stored.app.id, ids);
        const question = { companyId, credential, projects, moment: momentOf(house) };
        const body: Reach = { account: null, members: [] };
        if (account !== undefined) body.account = await reachOf(tx, { ...question, reacher: account });
        for (const reacher of members) body.members.push(await reachOf(tx, { ...question, reacher }));
        return { status: 200, body, page: { ...page, total } };
      },
    }),
  ];
}
