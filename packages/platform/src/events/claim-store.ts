import type { Reader, Writer } from '@gatehouse/database';
import type { DeliveryFault } from '@gatehouse/wire';
import type { Environment, Tables } from '../schema/tables.ts';
import { lease, nextAttempt, patience, pauseAfter } from './backoff.ts';
import type { Due, DueAddress } from './deliverer.ts';
import { eventFrom, type StoredEvent } from './event-store.ts';

/** A delivery that this node, and no other, may attempt now. */
export interface Claim {
  readonly id: string;
  /** Counts this attempt; whoever writes its outcome names it, so that a claim lost to another node changes nothing. */
  readonly attempt: number;
  readonly queuedAt: number;
  readonly event: StoredEvent;
  readonly subscription: {
    readonly id: number;
    readonly environment: Environment;
    readonly url: string;
    readonly secretSealed: string;
  };
}

/** Subscriptions that have something due and are not paused. Each is one probe of an index, however much waits. */
export async function dueSubscriptions(
  tx: Reader<Tables>,
  { now, behind, limit }: Due,
): Promise<DueAddress[]> {
  return await tx
    .selectFrom('event_subscriptions')
    .select(['id', 'url', 'app_id as owner'])
    .where('removed_at', 'is', null)
    .where('paused_until', '<=', now)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('event_deliveries')
          .select('event_deliveries.id')
          .whereRef('subscription_id', '=', 'event_subscriptions.id')
          .where('delivered_at', 'is', null)
          .where('discarded_at', 'is', null)
          .where('next_attempt_at', '<=', now),
      ),
    )
    .where('id', '>', behind)
    .orderBy('id')
    .limit(limit)
    .execute();
}

/**
 * Takes the next due delivery of a subscription, if there is one. Those that were tried least come first: an event
 * that its receiver cannot take does not hold up those behind it.
 */
export async function claimNext(
  tx: Writer<Tables>,
  subscriptionId: number,
  now: number,
): Promise<Claim | undefined> {
  const found = await tx
    .selectFrom('event_deliveries')
    .innerJoin('event_subscriptions', 'event_subscriptions.id', 'event_deliveries.subscription_id')
    .innerJoin('app_events', 'app_events.id', 'event_deliveries.event_id')
    .selectAll('app_events')
    .select([
      'event_deliveries.id as delivery_id',
      'event_deliveries.attempts',
      'event_deliveries.queued_at',
      'event_subscriptions.environment',
      'event_subscriptions.url',
      'event_subscriptions.secret_sealed',
    ])
    .where('subscription_id', '=', subscriptionId)
    .where('removed_at', 'is', null)
    .where('paused_until', '<=', now)
    .where('delivered_at', 'is', null)
    .where('discarded_at', 'is', null)
    .where('next_attempt_at', '<=', now)
    .orderBy('event_deliveries.attempts')
    .orderBy('event_deliveries.id')
    .limit(1)
    .executeTakeFirst();
  if (found === undefined) return undefined;
  const attempt = found.attempts + 1;
  // The guard: of two nodes that saw the same row, one changes it and the other changes nothing.
  const claimed = await tx
    .updateTable('event_deliveries')
    .set({ attempts: attempt, next_attempt_at: now + lease })
    .where('id', '=', found.delivery_id)
    .where('attempts', '=', found.attempts)
    .where('next_attempt_at', '<=', now)
    .returning('id')
    .executeTakeFirst();
  if (claimed === undefined) return undefined;
  return {
    id: found.delivery_id,
    attempt,
    queuedAt: found.queued_at,
    event: eventFrom(found),
    subscription: {
      id: subscriptionId,
      environment: found.environment,
      url: found.url,
      secretSealed: found.secret_sealed,
    },
  };
}

export async function settleArrived(tx: Writer<Tables>, claim: Claim, status: number, now: number) {
  await outcome(tx, claim, { delivered_at: now, discarded_at: null, last_status: status, last_error: null });
  await tx
    .updateTable('event_subscriptions')
    .set({ failures: 0, paused_until: 0 })
    .where('id', '=', claim.subscription.id)
    .where('failures', '>', 0)
    .execute();
}

/** Pauses the whole address, and gives up what has waited for longer than patience lasts. */
export async function settleFailed(
  tx: Writer<Tables>,
  claim: Claim,
  { status, fault, now }: { status: number | null; fault: DeliveryFault; now: number },
): Promise<void> {
  const again = nextAttempt(claim.attempt, claim.queuedAt, now);
  await outcome(tx, claim, {
    next_attempt_at: again ?? now,
    discarded_at: again === undefined ? now : null,
    last_status: status,
    last_error: fault,
  });
  const { id } = claim.subscription;
  const { failures } = await tx
    .updateTable('event_subscriptions')
    .set((it) => ({ failures: it('failures', '+', 1) }))
    .where('id', '=', id)
    .returning('failures')
    .executeTakeFirstOrThrow();
  await tx
    .updateTable('event_subscriptions')
    .set({ paused_until: now + pauseAfter(failures) })
    .where('id', '=', id)
    .execute();
  await discardWaiting(tx, claim.event.appId, id, { queuedBefore: now - patience, fault: 'given_up', now });
}

/** The app may not know of this any more. */
export async function giveUp(tx: Writer<Tables>, claim: Claim, now: number): Promise<void> {
  await outcome(tx, claim, { discarded_at: now, last_status: null, last_error: 'given_up' });
}

/** Nothing became of the attempt, and nobody is to blame: due again at once. */
export async function releaseClaim(tx: Writer<Tables>, claim: Claim, now: number): Promise<void> {
  await outcome(tx, claim, { attempts: claim.attempt - 1, next_attempt_at: now });
}

export async function discardWaiting(
  tx: Writer<Tables>,
  appId: number,
  subscriptionId: number,
  { queuedBefore, fault, now }: { queuedBefore: number; fault: DeliveryFault; now: number },
): Promise<void> {
  await tx
    .updateTable('event_deliveries')
    .set({ discarded_at: now, last_error: fault })
    .where('subscription_id', '=', subscriptionId)
    .where('event_id', 'in', (from) => from.selectFrom('app_events').select('id').where('app_id', '=', appId))
    .where('queued_at', '<=', queuedBefore)
    .where('delivered_at', 'is', null)
    .where('discarded_at', 'is', null)
    .execute();
}

async function outcome(
  tx: Writer<Tables>,
  { id, attempt }: Claim,
  values: Partial<Omit<Tables['event_deliveries'], 'id'>>,
): Promise<void> {
  await tx
    .updateTable('event_deliveries')
    .set(values)
    .where('id', '=', id)
    .where('attempts', '=', attempt)
    .where('delivered_at', 'is', null)
    .execute();
}
