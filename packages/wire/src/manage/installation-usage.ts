import Type, { type Static, type StaticDecode } from 'typebox';
import { IdInput } from '../rest/input.ts';
import { CalendarDate, NamedReference, Nullable, Timestamp } from '../rest/output.ts';

/** GET …/installations/{id}/usage: by default the last 30 UTC days, at most 90. */
export const UsageQuery = Type.Object({ days: Type.Optional(IdInput) });
export type UsageQuery = StaticDecode<typeof UsageQuery>;

/** How an app is used in a company. Counts are seconds old at most. */
export const InstallationUsage = Type.Object({
  last_used_at: Nullable(Timestamp),
  users: Type.Array(Type.Object({ ...NamedReference.properties, last_used_at: Timestamp })),
  by_day: Type.Array(
    Type.Object({
      date: CalendarDate,
      calls: Type.Integer(),
      refused: Type.Integer({ description: 'Answered 4xx.' }),
      failed: Type.Integer({ description: 'Answered 5xx.' }),
    }),
  ),
  by_project: Type.Array(
    Type.Object({
      project: Nullable(NamedReference),
      calls: Type.Integer(),
    }),
  ),
});
export type InstallationUsage = Static<typeof InstallationUsage>;
