import { type Migration, type MigrationContext, sql } from '@gatehouse/database';

/** Templates that say what whoever holds them may do, single actions beside levels, groups, and who still sees what. */
export const permissions: Migration = {
  name: '0004-permissions',
  async up(context) {
    await templates(context);
    await holders(context);
    await groups(context);
    await projectTools(context);
  },
};

async function templates({ createTable, column, execute }: MigrationContext): Promise<void> {
  await createTable('permission_templates')
    .addColumn('id', ...column.identity())
    .addColumn('company_id', ...column.integer((it) => it.references('companies.id')))
    .addColumn('project_id', ...column.optional.integer((it) => it.references('projects.id')))
    .addColumn('type', ...column.text())
    .addColumn('name', ...column.text())
    .addColumn('name_key', ...column.text())
    .addColumn('created_by', ...column.integer((it) => it.references('people.id')))
    .addColumn('created_at', ...column.time())
    .addColumn('updated_at', ...column.time())
    .execute();
  await execute(
    sql`create unique index permission_templates_by_name
      on permission_templates (company_id, coalesce(project_id, 0), type, name_key)`,
  );
  await createTable('permission_template_levels')
    .addColumn('company_id', ...column.integer((it) => it.references('companies.id')))
    .addColumn('template_id', ...column.integer((it) => it.references('permission_templates.id')))
    .addColumn('tool', ...column.text())
    .addColumn('level', ...column.integer())
    .addColumn('actions', ...column.json())
    .addPrimaryKeyConstraint('permission_template_levels_key', ['company_id', 'template_id', 'tool'])
    .execute();
}

/** Who holds a template, and what a person was given by hand in its place. */
async function holders({ createTable, column, schema, execute }: MigrationContext): Promise<void> {
  const add = (table: string, name: string, definition: ReturnType<typeof column.optional.integer>) =>
    schema
      .alterTable(table)
      .addColumn(name, ...definition)
      .execute();
  const template = () => column.optional.integer((it) => it.references('permission_templates.id'));
  await add('company_members', 'permission_template_id', template());
  await add('company_members', 'default_permission_template_id', template());
  await add('company_members', 'added_to_new_projects_since', column.optional.time());
  await add('project_members', 'permission_template_id', template());
  for (const [table, name] of [
    ['company_members', 'permission_template_id'],
    ['company_members', 'default_permission_template_id'],
    ['project_members', 'permission_template_id'],
  ] as const)
    await execute(
      sql`create index ${sql.ref(`${table}_by_${name}`)} on ${sql.table(table)} (${sql.ref(name)})
        where ${sql.ref(name)} is not null`,
    );
  await createTable('project_actions')
    .addColumn('company_id', ...column.integer((it) => it.references('companies.id')))
    .addColumn('project_id', ...column.integer((it) => it.references('projects.id')))
    .addColumn('person_id', ...column.integer((it) => it.references('people.id')))
    .addColumn('tool', ...column.text())
    .addColumn('actions', ...column.json())
    .addPrimaryKeyConstraint('project_actions_key', ['company_id', 'project_id', 'person_id', 'tool'])
    .execute();
  await add('documents', 'creator_reads_since', column.optional.time());
}

async function groups({ createTable, column, schema }: MigrationContext): Promise<void> {
  await createTable('permission_groups')
    .addColumn('id', ...column.identity())
    .addColumn('company_id', ...column.integer((it) => it.references('companies.id')))
    .addColumn('name', ...column.text())
    .addColumn('name_key', ...column.text())
    .addColumn('created_by', ...column.integer((it) => it.references('people.id')))
    .addColumn('created_at', ...column.time())
    .addColumn('updated_at', ...column.time())
    .addUniqueConstraint('permission_groups_by_name', ['company_id', 'name_key'])
    .execute();
  await createTable('permission_group_members')
    .addColumn('company_id', ...column.integer((it) => it.references('companies.id')))
    .addColumn('group_id', ...column.integer((it) => it.references('permission_groups.id')))
    .addColumn('person_id', ...column.integer((it) => it.references('people.id')))
    .addPrimaryKeyConstraint('permission_group_members_key', ['group_id', 'person_id'])
    .execute();
  await schema
    .createIndex('permission_group_members_by_person')
    .on('permission_group_members')
    .columns(['company_id', 'person_id', 'group_id'])
    .execute();
  await createTable('document_group_readers')
    .addColumn('company_id', ...column.integer((it) => it.references('companies.id')))
    .addColumn('document_id', ...column.integer((it) => it.references('documents.id')))
    .addColumn('group_id', ...column.integer((it) => it.references('permission_groups.id')))
    .addPrimaryKeyConstraint('document_group_readers_key', ['document_id', 'group_id'])
    .execute();
  await schema
    .createIndex('document_group_readers_by_group')
    .on('document_group_readers')
    .column('group_id')
    .execute();
}

/** In which order a project shows its tools; whether one is on is the matter of `disabled_tools`. */
async function projectTools({ createTable, column }: MigrationContext): Promise<void> {
  await createTable('project_tool_positions')
    .addColumn('company_id', ...column.integer((it) => it.references('companies.id')))
    .addColumn('project_id', ...column.integer((it) => it.references('projects.id')))
    .addColumn('tool', ...column.text())
    .addColumn('position', ...column.integer())
    .addPrimaryKeyConstraint('project_tool_positions_key', ['company_id', 'project_id', 'tool'])
    .execute();
}
