import type { Migration } from '@gatehouse/database';

/** An app says which features of the protocol it uses; what it does not use, nobody who has its credentials can. */
export const featuresOfAnApp: Migration = {
  name: '0201-features-of-an-app',
  async up({ schema, column }) {
    for (const [name, kind] of [
      ['private_key_required_at', column.optional.time()],
      ['openid_refused_at', column.optional.time()],
      ['resources', column.optional.json()],
    ] as const)
      await schema
        .alterTable('clients')
        .addColumn(name, ...kind)
        .execute();
  },
};
