import { type Migration, sql } from '@gatehouse/database';

/**
 * id_tokens are signed as each app registered it (OpenID Connect Dynamic Client Registration section 2). RSA keys have a
 * table of their own, because a node that knows of one kind would take the newest key for its own. Apps that are here
 * already keep what they get.
 */
export const idTokenAlgorithms: Migration = {
  name: '0212-id-token-algorithms',
  async up({ createTable, schema, column, execute }) {
    await createTable('rsa_signing_keys')
      .addColumn('kid', ...column.textId())
      .addColumn('algorithm', ...column.text())
      .addColumn('public_jwk', ...column.json())
      .addColumn('private_sealed', ...column.text())
      .addColumn('created_at', ...column.time())
      .addColumn('signs_from', ...column.time())
      .addColumn('published_until', ...column.optional.time())
      .execute();
    await schema
      .alterTable('clients')
      .addColumn('id_token_algorithm', ...column.optional.text())
      .execute();
    await execute(sql`update clients set id_token_algorithm = 'ES256'`);
  },
};
