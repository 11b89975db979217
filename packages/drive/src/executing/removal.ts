import { isIgnored } from '../names/ignored.ts';
import { filesWithin, isCleared } from '../planning/guard.ts';
import type { Operation } from '../planning/operation.ts';
import type { Entry } from '../ports/disk.ts';
import { DiskProblem } from '../ports/disk-problem.ts';
import { RemoteProblem } from '../ports/remote-problem.ts';
import { noteDeleted } from '../store/deletes.ts';
import { pathOf } from '../store/paths.ts';
import { privateBy } from '../store/remembered-privacy.ts';
import { isSpare } from '../store/spares.ts';
import type { Draft } from '../store/state.ts';
import { type ItemKey, itemOf, keyOf, kindOf } from '../trees/item-key.ts';
import type { LocalNode } from '../trees/local-tree.ts';
import { isFolder, type Synced } from '../trees/synced-tree.ts';
import { takeUnsent } from './keep.ts';
import { putBack } from './put-back.ts';
import { folderOf, joined, likenessOf, likenessOfStamp, type Run, trashFolder } from './run.ts';
import { removeStubFile } from './stub-file.ts';

/** Bytes of ours that mean nothing any more. */
export async function dropStub(run: Run, { lid, key }: Operation & { verb: 'drop-stub' }): Promise<void> {
  if (await removeStubFile(run.tools, run.local.path(lid), key)) run.local.delete(lid);
}

/** What the remote deleted goes into the recovery trash, if it still is what the remote had. */
export async function trashLocal(run: Run, operation: Operation & { verb: 'trash-local' }): Promise<void> {
  const { nid, lid } = operation;
  const { state, disk, surroundings } = run.tools;
  const s = state.synced.get(nid);
  const l = run.local.get(lid);
  if (s === undefined || l === undefined) return;
  const path = run.local.path(lid);
  if (l.kind === 'stub' || l.kind === 'folder-stub') {
    // The base forgets it first: a placeholder that is gone and still in the base looks like a person's delete.
    const forgotten = state.change().forget(nid);
    counted(run, forgotten, operation, 'to-local');
    forgotten.commit();
    if (!(await removeStubFile(run.tools, path, s.key))) throw new DiskProblem('vanished');
    run.local.delete(lid);
    return;
  }
  const id = surroundings.randomId();
  const trash = joined(trashFolder, id);
  // What was looked at, not what the base remembers: after a loss of power the same content may have a newer stamp.
  const like = likenessOfStamp(l.stamp);
  state.change().note('op', id, { verb: 'trash', nid, path, trash, like }).commit();
  await disk.move(path, trash);
  await disk.syncFolder(trashFolder);
  await disk.syncFolder(folderOf(path));
  const kept = await disk.stat(trash);
  if (kept === undefined || likenessOf(kept) !== like) {
    await putBack(run.tools, trash, path, nid);
    state.change().note('op', id).commit();
    throw new DiskProblem('vanished');
  }
  const entry = {
    path,
    stored: trash,
    origin: 'remote-delete',
    at: surroundings.now(),
    size: s.size,
    privateBy: privateBy(state, nid, path),
  } as const;
  const done = state.change().forget(nid).note('op', id).note('trash', id, entry);
  counted(run, done, operation, 'to-local');
  done.commit();
  run.local.delete(lid);
}

/**
 * An empty folder goes; links, copied placeholders, and leftovers of programs and of the operating system, do not keep it,
 * and are kept.
 */
export async function removeLocalFolder(run: Run, nid: number, lid: number): Promise<void> {
  const { state, disk, surroundings } = run.tools;
  const path = run.local.path(lid);
  const id = surroundings.randomId();
  // So that a restart does not take it for a person's delete.
  state.change().note('op', id, { verb: 'remove-folder', nid, path }).commit();
  try {
    await disk.removeFolder(path);
  } catch (error) {
    if (!(error instanceof DiskProblem) || error.code !== 'not-empty') throw error;
    for await (const batch of disk.scan([path], false))
      for (const listing of batch)
        if ('failure' in listing || !listing.entries.every((each) => isNeverSent(run, each))) throw error;
    await takeUnsent(run.tools, path, path, nid);
    await disk.removeFolder(path);
  }
  await disk.syncFolder(folderOf(path));
  run.local.delete(lid);
  const draft = state.change().note('op', id);
  if ([...state.synced.childrenOf(nid)].length === 0) draft.forget(nid);
  draft.commit();
}

const isNeverSent = ({ tools: { state } }: Run, { name, stat }: Entry) =>
  stat?.kind === 'other' || isIgnored(name) || (stat !== undefined && isSpare(state, likenessOf(stat)));

/** To the remote's recycle bin: exactly what was seen here when it was deleted. */
export async function deleteRemote(
  run: Run,
  operation: Operation & { verb: 'delete-remote' },
): Promise<void> {
  const { nid, key, version } = operation;
  const { state, remote } = run.tools;
  const s = state.synced.get(nid);
  if (s === undefined) return;
  if (isFolder(s)) {
    if (s.hydration === 'full') await sameAsSeen(run, key);
  } else if (!run.tools.abilities.ifMatch) {
    const now = await remote.get(itemOf(key));
    if (typeof now !== 'string' && (now.version ?? '') !== version) throw new RemoteProblem('changed');
  }
  if (privateBy(state, nid, pathOf(state.synced, nid)).length > 0) await absenceLasts(run, s);
  try {
    await remote.remove(itemOf(key), isFolder(s) ? undefined : version);
  } catch (error) {
    if (!(error instanceof RemoteProblem) || error.code !== 'missing') throw error;
  }
  const draft = state.change().gone(state.remote.below(key));
  counted(run, draft, operation, 'to-remote');
  for (const below of state.synced.below(nid)) draft.forget(below);
  draft.commit();
}

/** What a loss of power would bring back here would be new, and nobody would know that it was private. */
async function absenceLasts(run: Run, s: Synced): Promise<void> {
  const { synced } = run.tools.state;
  let folder: LocalNode | undefined;
  for (let at: Synced | undefined = s; at !== undefined && folder === undefined; at = synced.get(at.parent))
    folder = run.localOf(at.parent);
  if (folder !== undefined) await run.tools.disk.syncFolder(run.local.path(folder.lid));
}

/** What nobody has looked at counts, for a while, together with what comes after it. */
function counted(
  { tools: { state, surroundings }, local }: Run,
  draft: Draft,
  operation: Operation,
  direction: 'to-remote' | 'to-local',
): void {
  const { synced, remote } = state;
  const held = { get: (nid: number) => state.notes('held').get(String(nid)) };
  if (isCleared({ synced, remote, local, held, approved: state.notes('approved') }, operation)) return;
  noteDeleted(state, draft, direction, surroundings.now(), filesWithin({ synced }, operation));
}

/** Everything in a folder is listed once more: what somebody put there since then is not ours to delete. */
async function sameAsSeen(run: Run, key: ItemKey): Promise<void> {
  const { state, remote } = run.tools;
  const { children } = await remote.list(itemOf(key).id);
  for (const child of children) {
    const s = state.synced.of(keyOf(child));
    if (s === undefined || (kindOf(s.key) === 'file' && s.version !== (child.version ?? '')))
      throw new RemoteProblem('changed');
    if (isFolder(s) && s.hydration === 'full') await sameAsSeen(run, s.key);
  }
}
