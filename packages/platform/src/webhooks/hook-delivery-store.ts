import type { Reader, Selectable, Writer } from '@gatehouse/database';
import type { ChangeOfResource, ResourceEventRow, Tables } from '../schema/tables.ts';
import type { Told } from './payload.ts';

/** What was told of one change to one hook, and what became of it. */
export interface HookDelivery {
  readonly id: number;
  readonly eventId: number;
  readonly told: Told;
  readonly attempts: number;
  readonly startedAt: number | null;
  readonly deliveredAt: number | null;
  readonly discardedAt: number | null;
  readonly lastStatus: number | null;
  readonly lastError: string | null;
}

export interface DeliveryFilter {
  readonly states: readonly DeliveryStanding[] | undefined;
  readonly resource?: string | undefined;
  readonly type?: ChangeOfResource | undefined;
  readonly from?: number | undefined;
  readonly before?: number | undefined;
}

/** Not tried yet; arrived; failed and to be tried again; given up. */
export type DeliveryStanding = 'enqueued' | 'ok' | 'retried' | 'discarded';

export function standingOf(
  delivery: Pick<HookDelivery, 'attempts' | 'deliveredAt' | 'discardedAt'>,
): DeliveryStanding {
  if (delivery.deliveredAt !== null) return 'ok';
  if (delivery.discardedAt !== null) return 'discarded';
  return delivery.attempts === 0 ? 'enqueued' : 'retried';
}

/** The deliveries of a hook, newest first; from behind one of them on, where clients page by the last they have. */
export async function listHookDeliveries(
  tx: Reader<Tables>,
  companyId: number,
  hookId: number,
  filter: DeliveryFilter,
  page: { readonly perPage: number; readonly offset: number; readonly behind?: number | undefined },
): Promise<{ readonly total: number; readonly deliveries: readonly HookDelivery[] }> {
  let some = tx
    .selectFrom('webhook_deliveries')
    .innerJoin('resource_events', 'resource_events.id', 'webhook_deliveries.event_id')
    .where('webhook_deliveries.company_id', '=', companyId)
    .where('webhook_deliveries.hook_id', '=', hookId);
  const { states, resource, type, from, before } = filter;
  if (states !== undefined)
    some = some.where((eb) =>
      eb.or(
        states.map((state) =>
          eb.and([
            eb('delivered_at', state === 'ok' ? 'is not' : 'is', null),
            eb('discarded_at', state === 'discarded' ? 'is not' : 'is', null),
            ...(state === 'enqueued' ? [eb('attempts', '=', 0)] : []),
            ...(state === 'retried' ? [eb('attempts', '>', 0)] : []),
          ]),
        ),
      ),
    );
  if (resource !== undefined) some = some.where('resource_name', '=', resource);
  if (type !== undefined) some = some.where('event_type', '=', type);
  if (from !== undefined) some = some.where('queued_at', '>=', from);
  if (before !== undefined) some = some.where('queued_at', '<', before);
  const { total } = await some
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  if (page.behind !== undefined) some = some.where('webhook_deliveries.id', '<', page.behind);
  const rows = await some
    .selectAll('webhook_deliveries')
    .select(['ulid', 'project_id', 'resource_name', 'resource_id', 'event_type', 'at'])
    .select(['resource_events.person_id', 'resource_events.client_id'])
    .orderBy('webhook_deliveries.id', 'desc')
    .limit(page.perPage)
    .offset(page.offset)
    .execute();
  return {
    total: Number(total),
    deliveries: rows.map((row) => ({
      id: row.id,
      eventId: row.event_id,
      told: toldFrom({ ...row, id: row.event_id }),
      attempts: row.attempts,
      startedAt: row.started_at,
      deliveredAt: row.delivered_at,
      discardedAt: row.discarded_at,
      lastStatus: row.last_status,
      lastError: row.last_error,
    })),
  };
}

/** Puts a delivery at its beginning, due at once, and lets its hook be tried; false for one that was never tried. */
export async function restartHookDelivery(
  tx: Writer<Tables>,
  companyId: number,
  hookId: number,
  { id, now }: { readonly id: number; readonly now: number },
): Promise<boolean> {
  const restarted = await tx
    .updateTable('webhook_deliveries')
    .set({ queued_at: now, attempts: 0, next_attempt_at: now, delivered_at: null, discarded_at: null })
    .where('company_id', '=', companyId)
    .where('hook_id', '=', hookId)
    .where('id', '=', id)
    .where((eb) => eb.or([eb('attempts', '>', 0), eb('discarded_at', 'is not', null)]))
    .returning('id')
    .executeTakeFirst();
  if (restarted === undefined) return false;
  await tx
    .updateTable('webhook_hooks')
    .set({ paused_until: 0 })
    .where('company_id', '=', companyId)
    .where('id', '=', hookId)
    .execute();
  return true;
}

/** A stored event, as payloads are made of it. */
export function toldFrom(row: Omit<Selectable<ResourceEventRow>, 'told_at' | 'failures' | 'retry_at'>): Told {
  return {
    id: row.id,
    ulid: row.ulid,
    companyId: row.company_id,
    projectId: row.project_id,
    resource: row.resource_name,
    resourceId: row.resource_id,
    type: row.event_type,
    personId: row.person_id,
    clientId: row.client_id,
    at: row.at,
  };
}
