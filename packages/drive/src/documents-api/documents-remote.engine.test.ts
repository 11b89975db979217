import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { bearer, GatehouseApi } from '@gatehouse/client';
import { openSite, type Site } from '@gatehouse/platform/testing';
import type { RemoteItem, UploadContent } from '../ports/remote.ts';
import { RemoteProblem } from '../ports/remote-problem.ts';
import { DocumentsRemote } from './documents-remote.ts';

const mebibyte = 2 ** 20;

function contentOf(bytes: Uint8Array): UploadContent {
  return {
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
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
    const can = { changes: true, folderTag: true, ifMatch: true, idempotency: true, tellsDeleted: false };
    assert.deepEqual(await remote.abilities(), can);
  });

  it('make a folder once, however often its answer is lost', async () => {
    const at = { parentId: root.id, name: 'Once' };
    const first = await remote.createFolder(at, 'folder token');
    assert.deepEqual(await remote.createFolder(at, 'folder token'), first);
    assert.equal(await codeOf(remote.createFolder(at, 'another token')), 'name-taken');
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

  it('send one request for a small new file and for a listed one, and two for a version that is expected', async () => {
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
    // Both parts for their digests, then the missing one to be sent.
    assert.deepEqual(read, [0, 16 * mebibyte, 16 * mebibyte]);
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
