import { AppPath, PageQuery, RefusedRequest } from '@gatehouse/wire';
import Type from 'typebox';
import type { House } from '../house.ts';
import { listRefusals } from '../request-log/request-log-store.ts';
import { pageRequest } from '../rest/pagination.ts';
import { timestamp } from '../rest/timestamp.ts';
import type { Route } from '../route.ts';
import type { RequestLogRow } from '../schema/tables.ts';
import { appRoute } from './app-route.ts';

/** Why an app's requests were refused, for those who build it. */
export function requestLogRoutes(house: House): Route[] {
  return [
    appRoute(house, {
      method: 'GET',
      path: '/manage/v1/apps/:app_id/request_log',
      summary: 'The app’s refused requests with the reason of each, newest first.',
      needs: 'developer',
      audit: [],
      params: AppPath,
      query: PageQuery,
      reply: Type.Array(RefusedRequest),
      async handle({ query, tx }, app) {
        const { page, perPage, offset } = pageRequest(query);
        const { total, refusals } = await listRefusals(tx, app.id, { offset, perPage });
        return { status: 200, body: refusals.map(view), page: { page, perPage, total } };
      },
    }),
  ];
}

function view({ app_id: _, at, ...row }: RequestLogRow): RefusedRequest {
  return { ...row, at: timestamp(at) };
}
