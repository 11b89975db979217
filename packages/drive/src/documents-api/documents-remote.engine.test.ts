import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { bearer, GatehouseApi } from '@gatehouse/client';
import { openSite, type Site } from '@gatehouse/platform/testing';
import { Activity } from '../activity/activity.ts';
import { watchedRemote } from '../activity/watched-remote.ts';
import type { RemoteItem, UploadContent } from '../ports/remote.ts';
import { RemoteProblem } from '../ports/remote-problem.ts';
import { DocumentsRemote } from './documents-remote.ts';

const mebibyte = 2 ** 20;

function contentOf(bytes: Uint8Array): UploadContent {
  return {
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    digest: async (from, to) => createHash('sha256').update(bytes.subarray(from, to)).digest('hex'),
    async *open(from, to) {
      for (let at = from; at < to; at += mebibyte) yield bytes.subarray(at, Math.min(to, at + mebibyte));
    },
  };
}

function journal(token: string, resume?: string) {
  const kept: string[] = [];
  return { token, resume, kept, keep: async (state: string) => void kept.push(state) };
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof RemoteProblem ? error.code : `no problem: ${String(error)}`;
}

async function read(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(chunks));
}

function versioned(item: RemoteItem) {
  assert(item.version !== undefined);
  return { ...item, version: item.version };
}

/** The admin's documents, and the method of every call that is made. */
function counting({ platform, companyId, projectId, as }: Site) {
  const calls: string[] = [];
  const tokens = { accessToken: async () => as.admin.token, renew: async () => as.admin.token };
  const api = new GatehouseApi({
    baseUrl: platform.url,
    authorizer: bearer(tokens),
    fetch: (input, init) => {
      calls.push(init?.method ?? 'GET');
      return fetch(input, init);
    },
  });
  return { calls, counted: new DocumentsRemote(api, { companyId, projectId }) };
}

describe('the documents of a project, as the engine sees them', () => {
  let site: Site;
  let remote: DocumentsRemote;
  let reader: DocumentsRemote;
  let root: RemoteItem;
  const large = Buffer.alloc(17 * mebibyte);
  for (let at = 0; at < large.length; at += 4) large.writeUInt32LE((at * 2_654_435_761) % 2 ** 32, at);

  before(async () => {
    site = await openSite();
    const { url: baseUrl } = site.platform;
    const scope = { companyId: site.companyId, projectId: site.projectId };
    const asPerson = (token: string) => {
      const tokens = { accessToken: async () => token, renew: async () => token };
      return new DocumentsRemote(new GatehouseApi({ baseUrl, authorizer: bearer(tokens) }), scope);
    };
    remote = asPerson(site.as.admin.token);
    reader = asPerson(site.as.reader.token);
    root = await remote.root();
  });
  after(() => site.close());

  it('tell what the server can do', async () => {
    const can = {
      changes: true,
      folderTag: true,
      ifMatch: true,
      idempotency: true,
      tellsDeleted: true,
      batches: true,
    };
    assert.deepEqual(await remote.abilities(), can);
  });

  it('make a folder once, however often its answer is lost', async () => {
    const at = { parentId: root.id, name: 'Once' };
    const first = await remote.createFolder(at, 'folder token');
    assert.deepEqual(await remote.createFolder(at, 'folder token'), first);
    assert.equal(await codeOf(remote.createFolder(at, 'another token')), 'name-taken');
  });

  it('are shown as sent when they are, and not when the parts of a large file are looked at before', async () => {
    const activity = new Activity();
    activity.planned(0, 1, [large.length]);
    const shown = () => activity.view(0).bytes.done;
    const watched = watchedRemote(
      async () => remote,
      activity,
      () => 0,
      () => undefined,
    );
    const before: number[] = [];
    const keep = async () => void before.push(shown());
    const to = { parentId: root.id, name: 'shown.bin' };
    await watched.upload(to, contentOf(large), { token: 'shown', resume: undefined, keep });
    assert.deepEqual([before, shown()], [[0], large.length]);
  });

  it('take a small file in one call, and once', async () => {
    const content = contentOf(Buffer.from('small'));
    const to = { parentId: root.id, name: 'small.txt' };
    const item = await remote.upload(to, content, journal('small token'));
    assert.deepEqual([item.size, item.sha256], [5, content.sha256]);
    assert.deepEqual(await remote.upload(to, content, journal('small token')), item);
    assert.deepEqual(await remote.get(item), item);
    assert.equal(await codeOf(remote.upload(to, content, journal('another token'))), 'name-taken');
  });

  it('send one request for a small new file for a listed one and for a version where it was seen, and two where it was not', async () => {
    const { calls, counted } = counting(site);
    const at = await counted.root();
    calls.length = 0;
    const to = { parentId: at.id, name: 'counted.txt' };
    const item = await counted.upload(to, contentOf(Buffer.from('one')), journal('c1'));
    assert.deepEqual(calls, ['PUT']);
    calls.length = 0;
    const next = contentOf(Buffer.from('two'));
    const newer = await counted.upload({ fileId: item.id, expected: item.version }, next, journal('c2'));
    assert.deepEqual(calls, ['GET', 'POST']);
    assert.deepEqual(await remote.get(item), newer);
    const over = { fileId: item.id, expected: newer.version, at: { parentId: at.id, name: item.name } };
    calls.length = 0;
    const third = await counted.upload(over, contentOf(Buffer.from('three')), journal('c3'));
    assert.deepEqual(calls, ['PUT']);
    assert.deepEqual(await remote.get(item), third);
    calls.length = 0;
    const stale = counted.upload(over, contentOf(Buffer.from('never')), journal('c4'));
    assert.equal(await codeOf(stale), 'changed');
    assert.deepEqual(calls, ['PUT', 'GET']);
    const renamed = await remote.move(
      item,
      { parentId: at.id, name: 'counted elsewhere.txt' },
      third.version,
    );
    const elsewhere = { ...over, expected: third.version };
    const back = await counted.upload(elsewhere, contentOf(Buffer.from('two')), journal('c5'));
    assert.deepEqual([back.name, back.id], [renamed.name, item.id]);
    const { children } = await counted.list(at.id);
    const listed = versioned(children.find(({ id }) => id === item.id) ?? at);
    calls.length = 0;
    assert.equal((await read(counted.download(listed, 0))).toString(), 'two');
    assert.deepEqual(calls, ['GET']);
    assert.equal((await read(counted.download(listed, 0))).toString(), 'two');
    assert.deepEqual(calls, ['GET', 'GET', 'GET']);
  });

  it('take a large file in parts, and go on with what was begun before', async () => {
    const content = contentOf(large);
    const to = { parentId: root.id, name: 'large.bin' };
    const begun = journal('large token');
    // The second part is never read: the process dies there.
    const dying = {
      ...content,
      open: (from: number, to: number) => {
        if (begun.kept.length > 0 && from > 0) throw new Error('killed');
        return content.open(from, to);
      },
    };
    await assert.rejects(remote.upload(to, dying, begun), /killed/);
    const [state] = begun.kept;
    const read: number[] = [];
    const counting = {
      ...content,
      open: (from: number, to: number) => {
        read.push(from);
        return content.open(from, to);
      },
    };
    const again = journal('large token', state);
    const item = await remote.upload(to, counting, again);
    assert.equal(item.sha256, content.sha256);
    assert.deepEqual(again.kept, [state]);
    // The part that is missing, and no other.
    assert.deepEqual(read, [16 * mebibyte]);
  });

  it('give the bytes of one version, from any offset on, and no other version', async () => {
    const items = (await remote.list(root.id)).children;
    const item = versioned(items.find(({ name }) => name === 'large.bin') ?? root);
    const from = 9 * mebibyte + 3;
    assert.deepEqual(await read(remote.download(item, from)), large.subarray(from));
    assert.equal(await codeOf(read(remote.download({ ...item, version: '1' }, 0))), 'changed');
  });

  it('change only what is as it was seen', async () => {
    const content = contentOf(Buffer.from('newer'));
    const at = { parentId: root.id, name: 'watched.txt' };
    const item = await remote.upload(at, contentOf(Buffer.from('older')), journal('w1'));
    const newer = await remote.upload({ fileId: item.id, expected: item.version }, content, journal('w2'));
    assert.notEqual(newer.version, item.version);
    const stale = { fileId: item.id, expected: item.version };
    assert.equal(await codeOf(remote.upload(stale, content, journal('w3'))), 'changed');
    assert.equal(await codeOf(remote.move(item, { ...at, name: 'other.txt' }, item.version)), 'changed');
    assert.equal(await codeOf(remote.remove(item, item.version)), 'changed');
    const moved = await remote.move(item, { ...at, name: 'other.txt' }, newer.version);
    assert.deepEqual([moved.name, moved.version], ['other.txt', newer.version]);
    await remote.remove(moved, moved.version);
    // Only who sees the recycle bin is told more than that it is gone.
    assert.deepEqual([await remote.get(item), await reader.get(item)], ['deleted', 'missing']);
  });

  it('send nothing of a file that was changed while it was read', async () => {
    const lying = { ...contentOf(Buffer.from('lies')), sha256: 'a'.repeat(64) };
    const to = { parentId: root.id, name: 'lies.txt' };
    assert.equal(await codeOf(remote.upload(to, lying, journal('lie'))), 'changed');
    const { children } = await remote.list(root.id);
    assert(!children.some(({ name }) => name === 'lies.txt'));
  });

  it('take several new files in one call, each of which is made or refused by itself', async () => {
    const { calls, counted } = counting(site);
    const folder = await counted.createFolder({ parentId: root.id, name: 'Together' }, 'together');
    const file = (name: string, token = name, parentId = folder.id) => ({
      to: { parentId, name },
      content: contentOf(Buffer.from(`of ${name}`)),
      token: `together ${token}`,
    });
    const lying = { ...file('lies'), content: { ...contentOf(Buffer.from('lies')), sha256: 'a'.repeat(64) } };
    calls.length = 0;
    const sent = await counted.uploadEach([
      file('a'),
      lying,
      file('b'),
      file('A', 'another'),
      file('c', 'c', 999_999_999),
      { ...file('d'), to: { ...file('d').to, isPrivate: true } },
    ]);
    assert.deepEqual(
      sent.map((each) => (each instanceof Error ? each.code : [each.name, each.isPrivate])),
      [['a', false], 'changed', ['b', false], 'name-taken', 'missing', ['d', true]],
    );
    assert.deepEqual(calls, ['POST']);
    const { children } = await counted.list(folder.id);
    assert.deepEqual(children.map(({ name }) => name).sort(), ['a', 'b', 'd']);
    const [a] = sent;
    assert(a !== undefined && !(a instanceof Error));
    const again = await counted.upload(file('a').to, file('a').content, journal('together a'));
    assert.deepEqual([again.id, again.version], [a.id, a.version]);
    const refused = await reader.uploadEach([file('e'), file('f')]).catch((error: unknown) => error);
    assert(refused instanceof RemoteProblem && refused.code === 'forbidden');
  });

  it('bring several small files in one call, and what is not to be had so alone', async () => {
    const { calls, counted } = counting(site);
    const { id: parentId } = await counted.createFolder({ parentId: root.id, name: 'Ahead' }, 'ahead');
    const made = await counted.uploadEach(
      ['a', 'b', 'c', 'd'].map((name) => ({
        to: { parentId, name },
        content: contentOf(Buffer.from(`ahead ${name}`)),
        token: `ahead ${name}`,
      })),
    );
    const items = made.map((each) => {
      assert(!(each instanceof Error));
      return { ...versioned(each), size: each.size ?? 0 };
    });
    const [a, b, c, d] = items;
    assert(a && b && c && d);
    const stale = { ...b, version: String(Number(b.version) + 1_000_000) };
    await counted.remove(c, undefined);
    const large = { ...d, size: mebibyte };
    counted.expect([a, stale, c, large]);
    calls.length = 0;
    assert.equal(String(await read(counted.download(a, 0))), 'ahead a');
    assert.deepEqual(calls, ['GET']);
    assert.equal(await codeOf(read(counted.download(stale, 0))), 'changed');
    assert.equal(await codeOf(read(counted.download(c, 0))), 'missing');
    assert.equal(String(await read(counted.download(d, 0))), 'ahead d');
    calls.length = 0;
    assert.equal(String(await read(counted.download(a, 6))), 'a');
    assert.ok(calls.length > 0, 'had once');
    counted.expect([]);
    assert.equal(String(await read(counted.download(b, 0))), 'ahead b');
  });

  it('take them one by one where the server knows of no batches', async () => {
    const { platform, companyId, projectId, as } = site;
    const calls: string[] = [];
    const older = new GatehouseApi({
      baseUrl: platform.url,
      authorizer: bearer({
        accessToken: async () => as.admin.token,
        renew: async () => as.admin.token,
      }),
      fetch: (input, init) => {
        const path = new URL(String(input)).pathname;
        calls.push(`${init?.method} ${path.split('/').at(-1)}`);
        return fetch(path.endsWith('/batch') ? `${platform.url}/rest/v1.0/nothing-here` : input, init);
      },
    });
    const asBefore = new DocumentsRemote(older, { companyId, projectId });
    const { id: parentId } = await asBefore.createFolder({ parentId: root.id, name: 'Older' }, 'older');
    await asBefore.root();
    for (const [first, second] of [
      ['a', 'b'],
      ['c', 'd'],
    ]) {
      const files = [first, second].map((name = '') => ({
        to: { parentId, name },
        content: contentOf(Buffer.from(name)),
        token: `older ${name}`,
      }));
      const sent = await asBefore.uploadEach(files);
      assert.deepEqual(
        sent.map((each) => (each instanceof Error ? each.code : each.name)),
        [first, second],
      );
    }
    assert.deepEqual(calls.slice(2), ['POST batch', 'PUT a', 'PUT b', 'PUT c', 'PUT d']);
  });

  it('tell what changed since a cursor', async () => {
    const { cursor, reset } = await remote.changes(undefined);
    assert.equal(reset, true);
    const folder = await remote.createFolder({ parentId: root.id, name: 'Fed' }, 'fed');
    await remote.remove(folder, undefined);
    const kept = await remote.createFolder({ parentId: root.id, name: 'Fed too' }, 'fed too');
    const changes = await remote.changes(cursor);
    assert(changes.present.some(({ id, parentId }) => id === kept.id && parentId === root.id));
    assert(changes.gone.some(({ id, kind }) => id === folder.id && kind === 'folder'));
  });

  it('tell one who may only read that they may not write', async () => {
    const { folder } = await reader.list(root.id);
    assert.deepEqual(folder.can, { write: false, delete: false });
    assert.equal(await codeOf(reader.createFolder({ parentId: root.id, name: 'No' }, 'no')), 'forbidden');
  });
});
