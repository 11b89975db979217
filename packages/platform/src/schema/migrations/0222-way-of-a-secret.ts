import type { Migration } from '@gatehouse/database';

/** An app says in which way it shows its secret, so that the other one is refused (RFC 7591 section 2). */
export const wayOfASecret: Migration = {
  name: '0222-way-of-a-secret',
  async up({ schema, column }) {
    await schema
      .alterTable('clients')
      .addColumn('secret_method', ...column.optional.text())
      .execute();
  },
};
