import assert from 'node:assert/strict';
import { test } from 'node:test';
import { migrate } from '@gatehouse/database';
import { openTestDatabase } from '@gatehouse/database/testing';
import { migrations } from './migrations.ts';
import type { Tables } from './tables.ts';

test('whoever made an app before apps had collaborators is its owner', async () => {
  const { database, close } = await openTestDatabase<Tables>(migrations.slice(0, 1));
  try {
    const [developer_id] = await database.write(async (tx) => {
      const { id } = await tx
        .insertInto('people')
        .values({
          kind: 'user',
          name: 'Devon',
          first_name: null,
          last_name: 'Devon',
          email: 'devon@early.example',
          password_hash: null,
          locale: null,
          operator_since: null,
          created_at: 1,
          deactivated_at: null,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      await tx
        .insertInto('apps')
        .values({ name: 'Early', description: '', publisher: 'Devon', developer_id: id, created_at: 2 })
        .execute();
      return [id];
    });
    await migrate(database, migrations, { clock: { now: () => 3 } });
    const owners = await database.read((tx) => tx.selectFrom('app_collaborators').selectAll().execute());
    assert.deepEqual(
      owners.map(({ person_id, role, created_at }) => [person_id, role, created_at]),
      [[developer_id, 'owner', 2]],
    );
  } finally {
    await close();
  }
});

test('an address counts as proven where a mail reached it, and not where somebody signed up by themselves', async () => {
  const before = migrations.findIndex(({ name }) => name.startsWith('0020'));
  const { database, close } = await openTestDatabase<Tables>(migrations.slice(0, before));
  try {
    await database.write(async (tx) => {
      const person = async (name: string, actor: 'anonymous' | 'system' | 'person') => {
        const { id } = await tx
          .insertInto('people')
          .values({
            kind: 'user',
            name,
            first_name: null,
            last_name: name,
            email: `${name}@early.example`,
            password_hash: '$argon2id$',
            locale: null,
            operator_since: null,
            created_at: 1,
            deactivated_at: null,
          })
          .returning('id')
          .executeTakeFirstOrThrow();
        await tx
          .insertInto('audit_events')
          .values({
            id: name,
            at: 1,
            company_id: null,
            event: 'person.created',
            actor_kind: actor,
            actor_id: null,
            client_id: null,
            subject: `person:${id}`,
            details: '{}',
            request_id: name,
            address: '',
          })
          .execute();
        return id;
      };
      await person('signed-up', 'anonymous');
      await person('of-the-demo', 'system');
      const invited = await person('invited', 'person');
      const { id: company } = await tx
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
      await tx
        .insertInto('invitations')
        .values({
          company_id: company,
          person_id: invited,
          token_hash: 'x',
          created_by: invited,
          created_at: 1,
          expires_at: 9,
          accepted_at: 5,
          revoked_at: null,
        })
        .execute();
    });
    await migrate(database, migrations, { clock: { now: () => 10 } });
    const people = await database.read((tx) =>
      tx.selectFrom('people').select(['name', 'email_proven_at']).orderBy('name').execute(),
    );
    assert.deepEqual(
      people.map(({ name, email_proven_at }) => [name, email_proven_at]),
      [
        ['invited', 5],
        ['of-the-demo', 1],
        ['signed-up', null],
      ],
    );
  } finally {
    await close();
  }
});
