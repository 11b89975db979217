import type { Migration } from '@gatehouse/database';

/** Who stopped the mails of a place, and how many of a day somebody got. */
export const mannersOfTracking: Migration = {
  name: '0181-manners-of-tracking',
  async up({ createTable, column }) {
    await createTable('tracking_stops')
      .addColumn('company_id', ...column.integer((it) => it.references('companies.id')))
      .addColumn('project_id', ...column.integer())
      .addColumn('person_id', ...column.integer((it) => it.references('people.id')))
      .addColumn('stopped_at', ...column.time())
      .addPrimaryKeyConstraint('tracking_stops_key', ['company_id', 'project_id', 'person_id'])
      .execute();
    await createTable('tracking_allowances')
      .addColumn('company_id', ...column.integer((it) => it.references('companies.id')))
      .addColumn('person_id', ...column.integer((it) => it.references('people.id')))
      .addColumn('began_at', ...column.time())
      .addColumn('sent', ...column.integer())
      .addColumn('held', ...column.integer())
      .addPrimaryKeyConstraint('tracking_allowances_key', ['company_id', 'person_id'])
      .execute();
  },
};
