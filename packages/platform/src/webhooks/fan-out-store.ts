import type { Reader, Writer } from '@gatehouse/database';
import type { Tables } from '../schema/tables.ts';
import { toldFrom } from './hook-delivery-store.ts';
import type { Hook } from './hook-store.ts';
import type { Told } from './payload.ts';

/** A change that nobody was told of yet, and how often that failed. */
export interface WaitingEvent {
  readonly told: Told;
  readonly failures: number;
}

/** Changes that nobody was told of yet, the oldest first, without those that failed and have to wait. */
export async function waitingEvents(
  tx: Reader<Tables>,
  { now, most }: { readonly now: number; readonly most: number },
): Promise<WaitingEvent[]> {
  const rows = await tx
    .selectFrom('resource_events')
    .selectAll()
    .where('told_at', 'is', null)
    .where((eb) => eb.or([eb('retry_at', 'is', null), eb('retry_at', '<=', now)]))
    .orderBy('id')
    .limit(most)
    .execute();
  return rows.map((row) => ({ told: toldFrom(row), failures: row.failures ?? 0 }));
}

/** Has a change wait, so that those behind it have their turn. */
export async function putOffEvent(
  tx: Writer<Tables>,
  companyId: number,
  id: number,
  { failures, retryAt }: { readonly failures: number; readonly retryAt: number },
): Promise<void> {
  await tx
    .updateTable('resource_events')
    .set({ failures, retry_at: retryAt })
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .where('told_at', 'is', null)
    .execute();
}

/** Takes a change; false where another node has. */
export async function takeEvent(
  tx: Writer<Tables>,
  companyId: number,
  id: number,
  now: number,
): Promise<boolean> {
  const taken = await tx
    .updateTable('resource_events')
    .set({ told_at: now })
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .where('told_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return taken !== undefined;
}

/** The hooks that want to be told of a change: those of its project, and those of its company. */
export async function hooksFor(
  tx: Reader<Tables>,
  companyId: number,
  { projectId, resource, type }: Told,
): Promise<Pick<Hook, 'id' | 'companyId' | 'personId' | 'clientId'>[]> {
  return await tx
    .selectFrom('webhook_hooks')
    .innerJoin('webhook_triggers', 'webhook_triggers.hook_id', 'webhook_hooks.id')
    .select([
      'webhook_hooks.id',
      'webhook_hooks.company_id as companyId',
      'webhook_hooks.person_id as personId',
      'webhook_hooks.client_id as clientId',
    ])
    .where('webhook_hooks.company_id', '=', companyId)
    .where('removed_at', 'is', null)
    .where('disabled_at', 'is', null)
    .where('resource_name', '=', resource)
    .where('event_type', '=', type)
    .where((eb) =>
      projectId === null
        ? eb('webhook_hooks.project_id', 'is', null)
        : eb.or([eb('webhook_hooks.project_id', 'is', null), eb('webhook_hooks.project_id', '=', projectId)]),
    )
    .orderBy('webhook_hooks.id')
    .execute();
}

/** Queues a change for the hooks that are still there: each is decided once more before anything is sent to it. */
export async function insertHookDeliveries(
  tx: Writer<Tables>,
  companyId: number,
  {
    hookIds,
    eventId,
    now,
  }: { readonly hookIds: readonly number[]; readonly eventId: number; readonly now: number },
): Promise<void> {
  if (hookIds.length === 0) return;
  const there = await tx
    .selectFrom('webhook_hooks')
    .select('id')
    .where('company_id', '=', companyId)
    .where('id', 'in', hookIds)
    .where('removed_at', 'is', null)
    .where('disabled_at', 'is', null)
    .orderBy('id')
    .execute();
  const rows = there.map(({ id }) => ({
    company_id: companyId,
    hook_id: id,
    event_id: eventId,
    queued_at: now,
    attempts: 0,
    next_attempt_at: now,
    started_at: null,
    delivered_at: null,
    discarded_at: null,
    last_status: null,
    last_error: null,
  }));
  if (rows.length > 0) await tx.insertInto('webhook_deliveries').values(rows).execute();
}

/** Whether somebody is the account of a client in a company, and no person who lets it act for them. */
export async function actsForItself(
  tx: Reader<Tables>,
  companyId: number,
  clientId: string,
  personId: number,
): Promise<boolean> {
  const account = await tx
    .selectFrom('service_accounts')
    .select('id')
    .where('company_id', '=', companyId)
    .where('client_id', '=', clientId)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return account !== undefined;
}
