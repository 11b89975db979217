import Type, { type Static, type StaticDecode } from 'typebox';
import { IdInput } from '../rest/input.ts';
import { CalendarDate } from '../rest/output.ts';
import { Environment } from './app-client.ts';

/** GET /manage/v1/apps/{app_id}/metrics: by default the last 30 UTC days of all companies, at most 365. */
export const AppMetricsQuery = Type.Object({
  days: Type.Optional(IdInput),
  environment: Type.Optional(Environment),
});
export type AppMetricsQuery = StaticDecode<typeof AppMetricsQuery>;

/** How an app does, over all companies together; no company and no person is named. */
export const AppMetrics = Type.Object({
  companies: Type.Integer({ description: 'Where the app is installed now.' }),
  installs: Type.Integer({ description: 'Companies that installed it in these days.' }),
  uninstalls: Type.Integer({ description: 'Companies that took it out in these days.' }),
  users: Type.Integer({ description: 'People who used it in these days.' }),
  by_day: Type.Array(
    Type.Object({
      date: CalendarDate,
      calls: Type.Integer(),
      refused: Type.Integer({ description: 'Answered 4xx.' }),
      failed: Type.Integer({ description: 'Answered 5xx.' }),
    }),
  ),
});
export type AppMetrics = Static<typeof AppMetrics>;
