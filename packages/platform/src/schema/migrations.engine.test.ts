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

test('of what lay in a deleted folder nothing keeps a mark, so that a restore of the folder brings it back', async () => {
  const before = migrations.findIndex(({ name }) => name.startsWith('0185'));
  const { database, close } = await openTestDatabase<Tables>(migrations.slice(0, before));
  try {
    await database.write(async (tx) => {
      const { id: admin } = await tx
        .insertInto('people')
        .values({
          kind: 'user',
          name: 'Ana',
          first_name: null,
          last_name: 'Ana',
          email: 'ana@early.example',
          password_hash: null,
          locale: null,
          operator_since: null,
          created_at: 1,
          deactivated_at: null,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
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
      const item = async (name: string, parent_id: number | null, marks: Partial<Marks> = {}) => {
        const { id } = await tx
          .insertInto('documents')
          .values({
            company_id: company,
            project_id: null,
            kind: 'folder',
            parent_id,
            name,
            name_key: name,
            namesake: 0,
            description: null,
            private_at: null,
            creator_reads_since: null,
            tracked_at: null,
            created_by: admin,
            created_at: 1,
            updated_at: 1,
            deleted_at: null,
            ...marks,
          })
          .returning('id')
          .executeTakeFirstOrThrow();
        return id;
      };
      const root = await item('root', null);
      const bin = await item('bin', root, { deleted_at: 2, recycle_bin_since: 2 });
      const deleted = await item('deleted', bin, { deleted_at: 3, deleted_from: root });
      const inner = await item('inner', deleted, { deleted_at: 3 });
      await item('deep', inner, { deleted_at: 3 });
      await item('purged', inner, { deleted_at: 3, purged_at: 4 });
      await item('deleted too', bin, { deleted_at: 3, deleted_from: inner });
      await item('alive', root);
    });
    await migrate(database, migrations, { clock: { now: () => 10 } });
    const marked = await database.read((tx) =>
      tx.selectFrom('documents').select('name').where('deleted_at', 'is not', null).orderBy('name').execute(),
    );
    assert.deepEqual(
      marked.map(({ name }) => name),
      ['bin', 'deleted', 'deleted too', 'purged'],
    );
  } finally {
    await close();
  }
});

interface Marks {
  readonly deleted_at: number;
  readonly deleted_from: number;
  readonly recycle_bin_since: number;
  readonly purged_at: number;
}
