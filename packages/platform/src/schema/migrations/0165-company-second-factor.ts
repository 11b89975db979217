import type { Migration } from '@gatehouse/database';

/** Since when a company asks its people for a second factor; null where it does not. */
export const companySecondFactor: Migration = {
  name: '0165-company-second-factor',
  async up({ schema, column }) {
    await schema
      .alterTable('companies')
      .addColumn('second_factor_required_at', ...column.optional.time())
      .execute();
  },
};
