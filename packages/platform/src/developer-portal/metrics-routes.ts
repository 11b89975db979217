import { AppMetrics, AppMetricsQuery, AppPath } from '@gatehouse/wire';
import type { House } from '../house.ts';
import { timestamp } from '../rest/timestamp.ts';
import type { Route } from '../route.ts';
import { appRoute } from './app-route.ts';
import { callsByDay, countInstallations, countUsers, type DayCount, dayLength } from './metrics-store.ts';

const usualDays = 30;
const mostDays = 365;

/** How an app does; whose work it touches stays with the companies. */
export function metricsRoutes(house: House): Route[] {
  return [
    appRoute(house, {
      method: 'GET',
      path: '/manage/v1/apps/:app_id/metrics',
      summary: 'Installs, users and calls of the app by day, over all companies together.',
      needs: 'developer',
      audit: [],
      params: AppPath,
      query: AppMetricsQuery,
      reply: AppMetrics,
      async handle({ query, tx }, app) {
        const days = Math.min(Math.max(query.days ?? usualDays, 1), mostDays);
        const sinceDay = Math.floor(house.clock.now() / dayLength) - days + 1;
        const question = { appId: app.id, sinceDay, environment: query.environment };
        const counted = new Map((await callsByDay(tx, question)).map((row) => [row.day, row]));
        const body: AppMetrics = {
          ...(await countInstallations(tx, question)),
          users: await countUsers(tx, question),
          // Every day is there, so that a chart has no gaps.
          by_day: Array.from({ length: days }, (_, at) => dayView(sinceDay + at, counted.get(sinceDay + at))),
        };
        return { status: 200, body };
      },
    }),
  ];
}

function dayView(day: number, counted: DayCount | undefined): AppMetrics['by_day'][number] {
  const { calls = 0, refused = 0, failed = 0 } = counted ?? {};
  return { date: timestamp(day * dayLength).slice(0, 10), calls, refused, failed };
}
