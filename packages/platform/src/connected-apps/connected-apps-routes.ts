import { type ConnectedApp, ConnectedAppPath, ConnectedApps } from '@gatehouse/wire';
import { revokeGrant } from '../authorization/revoke-grant.ts';
import type { House } from '../house.ts';
import { refuse } from '../rest/rest-call.ts';
import { accountRoute } from '../rest/rest-route.ts';
import { timestamp } from '../rest/timestamp.ts';
import type { Route } from '../route.ts';
import { sessionOf } from '../sign-in/session.ts';
import {
  type ConnectedAppRow,
  type ConnectedCompanyRow,
  isGrantOf,
  listConnectedApps,
  listConnectedCompanies,
} from './connected-apps-store.ts';

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
        const { personId } = sessionOf(caller);
        const apps = await listConnectedApps(tx, personId);
        const companies = await listConnectedCompanies(tx, personId);
        return { status: 200, body: apps.map((app) => view(app, companies)) satisfies ConnectedApps };
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
        await revokeGrant(house, tx, origin, { grantId: params.id, reason: 'person' });
        return { status: 204 };
      },
    }),
  ];
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
      .map(({ id, name, disconnectedAt }) => ({ id, name, connected: disconnectedAt === null })),
  };
}
