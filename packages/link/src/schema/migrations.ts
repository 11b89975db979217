import { type Migration, sql } from '@gatehouse/database';

export const migrations: readonly Migration[] = [
  {
    name: '0001-link',
    up: async ({ createTable, column, schema }) => {
      await createTable('people')
        .addColumn('id', ...column.textId())
        .addColumn('issuer', ...column.text())
        .addColumn('subject', ...column.text())
        .addColumn('name', ...column.text())
        .addColumn('email', ...column.text())
        .addColumn('locale', ...column.optional.text())
        .addColumn('created_at', ...column.time())
        .addUniqueConstraint('people_by_subject', ['issuer', 'subject'])
        .execute();
      await createTable('sessions')
        .addColumn('id_hash', ...column.textId())
        .addColumn('person_id', ...column.text())
        .addColumn('created_at', ...column.time())
        .addColumn('expires_at', ...column.time())
        .execute();
      await createTable('own_secrets')
        .addColumn('name', ...column.textId())
        .addColumn('sealed', ...column.bytes())
        .execute();
      await createTable('enrolments')
        .addColumn('id', ...column.textId())
        .addColumn('jkt', ...column.text())
        .addColumn('name', ...column.text())
        .addColumn('platform', ...column.text())
        .addColumn('code_challenge', ...column.text())
        .addColumn('redirect_uri', ...column.optional.text())
        .addColumn('state', ...column.optional.text())
        .addColumn('user_code_hash', ...column.optional.text())
        .addColumn('code_hash', ...column.optional.text())
        .addColumn('person_id', ...column.optional.text())
        .addColumn('decided_at', ...column.optional.time())
        .addColumn('denied_at', ...column.optional.time())
        .addColumn('used_at', ...column.optional.time())
        .addColumn('polled_at', ...column.optional.time())
        .addColumn('expires_at', ...column.time())
        .execute();
      await schema.createIndex('enrolments_by_code').on('enrolments').column('user_code_hash').execute();
      await createTable('installs')
        .addColumn('id', ...column.textId())
        .addColumn('person_id', ...column.text())
        .addColumn('name', ...column.text())
        .addColumn('platform', ...column.text())
        .addColumn('jkt', ...column.text())
        .addColumn('credential_hash', ...column.text())
        .addColumn('created_at', ...column.time())
        .addColumn('seen_at', ...column.time())
        .addColumn('signed_out_at', ...column.optional.time())
        .execute();
      await schema.createIndex('installs_by_person').on('installs').column('person_id').execute();
      await createTable('used_proofs')
        .addColumn('proof_hash', ...column.textId())
        .addColumn('expires_at', ...column.time())
        .execute();
      await createTable('links')
        .addColumn('id', ...column.textId())
        .addColumn('person_id', ...column.text())
        .addColumn('account_id', ...column.integer())
        .addColumn('account_name', ...column.text())
        .addColumn('account_login', ...column.text())
        .addColumn('state', ...column.text())
        .addColumn('reason', ...column.optional.text())
        .addColumn('generation', ...column.integer())
        .addColumn('sealed', ...column.optional.bytes())
        .addColumn('key_id', ...column.optional.text())
        .addColumn('access_expires_at', ...column.time())
        .addColumn('refresh_at', ...column.time())
        .addColumn('refreshed_at', ...column.time())
        .addColumn('used_at', ...column.time())
        .addColumn('lease_until', ...column.time())
        .addColumn('fence', ...column.integer())
        .addColumn('attempt_at', ...column.optional.time())
        .addColumn('linked_at', ...column.time())
        .addColumn('unlinked_at', ...column.optional.time())
        .execute();
      await schema.createIndex('links_by_person').on('links').column('person_id').execute();
      await createTable('revocations')
        .addColumn('id', ...column.textId())
        .addColumn('person_id', ...column.text())
        .addColumn('link_id', ...column.text())
        .addColumn('sealed', ...column.bytes())
        .addColumn('key_id', ...column.text())
        .addColumn('attempts', ...column.integer())
        .addColumn('next_attempt_at', ...column.time())
        .addColumn('expires_at', ...column.time())
        .execute();
      await createTable('journal')
        .addColumn('id', ...column.textId())
        .addColumn('person_id', ...column.text())
        .addColumn('link_id', ...column.optional.text())
        .addColumn('install_id', ...column.optional.text())
        .addColumn('event', ...column.text())
        .addColumn('at', ...column.time())
        .execute();
      await schema.createIndex('journal_by_person').on('journal').columns(['person_id', 'id']).execute();
      await createTable('news')
        .addColumn('id', ...column.identity())
        .addColumn('link_id', ...column.text())
        .addColumn('event', ...column.text())
        .addColumn('data', ...column.json())
        .addColumn('at', ...column.time())
        .execute();
      await schema.createIndex('news_by_time').on('news').column('at').execute();
    },
  },
  {
    name: '0002-hints',
    up: async ({ createTable, column, execute }) => {
      await createTable('hints')
        .addColumn('company_id', ...column.integer())
        .addColumn('project_id', ...column.integer())
        .addColumn('event', ...column.text())
        .addColumn('times', ...column.integer())
        .addColumn('at', ...column.time())
        .addPrimaryKeyConstraint('hints_key', ['company_id', 'project_id', 'event'])
        .execute();
      await execute(sql`create index hints_by_time on hints (at)`);
      await execute(
        sql`create index installs_signed_out on installs (signed_out_at) where signed_out_at is not null`,
      );
    },
  },
  {
    name: '0003-idle-links',
    up: async ({ schema, column, execute }) => {
      await schema
        .alterTable('links')
        .addColumn('check_at', ...column.time((it) => it.defaultTo(0)))
        .execute();
      await execute(sql`create index links_to_refresh on links (refresh_at) where state = 'active'`);
      await execute(sql`create index links_to_check on links (check_at) where state = 'active'`);
    },
  },
  {
    name: '0004-sign-in-keys',
    up: async ({ createTable, column }) => {
      await createTable('sign_in_keys')
        .addColumn('person_id', ...column.textId())
        .addColumn('id', ...column.text())
        .addColumn('key_hash', ...column.text())
        .addColumn('expires_at', ...column.time())
        .addUniqueConstraint('sign_in_keys_by_id', ['id'])
        .execute();
    },
  },
  {
    name: '0005-growing-rests',
    up: async ({ schema, column }) => {
      const [failures, rest] = [
        column.integer((it) => it.defaultTo(0)),
        column.time((it) => it.defaultTo(0)),
      ];
      await schema
        .alterTable('links')
        .addColumn('failures', ...failures)
        .execute();
      await schema
        .alterTable('links')
        .addColumn('rest_until', ...rest)
        .execute();
    },
  },
  {
    name: '0006-what-is-over',
    up: async ({ execute }) => {
      // What is swept every minute is found without a look at the rest.
      await execute(sql`create index used_proofs_by_end on used_proofs (expires_at)`);
      await execute(sql`create index enrolments_by_end on enrolments (expires_at)`);
      await execute(sql`create index sessions_by_end on sessions (expires_at)`);
      await execute(sql`create index journal_by_time on journal (at)`);
      await execute(sql`create index links_unlinked on links (unlinked_at) where unlinked_at is not null`);
    },
  },
];
