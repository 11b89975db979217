import { type Migration, sql } from '@gatehouse/database';

/** Tags that a project gives its documents, and how a company sets up the apps it has installed. */
export const tagsAndConfigurations: Migration = {
  name: '0146-tags-and-configurations',
  async up({ createTable, column, execute }) {
    await createTable('custom_tags')
      .addColumn('id', ...column.identity())
      .addColumn('company_id', ...column.integer((it) => it.references('companies.id')))
      .addColumn('project_id', ...column.integer((it) => it.references('projects.id')))
      .addColumn('name', ...column.text())
      .addColumn('name_key', ...column.text())
      .addColumn('created_by', ...column.integer((it) => it.references('people.id')))
      .addColumn('created_at', ...column.time())
      .execute();
    await execute(sql`create unique index custom_tags_of_project on custom_tags (project_id, name_key)`);
    await createTable('custom_tag_items')
      .addColumn('company_id', ...column.integer((it) => it.references('companies.id')))
      .addColumn('document_id', ...column.integer((it) => it.references('documents.id')))
      .addColumn('tag_id', ...column.integer((it) => it.references('custom_tags.id')))
      .execute();
    await execute(
      sql`create unique index custom_tag_items_of_document on custom_tag_items (document_id, tag_id)`,
    );
    await execute(sql`create index custom_tag_items_of_tag on custom_tag_items (tag_id, document_id)`);
    await createTable('app_configurations')
      .addColumn('id', ...column.identity())
      .addColumn('company_id', ...column.integer((it) => it.references('companies.id')))
      .addColumn('installation_id', ...column.integer((it) => it.references('installations.id')))
      .addColumn('title', ...column.text())
      .addColumn('title_key', ...column.text())
      .addColumn('configuration', ...column.json())
      .addColumn('company_since', ...column.optional.time())
      .addColumn('all_projects_since', ...column.optional.time())
      .addColumn('created_by', ...column.integer((it) => it.references('people.id')))
      .addColumn('created_at', ...column.time())
      .addColumn('updated_at', ...column.time())
      .execute();
    await execute(
      sql`create unique index app_configurations_of_app on app_configurations (installation_id, title_key)`,
    );
    await execute(sql`create index app_configurations_of_company on app_configurations (company_id, id)`);
    await createTable('app_configuration_projects')
      .addColumn('company_id', ...column.integer((it) => it.references('companies.id')))
      .addColumn('configuration_id', ...column.integer((it) => it.references('app_configurations.id')))
      .addColumn('project_id', ...column.integer((it) => it.references('projects.id')))
      .execute();
    await execute(sql`create unique index app_configuration_projects_of_configuration
      on app_configuration_projects (configuration_id, project_id)`);
  },
};
