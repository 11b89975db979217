import type { Migration } from '@gatehouse/database';

/** An app can ask to be held to PKCE though it has a secret. */
export const proofKeys: Migration = {
  name: '0080-proof-keys',
  async up({ schema, column }) {
    await schema
      .alterTable('clients')
      .addColumn('proof_key_required_at', ...column.optional.time())
      .execute();
  },
};
