import { type Migration, type MigrationContext, sql } from '@gatehouse/database';

/** What readers of documents ask for: what has changed since, what is called like this, and lists in their order. */
export const documentChanges: Migration = {
  name: '0007-document-changes',
  async up(context) {
    await changes(context);
    await lists(context);
    await words(context);
  },
};

async function changes({ engine, createTable, column, execute }: MigrationContext): Promise<void> {
  const secret = engine === 'sqlite' ? sql`(hex(randomblob(16)))` : sql`gen_random_uuid()::text`;
  const place = () => column.integer((it) => it.references('companies.id'));
  await createTable('document_sequences')
    .addColumn('company_id', ...place())
    .addColumn('project_id', ...column.integer())
    .addColumn('last', ...column.integer())
    .addColumn('secret', ...column.text((it) => it.defaultTo(secret)))
    .addPrimaryKeyConstraint('document_sequences_key', ['company_id', 'project_id'])
    .execute();
  await execute(sql`insert into document_sequences (company_id, project_id, last)
    select company_id, coalesce(project_id, 0), 0 from documents where parent_id is null`);
  await createTable('document_changes')
    .addColumn('company_id', ...place())
    .addColumn('project_id', ...column.integer())
    .addColumn('seq', ...column.integer())
    .addColumn('document_id', ...column.integer())
    .addColumn('kind', ...column.text())
    .addColumn('gates_before', ...column.optional.json())
    .addColumn('readers_before', ...column.optional.json())
    .addColumn('at', ...column.time())
    .addPrimaryKeyConstraint('document_changes_key', ['company_id', 'project_id', 'seq'])
    .execute();
  await execute(sql`create index document_changes_of_readers on document_changes
    (company_id, project_id, document_id, seq) where readers_before is not null`);
  await createTable('document_tags')
    .addColumn('document_id', ...column.integer())
    .addColumn('company_id', ...place())
    .addColumn('open_seq', ...column.integer())
    .addColumn('full_seq', ...column.integer())
    .addPrimaryKeyConstraint('document_tags_key', ['document_id'])
    .execute();
}

async function lists({ execute }: MigrationContext): Promise<void> {
  const place = sql`company_id, coalesce(project_id, 0)`;
  await execute(sql`create index documents_by_place on documents (${place}, name_key, id)`);
  await execute(sql`create index documents_by_update on documents (${place}, updated_at, id)`);
  await execute(
    sql`create index document_readers_by_person on document_readers (company_id, person_id, document_id)`,
  );
  await execute(
    sql`create index documents_private on documents (${place}, created_by) where private_at is not null`,
  );
}

/**
 * Every word of names and descriptions, and one word more for the place an item lies in: so the index itself keeps
 * to one place, however many other companies use the same words. It begins as no name does. The engine keeps it, with every write of anybody.
 */
async function words({ engine, execute }: MigrationContext): Promise<void> {
  if (engine === 'postgres') {
    // Marks go and letters are composed again; then whatever is no letter and no digit parts two words.
    const bare = sql`normalize(regexp_replace(
      normalize(name || ' ' || coalesce(description, ''), NFD), '[\\u0300-\\u036f]+', '', 'g'), NFC)`;
    await execute(sql`alter table documents add column words tsvector generated always as (
      to_tsvector('simple', 'zq7place' || company_id::text || 'x' || coalesce(project_id, 0)::text || ' ' ||
        regexp_replace(${bare}, '[\\u0001-\\u002f\\u003a-\\u0040\\u005b-\\u0060\\u007b-\\u00a9\\u00ab-\\u00b4\\u2000-\\u206f]+', ' ', 'g'))
      ) stored`);
    await execute(sql`create index documents_words on documents using gin (words)`);
    return;
  }
  await execute(sql`create virtual table document_words using fts5 (
    words, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')`);
  const add = (row: 'new' | 'documents') => {
    const of = (name: string) => sql.ref(`${row}.${name}`);
    return sql`${of('id')}, 'zq7place' || ${of('company_id')} || 'x' || coalesce(${of('project_id')}, 0) || ' ' ||
      ${of('name')} || ' ' || coalesce(${of('description')}, '')`;
  };
  await execute(sql`insert into document_words (rowid, words) select ${add('documents')} from documents`);
  const insert = sql`insert into document_words (rowid, words) values (${add('new')})`;
  const remove = sql`delete from document_words where rowid = old.id`;
  await execute(sql`create trigger document_words_added after insert on documents begin ${insert}; end`);
  await execute(
    sql`create trigger document_words_changed after update of name, description on documents begin
      ${remove}; ${insert}; end`,
  );
  await execute(sql`create trigger document_words_removed after delete on documents begin ${remove}; end`);
}
