import { type Migration, sql } from '@gatehouse/database';

/** Finds what was taken back, removed or answered long ago, and what still speaks of it, without a look at the rest. */
export const whatIsOver: Migration = {
  name: '0211-what-is-over',
  async up({ schema, execute }) {
    await execute(sql`create index grants_dead on grants (revoked_at) where revoked_at is not null`);
    await execute(
      sql`create index device_requests_by_grant on device_requests (grant_id) where grant_id is not null`,
    );
    await execute(
      sql`create index installation_requests_over on installation_requests (decided_at) where decided_at is not null`,
    );
    await execute(
      sql`create index client_keys_removed on client_keys (removed_at) where removed_at is not null`,
    );
    await execute(
      sql`create index event_subscriptions_removed on event_subscriptions (removed_at) where removed_at is not null`,
    );
    await schema
      .createIndex('event_deliveries_by_subscription')
      .on('event_deliveries')
      .column('subscription_id')
      .execute();
    await execute(
      sql`create index webhook_hooks_removed on webhook_hooks (removed_at) where removed_at is not null`,
    );
  },
};
