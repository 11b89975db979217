import type { Reader, Writer } from '@gatehouse/database';
import type { DeliveryFault } from '@gatehouse/wire';
import { lease, nextAttempt, patience, pauseAfter } from '../events/backoff.ts';
import type { Due, DueAddress } from '../events/deliverer.ts';
import type { Tables, WebhookDeliveryRow } from '../schema/tables.ts';
import { toldFrom } from './hook-delivery-store.ts';
import type { Hook } from './hook-store.ts';
import type { Told } from './payload.ts';

/** A delivery that this node, and no other, may attempt now. */
export interface HookClaim {
  readonly id: number;
  readonly attempt: number;
  readonly queuedAt: number;
  readonly told: Told;
  readonly hook: Pick<
    Hook,
    'id' | 'companyId' | 'personId' | 'clientId' | 'url' | 'apiVersion' | 'authorizationSealed'
  >;
}

/** Hooks that have something due and are not paused. */
export async function dueHooks(tx: Reader<Tables>, { now, behind, limit }: Due): Promise<DueAddress[]> {
  return await tx
    .selectFrom('webhook_hooks')
    .select(['id', 'url', 'company_id as owner'])
    .where('removed_at', 'is', null)
    .where('disabled_at', 'is', null)
    .where('paused_until', '<=', now)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('webhook_deliveries')
          .select('webhook_deliveries.id')
          .whereRef('hook_id', '=', 'webhook_hooks.id')
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

/** Takes the next due delivery of a hook, those that were tried least first. */
export async function claimHookDelivery(
  tx: Writer<Tables>,
  hookId: number,
  now: number,
): Promise<HookClaim | undefined> {
  const found = await tx
    .selectFrom('webhook_deliveries')
    .innerJoin('webhook_hooks', 'webhook_hooks.id', 'webhook_deliveries.hook_id')
    .innerJoin('resource_events', 'resource_events.id', 'webhook_deliveries.event_id')
    .selectAll('resource_events')
    .select(['webhook_deliveries.id as delivery_id', 'attempts', 'queued_at'])
    .select(['url', 'api_version', 'authorization_sealed'])
    .select(['webhook_hooks.person_id as owner', 'webhook_hooks.client_id as through'])
    .where('hook_id', '=', hookId)
    .where('removed_at', 'is', null)
    .where('disabled_at', 'is', null)
    .where('paused_until', '<=', now)
    .where('delivered_at', 'is', null)
    .where('discarded_at', 'is', null)
    .where('next_attempt_at', '<=', now)
    .orderBy('attempts')
    .orderBy('webhook_deliveries.id')
    .limit(1)
    .executeTakeFirst();
  if (found === undefined) return undefined;
  const attempt = found.attempts + 1;
  // The guard: of two nodes that saw the same row, one changes it and the other changes nothing.
  const claimed = await tx
    .updateTable('webhook_deliveries')
    .set({ attempts: attempt, next_attempt_at: now + lease, started_at: now })
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
    told: toldFrom(found),
    hook: {
      id: hookId,
      companyId: found.company_id,
      personId: found.owner,
      clientId: found.through,
      url: found.url,
      apiVersion: found.api_version,
      authorizationSealed: found.authorization_sealed,
    },
  };
}

export async function settleHookArrived(
  tx: Writer<Tables>,
  claim: HookClaim,
  status: number,
  now: number,
): Promise<void> {
  await outcome(tx, claim, { delivered_at: now, last_status: status, last_error: null });
  await tx
    .updateTable('webhook_hooks')
    .set({ failures: 0, paused_until: 0 })
    .where('id', '=', claim.hook.id)
    .where('failures', '>', 0)
    .execute();
}

/** Pauses the whole hook, and gives up what has waited for longer than patience lasts. */
export async function settleHookFailed(
  tx: Writer<Tables>,
  claim: HookClaim,
  { status, fault, now }: { status: number | null; fault: DeliveryFault; now: number },
): Promise<void> {
  const again = nextAttempt(claim.attempt, claim.queuedAt, now);
  await outcome(tx, claim, {
    next_attempt_at: again ?? now,
    discarded_at: again === undefined ? now : null,
    last_status: status,
    last_error: fault,
  });
  const { id } = claim.hook;
  const { failures } = await tx
    .updateTable('webhook_hooks')
    .set((it) => ({ failures: it('failures', '+', 1) }))
    .where('id', '=', id)
    .returning('failures')
    .executeTakeFirstOrThrow();
  await tx
    .updateTable('webhook_hooks')
    .set({ paused_until: now + pauseAfter(failures) })
    .where('id', '=', id)
    .execute();
  await tx
    .updateTable('webhook_deliveries')
    .set({ discarded_at: now, last_error: 'given_up' })
    .where('hook_id', '=', id)
    .where('queued_at', '<=', now - patience)
    .where('delivered_at', 'is', null)
    .where('discarded_at', 'is', null)
    .execute();
}

/** Whoever made the hook may not know of this any more. */
export async function giveUp(tx: Writer<Tables>, claim: HookClaim, now: number): Promise<void> {
  await outcome(tx, claim, { discarded_at: now, last_status: null, last_error: 'given_up' });
}

/** Nothing became of the attempt, and nobody is to blame: due again at once. */
export async function releaseHookClaim(tx: Writer<Tables>, claim: HookClaim, now: number): Promise<void> {
  await outcome(tx, claim, { attempts: claim.attempt - 1, next_attempt_at: now });
}

async function outcome(
  tx: Writer<Tables>,
  { id, attempt }: HookClaim,
  values: Partial<Omit<WebhookDeliveryRow, 'id'>>,
): Promise<void> {
  await tx
    .updateTable('webhook_deliveries')
    .set(values)
    .where('id', '=', id)
    .where('attempts', '=', attempt)
    .where('delivered_at', 'is', null)
    .execute();
}
