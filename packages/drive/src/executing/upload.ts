import type { Operation } from '../planning/operation.ts';
import { sentInto, sentOver } from '../planning/sent.ts';
import type { Disk } from '../ports/disk.ts';
import type { RemoteItem, UploadContent, UploadTarget } from '../ports/remote.ts';
import { RemoteProblem } from '../ports/remote-problem.ts';
import type { Draft, Journaled } from '../store/state.ts';
import { itemOf, keyOf } from '../trees/item-key.ts';
import type { LocalNode } from '../trees/local-tree.ts';
import type { Synced } from '../trees/synced-tree.ts';
import { isDurable } from './durable.ts';
import { proofAfter, type Run, remoteNode } from './run.ts';

export type Upload = Operation & { verb: 'upload' };

/** What is to be sent, durable here and as it was hashed. */
export interface Ready {
  readonly operation: Upload;
  readonly l: LocalNode;
  readonly path: string;
  readonly sha256: string;
  /** The number of the folder it goes to. */
  readonly folderId: number;
  /** Under which what was begun is noted. */
  readonly note: string;
  readonly begun: Extract<Journaled, { verb: 'upload' }> | undefined;
  readonly known: Synced | undefined;
}

/** Sends what was hashed: a new file, or a new version over exactly the one that is known. */
export async function upload(run: Run, operation: Upload): Promise<void> {
  const { state, disk, remote, surroundings } = run.tools;
  const ready = await readyToSend(run, operation);
  if (ready === undefined) return;
  const { begun, note, path, sha256, l } = ready;
  const token = begun?.token ?? surroundings.randomId();
  const keep = async (resume: string | undefined) =>
    await state.change().note('op', note, { verb: 'upload', token, resume }).commitSoon();
  if (begun === undefined) await keep(undefined);

  const target = targetOf(run, ready);
  const item = await remote
    .upload(target, contentAt(disk, path, l.size, sha256), { token, resume: begun?.resume, keep })
    .catch(async (error: unknown) => {
      // What the token once made was deleted since: the token is worth nothing more, and the next try has another.
      const isMissing = error instanceof RemoteProblem && error.code === 'missing';
      if (isMissing && begun !== undefined) await state.change().note('op', note).commitSoon();
      throw error;
    });
  // An answer that was kept for a repeated call may be older than what happened to the file since.
  const now = begun === undefined ? item : await remote.get(item);
  const draft = state.change();
  enterSent(run, ready, item, now, draft);
  await draft.commitSoon();
}

export function contentAt(disk: Disk, path: string, size: number, sha256: string): UploadContent {
  return {
    size,
    sha256,
    open: (from, to) => disk.read(path, from, to),
    digest: (from, to) => disk.digest(path, from, to),
  };
}

/** Undefined where what was planned is not so any more: then it is another question what to do. */
export async function readyToSend(run: Run, operation: Upload): Promise<Ready | undefined> {
  const { state } = run.tools;
  const { nid, lid } = operation;
  const l = run.local.get(lid);
  const parent = run.keyOf(operation.parent);
  const known = state.synced.get(nid);
  const sha256 = l?.sha256 ?? (known !== undefined && l?.stamp === known.stamp ? known.sha256 : undefined);
  if (l === undefined || sha256 === undefined || parent === undefined) return undefined;
  const path = run.local.path(lid);
  if (!(await isDurable(run, l))) return undefined;
  const over = operation.expected === undefined ? undefined : known?.key;
  const note = over === undefined ? sentInto(parent, operation.name, sha256) : sentOver(over, sha256);
  const before = state.notes('op').get(note);
  const begun = before?.verb === 'upload' ? before : undefined;
  return { operation, l, path, sha256, folderId: itemOf(parent).id, note, begun, known };
}

function targetOf(run: Run, { operation, folderId, known }: Ready): UploadTarget {
  const { expected, isPrivate } = operation;
  const over = expected === undefined ? undefined : known?.key;
  const at = { parentId: folderId, name: operation.name };
  const there = over === undefined ? undefined : run.tools.state.remote.get(over);
  const lies = there && { parentId: itemOf(there.parent).id, name: there.name };
  if (over !== undefined) return { fileId: itemOf(over).id, expected, ...(lies && { at: lies }) };
  return isPrivate ? { ...at, isPrivate } : at;
}

/**
 * What both trees say once it is there.
 * @param item what the server answered
 * @param now how the item is, where the answer may be an old one
 */
export function enterSent(
  run: Run,
  { operation, l, sha256, note, begun, known }: Ready,
  item: RemoteItem,
  now: RemoteItem | string,
  draft: Draft,
): void {
  const { state, surroundings } = run.tools;
  const { nid, expected } = operation;
  draft.note('op', note);
  const other = typeof now === 'string' ? undefined : state.synced.of(keyOf(now));
  if (typeof now === 'string' || (other !== undefined && other.nid !== nid)) return;
  const r = remoteNode(now, undefined);
  // Then only the hash tells whether the head is what was sent; a base without a version asks for another look.
  const sent = begun === undefined || r.sha256 === sha256;
  const landed = sent ? (item.version ?? '') : '';
  if (begun === undefined && r.version === landed) r.sha256 = sha256;
  const row: Synced = {
    nid,
    key: r.key,
    parent: operation.parent,
    remoteName: begun === undefined ? item.name : operation.name,
    localName: known !== undefined && expected !== undefined ? known.localName : l.name,
    hydration: 'full',
    version: landed,
    size: l.size,
    sha256,
    stamp: l.stamp,
    identity: l.identity,
    isPrivate: r.isPrivate,
    provenAfter: surroundings.now() + proofAfter,
  };
  if (known !== undefined && expected !== undefined) {
    row.parent = known.parent;
    row.remoteName = known.remoteName;
  }
  run.bind(nid, operation.lid);
  draft.remote(r).synced(row);
}
