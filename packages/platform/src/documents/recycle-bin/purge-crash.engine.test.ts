import assert from 'node:assert/strict';
import { it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Database, openDatabase } from '@gatehouse/database';
import { readDemoFile } from '../../demo/demo-file.ts';
import { openEstate } from '../../journeys/platform-process.test-support.ts';
import type { Tables } from '../../schema/tables.ts';
import { signInByForm } from '../../testing/sign-in-by-form.ts';
import { fill } from '../testing/fill.ts';

const program = fileURLToPath(new URL('../../journeys/dying-platform.test-support.ts', import.meta.url));
/** More than the sweeper takes in one round. */
const many = 12_000;

it('a large folder is deleted and purged whole or not at all, and swept to the end, however often it is killed', async () => {
  await using estate = await openEstate();
  await (await estate.start()).stop();
  const demo = (await readDemoFile(estate.dataDir)) ?? assert.fail('there is no demo');
  const ana = demo.people.find(({ email }) => email.startsWith('ana@')) ?? assert.fail();
  const companyId = demo.companies[0]?.id ?? assert.fail();
  await using database = await opened(estate.databaseUrl);

  const serve = async () => {
    const platform = await estate.start({}, { program });
    const browser = await signInByForm(platform.url, ana);
    const session = (await (await browser.get('/manage/v1/session')).json()) as { csrf_token: string };
    const call = (method: string, resource: string, body?: unknown) =>
      fetch(`${platform.url}/rest/v1.0/companies/${companyId}/${resource}`, {
        method,
        headers: {
          cookie: browser.cookies(),
          origin: platform.url,
          'x-csrf-token': session.csrf_token,
          'procore-company-id': String(companyId),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    return { platform, call };
  };
  const left = (id: number) =>
    database.read(async (tx) => {
      const { count } = await tx
        .selectFrom('documents')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where((eb) => eb.or([eb('id', '=', id), eb('parent_id', '=', id)]))
        .executeTakeFirstOrThrow();
      return Number(count);
    });
  const recorded = (id: number) =>
    database.read(async (tx) => {
      const rows = await tx
        .selectFrom('audit_events')
        .select('event')
        .where('subject', '=', `folder:${id}`)
        .where('event', 'in', ['folder.deleted', 'folder.purged'])
        .execute();
      return rows.length;
    });

  let served = await serve();
  const response = await served.call('POST', 'folders', { folder: { name: 'Large' } });
  assert.equal(response.status, 201, await response.clone().text());
  const { id } = (await response.json()) as { id: number };
  const { created_by: createdBy } = await database.read((tx) =>
    tx.selectFrom('documents').select('created_by').where('id', '=', id).executeTakeFirstOrThrow(),
  );
  await fill({ database }, { companyId, projectId: null, parentId: id, createdBy }, many);

  for (const [resource, isDone] of [
    [`folders/${id}`, async () => (await served.call('GET', `folders/${id}`).then(json)).is_deleted],
    [`recycle_bin/${id}`, async () => (await served.call('GET', `folders/${id}`)).status === 404],
  ] as const)
    for (const point of ['database.before-commit', 'database.after-commit'] as const) {
      const before = await recorded(id);
      await served.platform.armFor(point);
      // The step may be answered no more; or a chore has committed first, and taken the process with it.
      await served.call('DELETE', resource).catch(() => {});
      await served.platform.died();
      served = await serve();
      const done = await isDone();
      assert.equal(await recorded(id), before + (done ? 1 : 0), `${resource}, ${point}`);
      assert.equal(await left(id), many + 1);
      if (done) break;
      if (point === 'database.after-commit') {
        assert.equal((await served.call('DELETE', resource)).status, 200);
        assert.equal(await isDone(), true);
      }
    }

  for (let kills = 0; kills < 2; kills += 1) {
    const before = await left(id);
    while ((await left(id)) === before) await sleep(10);
    await served.platform.kill();
    assert.ok((await left(id)) > 0, 'killed while it was under way');
    served = await serve();
    assert.equal((await served.call('GET', `folders/${id}`)).status, 404);
  }
  while ((await left(id)) > 0) await sleep(20);
});

async function json(response: Response): Promise<{ is_deleted?: boolean }> {
  return (await response.json()) as { is_deleted?: boolean };
}

async function opened(url: string): Promise<Database<Tables> & AsyncDisposable> {
  const database = await openDatabase<Tables>({ url });
  return { ...database, [Symbol.asyncDispose]: () => database.close() };
}
