import type { Migration } from '@gatehouse/database';

/** Public keys by which clients authenticate (RFC 7523), and the assertions that were used up. */
export const clientKeys: Migration = {
  name: '0003-client-keys',
  async up({ createTable, column, schema }) {
    await createTable('client_keys')
      .addColumn('client_id', ...column.text((it) => it.references('clients.client_id')))
      .addColumn('kid', ...column.text())
      .addColumn('algorithm', ...column.text())
      .addColumn('jwk', ...column.json())
      .addColumn('created_at', ...column.time())
      .addColumn('created_by', ...column.integer((it) => it.references('people.id')))
      .addColumn('removed_at', ...column.optional.time())
      .addPrimaryKeyConstraint('client_keys_key', ['client_id', 'kid'])
      .execute();
    await createTable('used_assertions')
      .addColumn('client_id', ...column.text())
      .addColumn('jti_hash', ...column.text())
      .addColumn('expires_at', ...column.time())
      .addPrimaryKeyConstraint('used_assertions_key', ['client_id', 'jti_hash'])
      .execute();
    await schema
      .createIndex('used_assertions_by_expiry')
      .on('used_assertions')
      .column('expires_at')
      .execute();
  },
};
