import type { Reader } from '@gatehouse/database';
import { ConnectedApp, ConnectedAppCompanyPath, ConnectedAppPath, ConnectedApps } from '@gatehouse/wire';
import type { House } from '../house.ts';
import { allowEvents } from '../installations/installation-events.ts';
import { refuse } from '../rest/rest-call.ts';
import { accountRoute } from '../rest/rest-route.ts';
import { timestamp } from '../rest/timestamp.ts';
import type { Route } from '../route.ts';
import type { Tables } from '../schema/tables.ts';
import { sessionOf } from '../sign-in/session.ts';
import { changeCompanies } from './change-companies.ts';
import {
  type ConnectedAppRow,
  type ConnectedCompanyRow,
  isGrantOf,
  listConnectedApps,
  listConnectedCompanies,
} from './connected-apps-store.ts';
import { takeBack } from './take-back.ts';

/** What a person has allowed, and the end of it (rule U1). */
export function connectedAppsRoutes(house: House): Route[] {
  return [
    accountRoute(house, {
      method: 'GET',
      path: '/manage/v1/connected_apps',
      audience: 'manage',
      summary: 'The apps that may act in the name of whoever is signed in.',
      right: { kind: 'session' },
      audit: [],
      reply: ConnectedApps,
      names: () => ({}),
      async handle({ caller, tx }) {
        return { status: 200, body: await connectedApps(tx, sessionOf(caller).personId) };
      },
    }),
    accountRoute(house, {
      method: 'DELETE',
      path: '/manage/v1/connected_apps/:id',
      audience: 'manage',
      summary: 'Revokes an app: every token it holds in this person’s name is dead at once.',
      right: { kind: 'session' },
      audit: ['authorization.revoked'],
      on: 'single',
      params: ConnectedAppPath,
      reply: null,
      names: () => ({}),
      async handle({ caller, params, tx, origin }) {
        // What belongs to somebody else is absent, not forbidden.
        if (!(await isGrantOf(tx, sessionOf(caller).personId, params.id))) return refuse('item_hidden');
        await takeBack(house, tx, origin, sessionOf(caller).personId, params.id);
        return { status: 204 };
      },
    }),
    accountRoute(house, {
      method: 'DELETE',
      path: '/manage/v1/connected_apps',
      audience: 'manage',
      summary: 'Revokes every app: no app acts in this person’s name any more.',
      right: { kind: 'session' },
      audit: ['authorization.revoked'],
      reply: null,
      names: () => ({}),
      async handle({ caller, tx, origin }) {
        await takeBack(house, tx, origin, sessionOf(caller).personId);
        return { status: 204 };
      },
    }),
    ...(['PUT', 'DELETE'] as const).map((method) =>
      accountRoute(house, {
        method,
        path: '/manage/v1/connected_apps/:id/companies/:company_id',
        audience: 'manage',
        summary:
          method === 'PUT'
            ? 'Lets an app into one of the person’s companies; where it is missing, as an Allow would.'
            : 'Keeps an app out of one of the person’s companies, from its next call on.',
        right: { kind: 'session' },
        audit: method === 'PUT' ? allowEvents : ['authorization.company_left_out'],
        on: 'single',
        params: ConnectedAppCompanyPath,
        reply: ConnectedApp,
        names: () => ({}),
        async handle({ caller, params, tx, origin }) {
          const { personId } = sessionOf(caller);
          const { id: grantId, company_id: companyId } = params;
          const find = async () => (await connectedApps(tx, personId)).find(({ id }) => id === grantId);
          const before = await find();
          if (before?.companies.every(({ id }) => id !== companyId) !== false) return refuse('item_hidden');
          const chosen = new Set(method === 'PUT' ? [companyId] : []);
          await changeCompanies(house, tx, origin, { grantId, personId, shown: [companyId], chosen });
          return { status: 200, body: await find() };
        },
      }),
    ),
  ];
}

async function connectedApps(tx: Reader<Tables>, personId: number): Promise<ConnectedApps> {
  const apps = await listConnectedApps(tx, personId);
  const companies = await listConnectedCompanies(tx, personId);
  return apps.map((app) => view(app, companies));
}

function stateOf({ installedAt, uninstalledAt, disconnectedAt }: ConnectedCompanyRow) {
  if (installedAt === null || uninstalledAt !== null) return 'not_installed';
  return disconnectedAt === null ? 'connected' : 'disconnected';
}

function view(app: ConnectedAppRow, companies: readonly ConnectedCompanyRow[]): ConnectedApp {
  return {
    id: app.grantId,
    app: { name: app.appName, publisher: app.publisher, verified: app.publisherVerifiedAt !== null },
    environment: app.environment,
    authorized_at: timestamp(app.createdAt),
    last_used_at: app.lastUsedAt === null ? null : timestamp(app.lastUsedAt),
    last_used_from: app.lastUsedFrom,
    companies: companies
      .filter(({ grantId }) => grantId === app.grantId)
      .map((company) => {
        const state = stateOf(company);
        const { id, name, leftOutAt } = company;
        return { id, name, connected: state === 'connected', state, allowed: leftOutAt === null };
      }),
  };
}
