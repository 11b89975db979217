import { type Migration, type MigrationContext, sql, wordsOf } from '@gatehouse/database';

/**
 * Words are kept behind the place they are used in, made by the application and so the same on both engines. What a
 * search of one place costs is then not felt, and cannot be told, from what lies in all others.
 */
export const wordsOfPlaces: Migration = {
  name: '0120-words-of-places',
  async up(context) {
    await removeOld(context);
    await context.schema
      .alterTable('documents')
      .addColumn('words', ...context.column.optional.text())
      .execute();
    await fill(context);
    await index(context);
  },
};

async function removeOld({ engine, execute }: MigrationContext): Promise<void> {
  if (engine === 'postgres') {
    await execute(sql`alter table documents drop column words`);
    return;
  }
  for (const trigger of ['added', 'changed', 'removed'])
    await execute(sql`drop trigger ${sql.ref(`document_words_${trigger}`)}`);
  await execute(sql`drop table document_words`);
}

interface Named {
  readonly id: number;
  readonly company_id: number;
  readonly project_id: number | null;
  readonly name: string;
  readonly description: string | null;
}

/** Root folders and recycle bins are not looked for. */
async function fill({ rows, execute }: MigrationContext): Promise<void> {
  for (let last = 0; ; ) {
    const some = await rows(sql<Named>`select id, company_id, project_id, name, description from documents
      where id > ${last} and parent_id is not null and recycle_bin_since is null order by id limit 1000`);
    for (const { id, company_id: company, project_id: project, name, description } of some) {
      const words = wordsOf(`${name} ${description ?? ''}`).slice(0, 2_000);
      const placed = words.map((word) => `p${company}x${project ?? 0}z${word}`).join(' ');
      await execute(sql`update documents set words = ${placed} where id = ${id}`);
    }
    const end = some.at(-1);
    if (end === undefined) return;
    last = end.id;
  }
}

async function index({ engine, execute }: MigrationContext): Promise<void> {
  if (engine === 'postgres') {
    await execute(sql`alter table documents add column word_index tsvector generated always as (
      array_to_tsvector(array_remove(string_to_array(words, ' '), ''))) stored`);
    await execute(sql`create index documents_words on documents using gin (word_index)`);
    return;
  }
  // All that is not ASCII is part of a word: the application has parted them already.
  await execute(sql`create virtual table document_words using fts5 (
    words, content = '', contentless_delete = 1, tokenize = 'ascii')`);
  await execute(
    sql`insert into document_words (rowid, words) select id, words from documents where words is not null`,
  );
  const insert = sql`insert into document_words (rowid, words) values (new.id, new.words)`;
  const remove = sql`delete from document_words where rowid = old.id`;
  await execute(sql`create trigger document_words_added after insert on documents
    when new.words is not null begin ${insert}; end`);
  await execute(sql`create trigger document_words_changed after update of words on documents
    when new.words is not old.words begin ${remove}; ${insert}; end`);
  await execute(sql`create trigger document_words_removed after delete on documents
    when old.words is not null begin ${remove}; end`);
}
