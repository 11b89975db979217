import type { Reader } from '@gatehouse/database';
import { AppEvent, AppEventsAfterQuery } from '@gatehouse/wire';
import Type from 'typebox';
import type { House } from '../house.ts';
import type { Caller } from '../rest/rest-call.ts';
import { accountRoute } from '../rest/rest-route.ts';
import type { Route } from '../route.ts';
import type { Environment, Tables } from '../schema/tables.ts';
import { listEventsAfter } from './event-store.ts';
import { eventView } from './event-view.ts';

/** Longer than a unit may take, with room for two clocks that disagree. */
const heldBack = 20_000;
const most = 1000;

/**
 * For apps that would rather ask than be told, or were away for longer than deliveries are tried: the app reads on from
 * the last event it has. With its own token: one that acts for a person shows what that person may see, and companies
 * of others are none of it.
 */
export function eventsAfterRoute(house: House): Route {
  return accountRoute(house, {
    method: 'GET',
    path: '/rest/v1.0/gatehouse/app_events',
    summary:
      'The events of the calling app that follow another, oldest first; the last 20 seconds are held back.',
    right: { kind: 'bearer' },
    audit: [],
    query: AppEventsAfterQuery,
    reply: Type.Array(AppEvent),
    names: () => ({}),
    async handle({ caller, query, tx }) {
      const app = await appItself(tx, caller);
      if (app === undefined) return { status: 403, body: { errors: [ownToken] } };
      const limit = Math.min(Math.max(query.limit ?? 100, 1), most);
      const slice = { after: query.after ?? null, before: house.clock.now() - heldBack, limit };
      return { status: 200, body: (await listEventsAfter(tx, app, slice)).map(eventView) };
    },
  });
}

const ownToken = 'Events are for an app itself: send a token that it got with grant_type=client_credentials.';

async function appItself(
  tx: Reader<Tables>,
  caller: Caller,
): Promise<{ readonly appId: number; readonly environment: Environment } | undefined> {
  if (caller.kind !== 'app' || caller.claims.familyId !== null) return undefined;
  const { clientId, environment } = caller.claims;
  const client = await tx
    .selectFrom('clients')
    .select('app_id')
    .where('client_id', '=', clientId)
    .executeTakeFirst();
  const appId = client?.app_id ?? null;
  return appId === null ? undefined : { appId, environment };
}
