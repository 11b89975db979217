import { type Migration, type MigrationContext, sql } from '@gatehouse/database';

/** Since when it is known that a person reads the mail of their address, and the links that prove it. */
export const provenAddresses: Migration = {
  name: '0020-proven-addresses',
  async up(context) {
    await context.schema
      .alterTable('people')
      .addColumn('email_proven_at', ...context.column.optional.time())
      .execute();
    await proveThoseKnown(context);
    await mailedLinks(context);
  },
};

/**
 * Whoever has a password by an invitation got it at their address, for another address takes the password away. The
 * demo's people read no mail, and are who they say. Whoever signed up by themselves may be anybody.
 */
async function proveThoseKnown({ execute }: MigrationContext): Promise<void> {
  await execute(
    sql`update people set email_proven_at =
      (select max(accepted_at) from invitations where invitations.person_id = people.id)
      where password_hash is not null`,
  );
  await execute(
    sql`update people set email_proven_at = created_at
      where password_hash is not null and email_proven_at is null and ('person:' || id) in
        (select subject from audit_events where event = 'person.created' and actor_kind = 'system')`,
  );
}

async function mailedLinks({ createTable, column, schema }: MigrationContext): Promise<void> {
  await createTable('mailed_links')
    .addColumn('id', ...column.identity())
    .addColumn('purpose', ...column.text())
    .addColumn('address', ...column.text())
    .addColumn('person_id', ...column.optional.integer((it) => it.references('people.id')))
    .addColumn('token_hash', ...column.text())
    .addColumn('created_at', ...column.time())
    .addColumn('expires_at', ...column.time())
    .addColumn('used_at', ...column.optional.time())
    .execute();
  await schema.createIndex('mailed_links_by_token').on('mailed_links').column('token_hash').execute();
  await schema
    .createIndex('mailed_links_by_address')
    .on('mailed_links')
    .columns(['address', 'created_at'])
    .execute();
  await schema.createIndex('mailed_links_by_expiry').on('mailed_links').column('expires_at').execute();
}
