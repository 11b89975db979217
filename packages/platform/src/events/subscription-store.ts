import type { Reader, Writer } from '@gatehouse/database';
import type { Environment, Tables } from '../schema/tables.ts';

export interface StoredSubscription {
  readonly id: number;
  readonly environment: Environment;
  readonly url: string;
  readonly documents: boolean;
  readonly createdBy: { readonly id: number; readonly name: string };
  readonly createdAt: number;
  readonly failures: number;
  readonly pausedUntil: number;
}

/** Where an app's events go, in the order in which the addresses were added. */
export async function listSubscriptions(tx: Reader<Tables>, appId: number): Promise<StoredSubscription[]> {
  const rows = await tx
    .selectFrom('event_subscriptions')
    .innerJoin('people', 'people.id', 'event_subscriptions.created_by')
    .select([
      'event_subscriptions.id',
      'event_subscriptions.environment',
      'event_subscriptions.url',
      'event_subscriptions.documents_since',
      'event_subscriptions.created_at',
      'event_subscriptions.failures',
      'event_subscriptions.paused_until',
      'people.id as person_id',
      'people.name',
    ])
    .where('event_subscriptions.app_id', '=', appId)
    .where('event_subscriptions.removed_at', 'is', null)
    .orderBy('event_subscriptions.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    environment: row.environment,
    url: row.url,
    documents: row.documents_since !== null,
    createdBy: { id: row.person_id, name: row.name },
    createdAt: row.created_at,
    failures: row.failures,
    pausedUntil: row.paused_until,
  }));
}

export async function insertSubscription(
  tx: Writer<Tables>,
  subscription: Pick<
    Tables['event_subscriptions'],
    'app_id' | 'environment' | 'url' | 'secret_sealed' | 'documents_since' | 'created_by' | 'created_at'
  >,
): Promise<number> {
  const { id } = await tx
    .insertInto('event_subscriptions')
    .values({ ...subscription, removed_at: null, failures: 0, paused_until: 0 })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Ends a subscription of this app; false where it has none of this id, or ended it before. */
export async function endSubscription(
  tx: Writer<Tables>,
  appId: number,
  id: number,
  now: number,
): Promise<boolean> {
  const ended = await tx
    .updateTable('event_subscriptions')
    .set({ removed_at: now })
    .where('app_id', '=', appId)
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return ended !== undefined;
}
