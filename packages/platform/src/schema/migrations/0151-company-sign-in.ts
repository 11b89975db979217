import { type Migration, sql } from '@gatehouse/database';

/** How far a company trusts its provider, the ways out of it, and who proved that a domain is theirs. */
export const companySignIn: Migration = {
  name: '0151-company-sign-in',
  async up({ createTable, column, schema, execute }) {
    for (const name of ['trusts_mfa_since', 'compulsory_since'])
      await schema
        .alterTable('identity_providers')
        .addColumn(name, ...column.optional.time())
        .execute();
    await schema
      .alterTable('identity_providers')
      .addColumn('template_id', ...column.optional.integer())
      .execute();
    // Until now every provider was believed: what works stays as it was. New ones are believed where somebody says so.
    await execute(sql`update identity_providers set trusts_mfa_since = created_at`);
    for (const name of ['dns_proven_at', 'rejected_at'])
      await schema
        .alterTable('identity_domains')
        .addColumn(name, ...column.optional.time())
        .execute();
    await schema
      .alterTable('identity_domains')
      .addColumn('rejected_by', ...column.optional.integer())
      .execute();
    await schema
      .alterTable('identity_domains')
      .addColumn('rejection', ...column.optional.text())
      .execute();
    await createTable('way_out_codes')
      .addColumn('id', ...column.identity())
      .addColumn('company_id', ...column.integer((it) => it.references('companies.id')))
      .addColumn('provider_id', ...column.integer((it) => it.references('identity_providers.id')))
      .addColumn('code_hash', ...column.text())
      .addColumn('created_at', ...column.time())
      .addColumn('used_at', ...column.optional.time())
      .addColumn('used_by', ...column.optional.integer((it) => it.references('people.id')))
      .execute();
    await schema
      .createIndex('way_out_codes_by_provider')
      .on('way_out_codes')
      .columns(['company_id', 'provider_id'])
      .execute();
  },
};
