import type { Reader } from '@gatehouse/database';
import type { AppEventName } from '@gatehouse/wire';
import type { Environment, Tables } from '../schema/tables.ts';

export interface StoredEvent {
  readonly id: string;
  readonly event: AppEventName;
  readonly appId: number;
  readonly companyId: number;
  readonly data: Readonly<Record<string, unknown>>;
  readonly createdAt: number;
}

/** What happened to an app, newest first. */
export async function listEvents(
  tx: Reader<Tables>,
  appId: number,
  { offset, perPage }: { readonly offset: number; readonly perPage: number },
): Promise<{ readonly total: number; readonly events: readonly StoredEvent[] }> {
  const { total } = await tx
    .selectFrom('app_events')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where('app_id', '=', appId)
    .executeTakeFirstOrThrow();
  const rows = await tx
    .selectFrom('app_events')
    .selectAll()
    .where('app_id', '=', appId)
    .orderBy('id', 'desc')
    .limit(perPage)
    .offset(offset)
    .execute();
  return { total: Number(total), events: rows.map(eventFrom) };
}

export interface Slice {
  /** The last event the reader has; null for none. */
  readonly after: string | null;
  /** Nothing that is younger: see `listEventsAfter`. */
  readonly before: number;
  readonly limit: number;
}

/**
 * The events of an app in one environment that follow another, oldest first. Ids are made before their units commit:
 * of two nodes the one that was first may be seen last. Whoever reads on from the last id would never see it, so the
 * youngest events are held back until every unit that could still come before them has ended.
 */
export async function listEventsAfter(
  tx: Reader<Tables>,
  { appId, environment }: { readonly appId: number; readonly environment: Environment },
  { after, before, limit }: Slice,
): Promise<StoredEvent[]> {
  const rows = await tx
    .selectFrom('app_events')
    .innerJoin('companies', 'companies.id', 'app_events.company_id')
    .selectAll('app_events')
    .where('app_events.app_id', '=', appId)
    .where('companies.environment', '=', environment)
    .where('app_events.id', '>', after ?? '')
    .where('app_events.created_at', '<=', before)
    // Of documents an app is told where it is connected; the rest is its own history.
    .where(({ eb, or, exists, selectFrom }) =>
      or([
        eb('app_events.event', '!=', 'documents_changed'),
        exists(
          selectFrom('installations')
            .select('installations.id')
            .whereRef('installations.company_id', '=', 'app_events.company_id')
            .whereRef('installations.app_id', '=', 'app_events.app_id')
            .where('disconnected_at', 'is', null)
            .where('uninstalled_at', 'is', null),
        ),
      ]),
    )
    .orderBy('app_events.id')
    .limit(limit)
    .execute();
  return rows.map(eventFrom);
}

/** Rows were written by `recordAppEvent`, whose data is an object. */
export function eventFrom(row: Tables['app_events']): StoredEvent {
  return {
    id: row.id,
    event: row.event,
    appId: row.app_id,
    companyId: row.company_id,
    data: JSON.parse(row.data),
    createdAt: row.created_at,
  };
}
