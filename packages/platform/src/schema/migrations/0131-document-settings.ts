import type { Migration } from '@gatehouse/database';

/** How the Documents tool of a place is set. No row: as everywhere. */
export const documentSettings: Migration = {
  name: '0131-document-settings',
  async up({ createTable, column }) {
    await createTable('document_settings')
      .addColumn('company_id', ...column.integer((it) => it.references('companies.id')))
      .addColumn('project_id', ...column.integer())
      .addColumn('private_by_default_since', ...column.optional.time())
      .addPrimaryKeyConstraint('document_settings_key', ['company_id', 'project_id'])
      .execute();
  },
};
