import { createHash } from 'node:crypto';
import { withoutSuffix } from '../placeholders/stub-name.ts';
import type { Operation } from '../planning/operation.ts';
import type { Stat } from '../ports/disk.ts';
import { DiskProblem } from '../ports/disk-problem.ts';
import { RemoteProblem } from '../ports/remote-problem.ts';
import { itemOf } from '../trees/item-key.ts';
import type { RemoteNode } from '../trees/remote-tree.ts';
import type { Synced } from '../trees/synced-tree.ts';
import { place } from './place-file.ts';
import { folderOf, joined, type Parts, partialFolder, type Run, stampOf } from './run.ts';

/** Brings a version here: whole, verified and durable before it takes its name. */
export async function download(run: Run, operation: Operation & { verb: 'download' }): Promise<void> {
  const { state, disk } = run.tools;
  const r = state.remote.get(operation.key);
  const old = operation.replaces === undefined ? undefined : run.local.get(operation.replaces);
  // What it replaces may have been moved since this was planned, by the same plan: it comes where that lies.
  const folder = old === undefined ? run.localOf(operation.parent) : run.local.get(old.parent);
  if (r === undefined || r.version !== operation.version || folder === undefined) return;
  if (operation.replaces !== undefined && old === undefined) return;
  const stub = old?.kind === 'stub' ? run.local.path(old.lid) : undefined;
  const name = old === undefined ? operation.name : stub === undefined ? old.name : withoutSuffix(old);

  const { partial, sha256, stat: written } = await fetch(run.tools, r);
  const target = joined(run.local.path(folder.lid), name);
  if (old !== undefined) {
    const stat = await disk.stat(run.local.path(old.lid));
    // Written since it was looked at: what to do about it is another question now.
    if (stat === undefined || stampOf(stat) !== old.stamp) throw new DiskProblem('vanished');
  }
  const known = state.synced.get(operation.nid);
  const row: Synced = {
    nid: operation.nid,
    key: r.key,
    parent: operation.parent,
    remoteName: r.name,
    localName: name,
    hydration: 'full',
    version: r.version,
    size: r.size,
    sha256,
    stamp: '',
    identity: '',
    isPrivate: r.isPrivate,
    provenAfter: 0,
  };
  if (old !== undefined && known !== undefined) {
    // Where it lies is a question of its own.
    row.parent = known.parent;
    row.remoteName = known.remoteName;
    const isWhereKnown = run.localOf(known.parent) === folder;
    const { localName } = known;
    row.localName =
      isWhereKnown && stub !== undefined ? withoutSuffix({ kind: 'stub', name: localName }) : localName;
  }
  const aside = operation.aside && joined(folderOf(target), operation.aside);
  await place(run, {
    row,
    partial,
    written,
    target,
    stub,
    aside,
    old: stub === undefined ? old : undefined,
    stubNode: old,
  });
}

/** Bytes from which on the disk is asked for its room before it is filled. */
const worthAsking = 64 * 1024;

/** The whole version in a file of ours, its hash known, its bytes durable. */
export async function fetch(
  { disk, remote }: Parts,
  r: RemoteNode,
): Promise<{ partial: string; sha256: string; stat: Stat }> {
  const name = createHash('sha256').update(`${r.key}:${r.version}`).digest('hex').slice(0, 24);
  const partial = joined(partialFolder, name);
  const left = await disk.stat(partial);
  // Cut off in the moment it got its name, it is that file as well: whatever is written into it is written there.
  const isNamed = left !== undefined && left.nlink > 1n;
  if (isNamed) await disk.removeFile(partial);
  // Without a hash to prove it, what an earlier attempt left behind is not trusted.
  const begun = r.sha256 === undefined || isNamed ? 0 : (left?.size ?? 0);
  const from = begun <= r.size ? begun : 0;
  const isThere = from === r.size && r.size > 0;
  // What cannot come whole would only take the room that others need.
  if (r.size - from > worthAsking && (await disk.free()) < r.size - from) throw new DiskProblem('full');
  const rest = isThere
    ? []
    : upTo(r.size - from, remote.download({ ...itemOf(r.key), version: r.version }, from));
  const { sha256, stat } = await disk.write(partial, from, rest).catch(async (error: unknown) => {
    // Full, it gives its room back. Bytes that the disk has lost would be read from memory next time, and a disk tells of
    // them once: the next sync says that all is well.
    if (error instanceof DiskProblem) await disk.removeFile(partial);
    throw error;
  });
  if (stat.size !== r.size || (r.sha256 !== undefined && r.sha256 !== sha256)) {
    await disk.removeFile(partial);
    throw new RemoteProblem('busy', 'what arrived is not what was promised');
  }
  return { partial, sha256, stat };
}

/** A server that never comes to the end would fill the disk. */
async function* upTo(most: number, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let left = most;
  for await (const chunk of chunks) {
    left -= chunk.length;
    if (left < 0) throw new RemoteProblem('busy', 'more arrives than was promised');
    yield chunk;
  }
}

/** Reads a version only to know its hash. */
export async function learn(run: Run, { key, version }: Operation & { verb: 'learn' }): Promise<void> {
  const { state, disk } = run.tools;
  const r = state.remote.get(key);
  if (r === undefined || r.version !== version) return;
  const { partial, sha256 } = await fetch(run.tools, r);
  await disk.removeFile(partial);
  await state
    .change()
    .remote({ ...r, sha256 })
    .commitSoon();
}
