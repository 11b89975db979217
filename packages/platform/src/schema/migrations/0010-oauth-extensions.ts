import type { Migration, MigrationContext } from '@gatehouse/database';

/** Keys that tokens are bound to, requests left in advance, devices, sign-in elsewhere, outside APIs, and limits. */
export const oauthExtensions: Migration = {
  name: '0010-oauth-extensions',
  async up(context) {
    await columnsOfClients(context);
    await columnsOfChains(context);
    await proofsAndRequests(context);
    await devices(context);
  },
};

async function columnsOfClients({ schema, column }: MigrationContext): Promise<void> {
  for (const [name, definition] of [
    ['refresh_idle_limit', column.optional.integer()],
    ['refresh_absolute_limit', column.optional.integer()],
    ['dpop_required_at', column.optional.time()],
    ['pushed_requests_required_at', column.optional.time()],
    ['post_logout_redirect_uris', column.optional.json()],
  ] as const)
    await schema
      .alterTable('clients')
      .addColumn(name, ...definition)
      .execute();
}

async function columnsOfChains({ schema, column }: MigrationContext): Promise<void> {
  for (const table of ['authorization_codes', 'token_families'])
    for (const name of ['dpop_jkt', 'scope', 'resource'])
      await schema
        .alterTable(table)
        .addColumn(name, ...column.optional.text())
        .execute();
  await schema
    .alterTable('authorization_codes')
    .addColumn('nonce', ...column.optional.text())
    .execute();
  await schema
    .alterTable('authorization_codes')
    .addColumn('signed_in_at', ...column.optional.time())
    .execute();
}

async function proofsAndRequests({ createTable, column, schema }: MigrationContext): Promise<void> {
  await createTable('used_proofs')
    .addColumn('proof_hash', ...column.textId())
    .addColumn('expires_at', ...column.time())
    .execute();
  await createTable('pushed_requests')
    .addColumn('id', ...column.textId())
    .addColumn('reference_hash', ...column.text())
    .addColumn('client_id', ...column.text((it) => it.references('clients.client_id')))
    .addColumn('parameters', ...column.json())
    .addColumn('created_at', ...column.time())
    .addColumn('expires_at', ...column.time())
    .addColumn('opened_at', ...column.optional.time())
    .addColumn('used_at', ...column.optional.time())
    .execute();
  for (const table of ['used_proofs', 'pushed_requests'])
    await schema.createIndex(`${table}_by_expiry`).on(table).column('expires_at').execute();
}

async function devices({ createTable, column, schema }: MigrationContext): Promise<void> {
  await createTable('device_requests')
    .addColumn('id', ...column.textId())
    .addColumn('device_code_hash', ...column.text())
    .addColumn('user_code_hash', ...column.text((it) => it.unique()))
    .addColumn('client_id', ...column.text((it) => it.references('clients.client_id')))
    .addColumn('scope', ...column.optional.text())
    .addColumn('resource', ...column.optional.text())
    .addColumn('address', ...column.text())
    .addColumn('user_agent', ...column.optional.text())
    .addColumn('poll_interval', ...column.integer())
    .addColumn('polled_at', ...column.optional.time())
    .addColumn('created_at', ...column.time())
    .addColumn('expires_at', ...column.time())
    .addColumn('decided_at', ...column.optional.time())
    .addColumn('grant_id', ...column.optional.text((it) => it.references('grants.id')))
    .addColumn('signed_in_at', ...column.optional.time())
    .addColumn('redeemed_at', ...column.optional.time())
    .execute();
  await schema.createIndex('device_requests_by_expiry').on('device_requests').column('expires_at').execute();
}
