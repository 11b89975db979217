import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { sql } from '@gatehouse/database';
import { countRows } from '../../journeys/row-counts.test-support.ts';
import { addHook } from '../../journeys/stores/hook-rows.test-support.ts';
import { type At, levelsOfTool } from '../testing/api.ts';
import { folderOf, send } from '../testing/change.ts';
import { openSite, type Site } from '../testing/site.ts';
import { sendBatch, sha256 } from './batch.test-support.ts';

let site: Site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

const names = ['a.txt', 'B.TXT', 'ü.pdf'];
/** Of as many letters whoever sends it, and nobody else's. */
const textOf = (how: How, at: At, state: State, name: string) => `${how} ${at} ${state} ${name}`;

type How = 'alone' | 'batch';
const states = ['open', 'tracked', 'hidden', 'default', 'hooked'] as const;
type State = (typeof states)[number];

// A hook is the company's and stays: its state is the last.
for (const state of states)
  for (const at of levelsOfTool)
    it(`what is made in a batch is told of as if it had been put alone: ${at}, ${state}`, async () => {
      const alone = await written('alone', at, state);
      const together = await written('batch', at, state);
      assert.deepEqual(together, alone);
      const { rows } = together;
      assert.equal(rows.documents.length, 3);
      assert.equal(rows.tags.length, 6);
      assert.equal(rows.news.length, state === 'tracked' ? 3 : 0);
      assert.equal(rows.hooked.length > 0, states.indexOf(state) >= states.indexOf('hooked'));
    });

/** All rows that came with the files, but for what no two files have alike. */
async function written(how: How, at: At, state: State) {
  const outer = await folderOf(site, 'admin', at, `${at} ${state} ${how}`);
  const folder = await folderOf(site, 'admin', at, 'Inner', outer.id);
  if (state === 'tracked')
    await send(site, 'colleague', at, 'PUT', `folders/${outer.id}/trackers`, {
      trackers: { tracking: true },
    });
  if (state === 'hidden')
    await send(site, 'admin', at, 'PATCH', `folders/${outer.id}`, { folder: { explicit_permissions: true } });
  if (state === 'default') await setDefault(at, true);
  if (state === 'hooked')
    await site.platform.house.database.write((tx) =>
      addHook(tx, site.companyId, { by: site.ids.admin, at: site.platform.clock.now() }),
    );
  const rowsBefore = await countRows(site.platform.house);
  const last = await lastOf(at);
  const files = names.map((name) => ({
    parent_id: folder.id,
    name,
    text: textOf(how, at, state, name),
    content_type: 'text/plain',
    idempotency_token: `${how} ${at} ${state} ${name}`,
  }));
  const ids = how === 'batch' ? await batched(at, files) : await alone(at, files);
  if (state === 'default') await setDefault(at, false);
  const known = new Map<unknown, string>([
    [outer.parent_id, 'root'],
    [outer.id, 'outer'],
    [folder.id, 'folder'],
    ...ids.map((id, index) => [id, `file ${index}`] as const),
    ...files.map(({ text, name }) => [sha256(text), `sha256 of ${name}`] as const),
  ]);
  const rowsAfter = await countRows(site.platform.house);
  const counts = [...rowsAfter].map(([table, count]) => [table, count - (rowsBefore.get(table) ?? 0)]);
  return {
    rows: await rowsOf([outer.parent_id ?? 0, folder.id, ...ids, outer.id], last, known),
    counts: Object.fromEntries(counts.filter(([table]) => !apart.test(String(table)))),
    last: (await lastOf(at)) - last,
  };
}

/** The index of words is kept by the engine; calls are counted, and refusals listed, some time after them. */
const apart = /^(sqlite_|document_words_|app_usage|app_users|permission_uses|request_log)/;

type Sent = Parameters<typeof sendBatch>[3];

async function batched(at: At, files: Exclude<Sent, string>): Promise<number[]> {
  const { body } = await sendBatch(site, 'admin', at, files);
  return body.files.map(({ file }) => file?.id ?? 0);
}

async function alone(at: At, files: Exclude<Sent, string>): Promise<number[]> {
  const ids: number[] = [];
  const api = site.as.admin;
  for (const { parent_id, name, text, idempotency_token = '' } of files) {
    const path = `folders/${parent_id}/content/${encodeURIComponent(name)}`;
    const response = await api.call(api.path(at, path, { content_type: 'text/plain' }), {
      method: 'PUT',
      body: new Blob([text]),
      headers: { 'content-type': 'application/octet-stream', 'idempotency-token': idempotency_token },
    });
    assert.equal(response.status, 201);
    ids.push(((await response.json()) as { id: number }).id);
  }
  return ids;
}

async function setDefault(at: At, private_by_default: boolean): Promise<void> {
  await send(site, 'admin', at, 'PATCH', 'documents/settings', { settings: { private_by_default } });
}

async function lastOf(at: At): Promise<number> {
  const { companyId } = site;
  const projectId = at === 'project' ? site.projectId : 0;
  const row = await site.platform.house.database.read((tx) =>
    tx
      .selectFrom('document_sequences')
      .select('last')
      .where('company_id', '=', companyId)
      .where('project_id', '=', projectId)
      .executeTakeFirst(),
  );
  return row?.last ?? 0;
}

/** What names one row and no other, by which request it came, or that whoever tells of it has come by already. */
const own = new Set([
  'id',
  'ulid',
  'location',
  'token_hash',
  'request_hash',
  'request_id',
  'words',
  'address',
  'told_at',
]);

async function rowsOf(ids: readonly number[], last: number, known: ReadonlyMap<unknown, string>) {
  const subjects = ids.map((id) => `file:${id}`);
  return await site.platform.house.database.read(async (tx) => {
    const of = async (table: string, column: string, values: readonly unknown[]) => {
      const wanted = sql.join(values.map((value) => sql`${value}`));
      const { rows } = await sql<Record<string, unknown>>`
        select * from ${sql.table(table)} where ${sql.ref(column)} in (${wanted})`.execute(tx);
      return rows.map((row) => JSON.stringify(plain(row, last, known))).sort();
    };
    const digests = [...known.keys()].filter((key) => typeof key === 'string');
    return {
      documents: await of('documents', 'id', ids.slice(2, -1)),
      versions: await of('file_versions', 'document_id', ids),
      changes: await of('document_changes', 'document_id', ids.slice(2)),
      tags: await of('document_tags', 'document_id', ids),
      news: await of('document_news', 'document_id', ids.slice(2)),
      audit: await of('audit_events', 'subject', subjects),
      hooked: await of('resource_events', 'resource_id', ids.slice(2, -1)),
      creates: await of('document_creates', 'document_id', ids),
      blobs: await of('blobs', 'sha256', digests),
      contents: await of('contents', 'sha256', digests),
    };
  });
}

/** Columns that name an item or a content. */
const naming = new Set([
  'document_id',
  'parent_id',
  'gates_after',
  'subject',
  'resource_id',
  'tracked',
  'sha256',
  'details',
]);

function plain(row: Record<string, unknown>, last: number, known: ReadonlyMap<unknown, string>) {
  const named = (text: string) =>
    [...known].reduce((left, [key, name]) => left.replaceAll(new RegExp(`\\b${key}\\b`, 'g'), name), text);
  const entries = Object.entries(row).flatMap(([column, value]) => {
    if (own.has(column)) return [];
    if (['seq', 'open_seq', 'full_seq'].includes(column))
      return [[column, Math.max(-1, Number(value) - last)]];
    if (/(^|_)(at|since)$/.test(column)) return [[column, value === null ? null : 'now']];
    const text = JSON.stringify(value);
    if (column === 'details') {
      const { size, ...details } = JSON.parse(String(value)) as Record<string, unknown>;
      return [[column, named(JSON.stringify(details)), size]];
    }
    return [[column, naming.has(column) ? named(text) : text]];
  });
  return entries;
}
