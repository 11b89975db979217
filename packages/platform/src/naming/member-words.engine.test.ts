import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { migrate } from '@gatehouse/database';
import { openTestDatabase } from '@gatehouse/database/testing';
import type { Visitor } from '../developer-portal/portal-stage.test-support.ts';
import { type CompanyStage, setCompanyStage } from '../installations/company-stage.test-support.ts';
import { migrations } from '../schema/migrations.ts';
import type { Tables } from '../schema/tables.ts';

interface User {
  readonly id: number;
}

describe('a search for people', () => {
  let stage: CompanyStage;
  let admin: Visitor;
  let users: string;
  before(async () => {
    stage = await setCompanyStage();
    admin = stage.admin;
    users = `/rest/v1.3/companies/${stage.companyId}/users`;
  });
  after(() => stage[Symbol.asyncDispose]());

  async function make(user: Record<string, unknown>): Promise<number> {
    const made = await admin.call<User>('POST', users, { user });
    assert.equal(made.status, 201, JSON.stringify(made.body));
    return made.body.id;
  }

  async function found(search: string, who = admin): Promise<number[]> {
    const query = `filters[search]=${encodeURIComponent(search)}&sort=name`;
    const { status, body } = await who.call<User[]>('GET', `${users}?${query}`);
    assert.equal(status, 200);
    return body.map(({ id }) => id);
  }

  it('finds the beginnings of words of names and addresses, whatever their case and accents', async () => {
    const id = await make({
      first_name: 'Íñigo María',
      last_name: 'Ibarra-Soto',
      email_address: 'i.ibarra@obra-norte.example',
    });
    for (const search of ['inigo', 'ÍÑI', 'soto', 'mar iba', 'Soto Íñigo', 'obra norte', 'i.ibarra@obra'])
      assert.deepEqual(await found(search), [id], search);
    for (const search of ['barra', 'inigo ana', 'ibarra@obra-norte.example', 'i.ibarra@norte', '@', '?!'])
      assert.deepEqual(await found(search), [], search);
  });

  it('takes what is typed for letters, and no part of it for a pattern', async () => {
    const id = await make({ last_name: 'Plain', email_address: 'a_b@pattern.example' });
    for (const search of ['pattern.exam%', 'a_b@pattern', "a'b pattern"])
      assert.deepEqual(await found(search), [id], search);
    for (const search of ['a%b@pattern', 'axb@pattern', 'a?b@pattern'])
      assert.deepEqual(await found(search), [], search);
  });

  it('follows a new name and a new address', async () => {
    const id = await make({ first_name: 'Berta', last_name: 'Früh', email_address: 'berta@first.example' });
    const change = async (user: Record<string, unknown>) =>
      assert.equal((await admin.call('PATCH', `${users}/${id}`, { user })).status, 200);
    await change({ last_name: 'Spät' });
    assert.deepEqual([await found('fruh'), await found('spat'), await found('berta')], [[], [id], [id]]);
    await change({ email_address: 'berta@second.example' });
    assert.deepEqual([await found('first.example'), await found('berta@second')], [[], [id]]);
  });

  it('does not find contacts by the address that stands for none', async () => {
    const base = `/rest/v1.0/companies/${stage.companyId}/people`;
    const person = { first_name: 'Nadie', last_name: 'Sincorreo' };
    const made = await admin.call<User>('POST', base, { person });
    assert.equal(made.status, 201, JSON.stringify(made.body));
    const search = async (text: string) =>
      (await admin.call<User[]>('GET', `${base}?filters[search]=${text}`)).body.map(({ id }) => id);
    assert.deepEqual([await search('sincorreo'), await search('contacts.invalid')], [[made.body.id], []]);
  });
});

it('people of before are found as those who came later are', async () => {
  const until = migrations.findIndex(({ name }) => name.startsWith('0140'));
  const { database, close } = await openTestDatabase<Tables>(migrations.slice(0, until));
  try {
    await database.write(async (tx) => {
      const { id: company_id } = await tx
        .insertInto('companies')
        .values({ name: 'Early', environment: 'production', created_at: 1 })
        .returning('id')
        .executeTakeFirstOrThrow();
      for (const email of ['lu@early.example', '00ff@contacts.invalid']) {
        const about = { first_name: 'Lú', last_name: 'Early', email, created_at: 1 };
        const { id: person_id } = await tx
          .insertInto('people')
          .values({ kind: 'contact', name: 'Lú Early', password_hash: null, locale: null, ...about })
          .returning('id')
          .executeTakeFirstOrThrow();
        const written = { first_name: null, last_name: email.startsWith('lu') ? null : 'Späth' };
        await tx
          .insertInto('company_members')
          .values({ company_id, person_id, created_at: 1, ...written })
          .execute();
      }
    });
    await migrate(database, migrations, { clock: { now: () => 2 } });
    const rows = await database.read((tx) =>
      tx.selectFrom('member_words').select(['person_id', 'part', 'word']).orderBy('word').execute(),
    );
    assert.deepEqual(rows.map(({ person_id, part, word }) => `${person_id} ${part} ${word}`).sort(), [
      '1 address early',
      '1 address example',
      '1 address lu',
      '1 address lu@early.example',
      '1 name early',
      '1 name lu',
      '2 name spath',
    ]);
  } finally {
    await close();
  }
});
