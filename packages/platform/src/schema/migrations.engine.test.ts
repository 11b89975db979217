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
