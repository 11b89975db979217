import type { Migration } from '@gatehouse/database';

/** Which provider let somebody in; null where they came in without one. */
export const providerOfASession: Migration = {
  name: '0176-provider-of-a-session',
  async up({ schema, column }) {
    await schema
      .alterTable('sessions')
      .addColumn('provider_id', ...column.optional.integer())
      .execute();
  },
};
