import type { Migration } from '@gatehouse/database';

/** What a person chose when they allowed an app: which companies, and what exactly they were shown. */
export const consentChoices: Migration = {
  name: '0090-consent-choices',
  async up({ createTable, column }) {
    await createTable('grant_companies')
      .addColumn('company_id', ...column.integer((it) => it.references('companies.id')))
      .addColumn('grant_id', ...column.text((it) => it.references('grants.id')))
      .addColumn('asked_at', ...column.time())
      .addColumn('left_out_at', ...column.optional.time())
      .addPrimaryKeyConstraint('grant_companies_key', ['grant_id', 'company_id'])
      .execute();
    await createTable('remembered_consents')
      .addColumn('grant_id', ...column.text((it) => it.references('grants.id')))
      .addColumn('redirect_host', ...column.text())
      .addColumn('resource', ...column.text())
      .addColumn('scope', ...column.text())
      .addColumn('shown', ...column.json())
      .addColumn('decided_at', ...column.time())
      .addPrimaryKeyConstraint('remembered_consents_key', ['grant_id', 'redirect_host', 'resource'])
      .execute();
  },
};
