import { type Migration, sql } from '@gatehouse/database';

/** Where the people of a company sign in, if not here; the mail domains it speaks for; who is who there. */
export const identityProviders: Migration = {
  name: '0091-identity-providers',
  async up({ createTable, column, execute }) {
    await createTable('identity_providers')
      .addColumn('id', ...column.identity())
      .addColumn('company_id', ...column.integer((it) => it.references('companies.id')))
      .addColumn('issuer', ...column.text())
      .addColumn('client_id', ...column.text())
      .addColumn('client_secret_sealed', ...column.text())
      .addColumn('admits_since', ...column.optional.time())
      .addColumn('connects_since', ...column.optional.time())
      .addColumn('created_by', ...column.integer((it) => it.references('people.id')))
      .addColumn('created_at', ...column.time())
      .addColumn('removed_at', ...column.optional.time())
      .execute();
    await execute(
      sql`create index identity_providers_by_company on identity_providers (company_id) where removed_at is null`,
    );
    await createTable('identity_domains')
      .addColumn('id', ...column.identity())
      .addColumn('company_id', ...column.integer((it) => it.references('companies.id')))
      .addColumn('provider_id', ...column.integer((it) => it.references('identity_providers.id')))
      .addColumn('domain', ...column.text())
      .addColumn('created_at', ...column.time())
      .addColumn('approved_at', ...column.optional.time())
      .addColumn('approved_by', ...column.optional.integer((it) => it.references('people.id')))
      .execute();
    // A domain has one provider at most in the whole deployment: two would each vouch for the other's people.
    await execute(
      sql`create unique index identity_domains_approved on identity_domains (domain) where approved_at is not null`,
    );
    await execute(
      sql`create unique index identity_domains_of_provider on identity_domains (provider_id, domain)`,
    );
    await createTable('identities')
      .addColumn('provider_id', ...column.integer((it) => it.references('identity_providers.id')))
      .addColumn('subject', ...column.text())
      .addColumn('person_id', ...column.integer((it) => it.references('people.id')))
      .addColumn('connected_at', ...column.time())
      .addPrimaryKeyConstraint('identities_key', ['provider_id', 'subject'])
      .execute();
    await execute(sql`create unique index identities_of_person on identities (provider_id, person_id)`);
  },
};
