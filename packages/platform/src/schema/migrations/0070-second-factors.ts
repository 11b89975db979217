import type { Migration, MigrationContext } from '@gatehouse/database';

/** What people prove themselves by beside a password, and how each session came about. */
export const secondFactors: Migration = {
  name: '0070-second-factors',
  async up(context) {
    const { schema, column } = context;
    await schema
      .alterTable('sessions')
      .addColumn('methods', ...column.optional.text())
      .execute();
    await schema
      .alterTable('sessions')
      .addColumn('proven_at', ...column.optional.time())
      .execute();
    for (const table of ['authorization_codes', 'device_requests'])
      await schema
        .alterTable(table)
        .addColumn('methods', ...column.optional.text())
        .execute();
    await codes(context);
    await passkeys(context);
  },
};

async function codes({ createTable, column, schema }: MigrationContext): Promise<void> {
  await createTable('totp_secrets')
    .addColumn('person_id', ...column.integer((it) => it.primaryKey().references('people.id')))
    .addColumn('secret_sealed', ...column.text())
    .addColumn('last_step', ...column.integer())
    .addColumn('created_at', ...column.time())
    .execute();
  await createTable('recovery_codes')
    .addColumn('id', ...column.identity())
    .addColumn('person_id', ...column.integer((it) => it.references('people.id')))
    .addColumn('code_hash', ...column.text())
    .addColumn('created_at', ...column.time())
    .addColumn('used_at', ...column.optional.time())
    .execute();
  await schema.createIndex('recovery_codes_by_person').on('recovery_codes').column('person_id').execute();
  await createTable('code_guesses')
    .addColumn('person_id', ...column.integer((it) => it.references('people.id')))
    .addColumn('device', ...column.text())
    .addColumn('failures', ...column.integer())
    .addColumn('blocked_until', ...column.time())
    .addColumn('last_at', ...column.time())
    .addPrimaryKeyConstraint('code_guesses_key', ['person_id', 'device'])
    .execute();
  await schema.createIndex('code_guesses_by_time').on('code_guesses').column('last_at').execute();
}

async function passkeys({ createTable, column, schema }: MigrationContext): Promise<void> {
  await createTable('passkeys')
    .addColumn('id', ...column.identity())
    .addColumn('person_id', ...column.integer((it) => it.references('people.id')))
    .addColumn('credential_id', ...column.text((it) => it.unique()))
    .addColumn('public_key', ...column.text())
    .addColumn('counter', ...column.integer())
    .addColumn('transports', ...column.text())
    .addColumn('kind', ...column.text())
    .addColumn('name', ...column.text())
    .addColumn('created_at', ...column.time())
    .addColumn('last_used_at', ...column.optional.time())
    .addColumn('regressed_at', ...column.optional.time())
    .execute();
  await schema.createIndex('passkeys_by_person').on('passkeys').column('person_id').execute();
}
