import assert from 'node:assert/strict';
import { test } from 'node:test';
import { migrate } from '@gatehouse/database';
import { openTestDatabase } from '@gatehouse/database/testing';
import { migrations } from './migrations.ts';
import type { Tables } from './tables.ts';

test('addresses of other scripts get the one spelling they are compared in, unless it is somebody’s', async () => {
  const before = migrations.findIndex(({ name }) => name.startsWith('0177'));
  const { database, close } = await openTestDatabase<Tables>(migrations.slice(0, before));
  try {
    await database.write(async (tx) => {
      const { id: company_id } = await tx
        .insertInto('companies')
        .values({
          name: 'Early',
          environment: 'production',
          user_installs_blocked_at: null,
          deactivated_at: null,
          created_at: 1,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      for (const email of [
        'jim@bücher.example',
        'ana@straße.example',
        'ana@xn--strae-oqa.example',
        'jörg@plain.example',
      ]) {
        const { id: person_id } = await tx
          .insertInto('people')
          .values({
            kind: 'user',
            name: email,
            first_name: null,
            last_name: email,
            email,
            password_hash: null,
            locale: null,
            operator_since: null,
            created_at: 1,
            deactivated_at: null,
          })
          .returning('id')
          .executeTakeFirstOrThrow();
        await tx
          .insertInto('company_members')
          .values({
            company_id,
            person_id,
            name_key: email,
            employee_since: null,
            job_title: null,
            created_at: 1,
            removed_at: null,
          })
          .execute();
        const word = { company_id, part: 'address', word: email, person_id } as const;
        await tx.insertInto('member_words').values(word).execute();
      }
    });
    await migrate(database, migrations, { clock: { now: () => 10 } });
    const people = await database.read((tx) =>
      tx.selectFrom('people').select(['name', 'email']).orderBy('id').execute(),
    );
    assert.deepEqual(
      people.map(({ name, email }) => [name, email]),
      [
        ['jim@bücher.example', 'jim@xn--bcher-kva.example'],
        ['ana@straße.example', 'ana@straße.example'],
        ['ana@xn--strae-oqa.example', 'ana@xn--strae-oqa.example'],
        ['jörg@plain.example', 'jörg@plain.example'],
      ],
    );
    const words = await database.read((tx) =>
      tx.selectFrom('member_words').select('word').where('word', 'like', 'jim%').execute(),
    );
    assert.deepEqual(new Set(words.map(({ word }) => word)), new Set(['jim', 'jim@xn--bcher-kva.example']));
  } finally {
    await close();
  }
});
