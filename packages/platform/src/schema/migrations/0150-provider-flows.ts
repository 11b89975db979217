import type { Migration } from '@gatehouse/database';

/** Where somebody goes on to once their company’s provider has sent them back: longer than a cookie may be. */
export const providerFlows: Migration = {
  name: '0150-provider-flows',
  async up({ createTable, column, schema }) {
    await createTable('provider_flows')
      .addColumn('state_hash', ...column.text((it) => it.primaryKey()))
      .addColumn('return_to', ...column.text())
      .addColumn('expires_at', ...column.time())
      .execute();
    await schema.createIndex('provider_flows_by_expiry').on('provider_flows').column('expires_at').execute();
  },
};
