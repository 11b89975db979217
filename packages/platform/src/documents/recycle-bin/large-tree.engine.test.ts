import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { DocumentChanges, DocumentItem, RecycleBinItem } from '@gatehouse/wire';
import { fileOf, folderOf, send } from '../testing/change.ts';
import { fillWithFiles } from '../testing/fill.ts';
import { type Character, openSite, type Site } from '../testing/site.ts';
import { sweepPurged } from './sweep-purged.ts';

/** Were each of them touched, the rows that are counted below would tell. */
const many = 5_000;
const everybody = ['admin', 'standard', 'reader'] as const satisfies Character[];

describe('a folder that holds very much', () => {
  let site: Site;
  let large: number;
  let deep: number;
  let secret: number;
  before(async () => {
    site = await openSite();
    large = (await folderOf(site, 'admin', 'project', 'Large')).id;
    const inner = await folderOf(site, 'admin', 'project', 'Inner', large);
    const lower = await folderOf(site, 'admin', 'project', 'Lower', inner.id);
    deep = (await fileOf(site, 'admin', 'project', 'walrus.txt', lower.id)).id;
    secret = (await fileOf(site, 'admin', 'project', 'walrus secret.txt', lower.id)).id;
    const access = { private: true, person_ids: [site.ids.reader], group_ids: [] };
    const named = await send(site, 'admin', 'project', 'PUT', `files/${secret}/access`, { access });
    assert.equal(named.status, 200);
    const { platform, companyId, projectId, ids } = site;
    const into = { companyId, projectId, parentId: inner.id, createdBy: ids.admin };
    await fillWithFiles(platform.house, into, many, deep);
  });
  after(() => site.close());

  const call = (method: string, resource: string, body?: unknown) =>
    send(site, 'admin', 'project', method, resource, body);
  const bin = async () => (await send<RecycleBinItem[]>(site, 'admin', 'project', 'GET', 'recycle_bin')).body;
  const rows = (narrow: 'all' | 'marked') =>
    site.platform.house.database.read(async (tx) => {
      const { count } = await tx
        .selectFrom('documents')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('project_id', '=', site.projectId)
        .$if(narrow === 'marked', (query) => query.where('deleted_at', 'is not', null))
        .executeTakeFirstOrThrow();
      return Number(count);
    });

  const sees = async (who: Character) => [
    (await site.as[who].folder('project', large)).body.is_deleted ?? 'no',
    (await site.as[who].file('project', deep)).body.is_deleted ?? 'no',
    (await site.as[who].file('project', secret)).body.is_deleted ?? 'no',
  ];
  const found = async (who: Character, filter: string) => {
    const query = new URLSearchParams({ per_page: '100', ...Object.fromEntries([filter.split('=')]) });
    const response = await site.as[who].call(`/rest/v1.0/projects/${site.projectId}/documents?${query}`);
    assert.equal(response.status, 200);
    return ((await response.json()) as DocumentItem[]).map(({ id }) => id).sort();
  };
  const tags = () => Promise.all(everybody.map(async (who) => (await site.as[who].root('project')).body.tag));

  /** What somebody is told from a cursor on, to its end. */
  async function follow(who: Character, cursor?: string, pages = Number.POSITIVE_INFINITY) {
    const told: DocumentChanges['changes'] = [];
    let at = cursor;
    for (let page = 0; page < pages; page += 1) {
      const query = { per_page: 2000, ...(at === undefined ? {} : { cursor: at }) };
      const response = await site.as[who].call(site.as[who].path('project', 'documents/changes', query));
      const body = (await response.json()) as DocumentChanges;
      told.push(...body.changes);
      at = body.cursor;
      if (!body.more) return { told, cursor: at, more: false };
    }
    return { told, cursor: at, more: true };
  }
  const cursors = () => Promise.all(everybody.map(async (who) => (await follow(who)).cursor));

  it('is deleted and given back as one row, and seen so by everybody at once', async () => {
    assert.deepEqual(await sees('standard'), [false, false, 'no']);
    assert.deepEqual(await sees('reader'), [false, false, false]);
    const [before, at] = [await tags(), await cursors()];
    assert.equal((await call('DELETE', `folders/${large}`)).status, 200);
    assert.equal(await rows('marked'), 2, 'the folder and the bin');
    for (const who of ['standard', 'reader'] as const) {
      assert.deepEqual(await sees(who), ['no', 'no', 'no']);
      assert.deepEqual(await found(who, 'filters[search]=walrus'), []);
    }
    assert.deepEqual(await sees('admin'), [true, true, true]);
    assert.deepEqual(await found('admin', 'filters[search]=walrus'), []);
    assert.deepEqual(await found('admin', 'filters[is_in_recycle_bin]=true'), [large]);
    const [binned] = await bin();
    assert.deepEqual([binned?.id, binned?.size], [large, null]);
    const gone = await tags();
    for (const [index, who] of everybody.entries()) {
      assert.notEqual(gone[index], before[index], who);
      const { told } = await follow(who, at[index]);
      assert.deepEqual(told, [{ kind: 'gone', id: large, document_type: 'folder', ...told[0] }], who);
    }

    const after = await cursors();
    assert.equal((await call('POST', `recycle_bin/${large}/restore`, { restore: {} })).status, 200);
    assert.equal(await rows('marked'), 1, 'the bin');
    assert.deepEqual(await sees('standard'), [false, false, 'no']);
    assert.deepEqual(await sees('reader'), [false, false, false]);
    assert.deepEqual(await found('reader', 'filters[search]=walrus'), [deep, secret].sort());
    assert.deepEqual(await found('standard', 'filters[search]=walrus'), [deep]);
    for (const [index, who] of everybody.entries()) {
      const { told } = await follow(who, after[index]);
      assert.ok(told.every(({ kind }) => kind === 'present'));
      const ids = new Set(told.map(({ id }) => id));
      assert.equal(ids.size, many + (who === 'standard' ? 4 : 5), who);
      assert.equal(ids.has(secret), who !== 'standard');
    }
  });

  it('is moved as one row', async () => {
    const to = await folderOf(site, 'admin', 'project', 'Elsewhere');
    const moved = await call('PATCH', `folders/${large}`, { folder: { parent_id: to.id } });
    assert.equal(moved.status, 200, JSON.stringify(moved.body));
    const { body } = await site.as.reader.file('project', deep);
    assert.equal(body.name_with_path, 'Root Folder/Elsewhere/Large/Inner/Lower/walrus.txt');
    const back = { folder: { parent_id: (await site.as.admin.root('project')).body.id } };
    assert.equal((await call('PATCH', `folders/${large}`, back)).status, 200);
  });

  it('ends the telling of it when it is deleted while it is told', async () => {
    const from = (await follow('reader')).cursor;
    assert.equal((await call('DELETE', `folders/${large}`)).status, 200);
    assert.equal((await call('POST', `recycle_bin/${large}/restore`, { restore: {} })).status, 200);
    const begun = await follow('reader', from, 2);
    assert.ok(begun.more);
    assert.equal((await call('DELETE', `folders/${large}`)).status, 200);
    const rest = await follow('reader', begun.cursor, 3);
    assert.equal(rest.more, false);
    assert.deepEqual(
      rest.told.map(({ kind, id }) => [kind, id]),
      [['gone', large]],
    );
    assert.equal((await call('POST', `recycle_bin/${large}/restore`, { restore: {} })).status, 200);
  });

  it('is purged at once, and its rows go in steps, whichever nodes take them', async () => {
    const kept = (await rows('all')) - many - 5;
    assert.equal((await call('DELETE', `folders/${large}`)).status, 200);
    assert.equal((await call('DELETE', `recycle_bin/${large}`)).status, 200);
    for (const who of everybody) assert.deepEqual(await sees(who), ['no', 'no', 'no']);
    assert.deepEqual(await bin(), []);
    assert.equal((await call('POST', `recycle_bin/${deep}/restore`, { restore: {} })).status, 404);
    const { house } = site.platform;
    const node = await site.platform.startNode();
    for (let swept = 1; swept > 0; )
      swept = (await Promise.all([sweepPurged(house), sweepPurged(node.house)])).reduce((a, b) => a + b);
    assert.equal(await rows('all'), kept);
    assert.doesNotMatch(site.platform.logs(), /"level":(50|60)/);
  });
});
