import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { type MountedDesk, mountedDesk } from './mounted.test-support.ts';

describe('a server that was restored from a backup', () => {
  let m: MountedDesk;
  before(async () => {
    m = await mountedDesk({ here: 'admin' });
    await m.done('here', 'mount', m.at('here'), '--all');
    await writeFile(m.at('here', 'old.txt'), 'before the backup');
    await m.done('here', 'sync', m.at('here'));
    await writeFile(m.at('here', 'new.txt'), 'after the backup');
    await m.done('here', 'sync', m.at('here'));
    await forgetTheLast();
  });
  after(() => m[Symbol.asyncDispose]());

  /** The tables of the project as they were before the last file came. */
  async function forgetTheLast(): Promise<void> {
    const { platform, companyId, projectId } = m.desk.site;
    await platform.house.database.write(async (tx) => {
      const last = await tx
        .selectFrom('document_changes')
        .select(['seq', 'document_id'])
        .where('company_id', '=', companyId)
        .where('project_id', '=', projectId)
        .orderBy('seq', 'desc')
        .executeTakeFirstOrThrow();
      const { document_id: id } = last;
      await tx.deleteFrom('document_changes').where('document_id', '=', id).where('seq', '>', 0).execute();
      const rest = await tx
        .selectFrom('document_changes')
        .select((eb) => eb.fn.max('seq').as('seq'))
        .where('company_id', '=', companyId)
        .where('project_id', '=', projectId)
        .executeTakeFirstOrThrow();
      await tx
        .updateTable('document_sequences')
        .set({ last: rest.seq })
        .where('company_id', '=', companyId)
        .where('project_id', '=', projectId)
        .execute();
    });
    await m.drive('here', 'rm', '/new.txt');
  }

  const sync = (...more: string[]) => m.drive('here', 'sync', m.at('here'), ...more);

  it('is noticed; nothing is done until a person says so, and it is said in words', async () => {
    await rm(m.at('here', 'old.txt'));
    await writeFile(m.at('here', 'later.txt'), 'later');
    for (let time = 0; time < 2; time++)
      assert.deepEqual(await m.refused('here', 'sync', m.at('here')), { exit: 5, code: 'went-back' });
    assert.match((await sync()).err, /restored backup.*--unite/s);
    const [standing] = await m.done('here', 'status', m.at('here'));
    assert.equal(standing.state, 'went-back');
    assert.deepEqual(await m.names('here'), ['later.txt', 'new.txt']);
  });

  it('is united with what is here by a word, and nothing is deleted', async () => {
    assert.equal((await sync('--unite')).code, 0);
    assert.equal((await m.done('here', 'sync', m.at('here'))).state, 'in-step');
    assert.deepEqual(await m.names('here'), ['later.txt', 'new.txt', 'old.txt']);
    assert.equal(await readFile(m.at('here', 'new.txt'), 'utf8'), 'after the backup');
    for (const name of ['later.txt', 'new.txt', 'old.txt']) await m.done('here', 'stat', `/${name}`);
    assert.deepEqual(await m.refused('here', 'sync', m.at('here'), '--unite'), {
      exit: 5,
      code: 'not-went-back',
    });
  });
});
