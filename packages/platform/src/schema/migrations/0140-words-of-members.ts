import { type Migration, type MigrationContext, sql, wordsOf } from '@gatehouse/database';

/** People are found by the beginnings of words of their names and addresses, without going through their company. */
export const wordsOfMembers: Migration = {
  name: '0140-words-of-members',
  async up(context) {
    const { createTable, column, schema } = context;
    await createTable('member_words')
      .addColumn('company_id', ...column.integer((it) => it.references('companies.id')))
      .addColumn('part', ...column.text())
      .addColumn('word', ...column.text())
      .addColumn('person_id', ...column.integer((it) => it.references('people.id')))
      .addPrimaryKeyConstraint('member_words_key', ['company_id', 'part', 'word', 'person_id'])
      .execute();
    await schema
      .createIndex('member_words_by_person')
      .on('member_words')
      .columns(['person_id', 'company_id'])
      .execute();
    await fill(context);
  },
};

interface Named {
  readonly company_id: number;
  readonly person_id: number;
  readonly name: string;
  readonly email: string;
}

async function fill({ rows, execute }: MigrationContext): Promise<void> {
  for (let last = { company: 0, person: 0 }; ; ) {
    const some = await rows(sql<Named>`select m.company_id, m.person_id, p.email,
      case when m.last_name is null then coalesce(p.first_name || ' ', '') || p.last_name
        else coalesce(m.first_name || ' ', '') || m.last_name end as name
      from company_members m join people p on p.id = m.person_id
      where (m.company_id, m.person_id) > (${last.company}, ${last.person})
      order by m.company_id, m.person_id limit 1000`);
    for (const { company_id: company, person_id: person, name, email } of some)
      for (const [part, words] of [
        ['name', wordsOf(name)],
        // Who has no address has one of nowhere, which is never shown and not looked for.
        ['address', email.endsWith('@contacts.invalid') ? [] : [email, ...wordsOf(email)]],
      ] as const)
        for (const word of new Set(words))
          await execute(sql`insert into member_words (company_id, part, word, person_id)
            values (${company}, ${part}, ${word}, ${person})`);
    const end = some.at(-1);
    if (end === undefined) return;
    last = { company: end.company_id, person: end.person_id };
  }
}
