import { Failure } from '../commands/failure.ts';
import type { Engine } from '../engine.ts';
import { take } from '../executing/keep.ts';
import { folderOf, joined } from '../executing/run.ts';
import { removeStubFile } from '../executing/stub-file.ts';
import { isCopyOf, originalName } from '../names/free-name.ts';
import { localName } from '../names/local-name.ts';
import { stubName } from '../placeholders/stub-name.ts';
import { DiskProblem } from '../ports/disk-problem.ts';
import { freeIn } from '../recovery-trash/kept.ts';
import { nidAt, pathOf } from '../store/paths.ts';
import { rememberPrivacy } from '../store/remembered-privacy.ts';
import { isFolder, type Synced } from '../trees/synced-tree.ts';

export type Keep = 'mine' | 'theirs' | 'both';

/** The conflicted copy (mine), and the file that has the name (theirs) if there still is one. */
interface Pair {
  copy: Synced;
  plain: string;
  original: Synced | undefined;
}

/**
 * Ends a conflict as a person wants it, by what a person could do in the folder: the next look sends it. What is given
 * up goes into the recovery trash here, and into the versions or the recycle bin there.
 * @param bring makes sure that the content of these nodes is here
 * @returns the node whose delete the person has thereby asked for, if any
 */
export async function resolveConflict(
  engine: Engine,
  path: string,
  keep: Keep,
  bring: (nids: number[]) => Promise<void>,
): Promise<number | undefined> {
  const pair = find(engine, path);
  switch (keep) {
    case 'theirs':
      return await keepTheirs(engine, pair);
    case 'mine':
      return await keepMine(engine, pair, bring);
    case 'both':
      await rename(engine, pair);
      return undefined;
  }
}

function find({ parts: { state, disk } }: Engine, path: string): Pair {
  const { synced } = state;
  const copy = synced.get(nidAt(synced, path) ?? 0);
  const of = copy === undefined || isFolder(copy) ? undefined : originalName(copy.remoteName);
  if (copy === undefined || of === undefined) throw new Failure(5, 'error.no-conflict', { path });
  const siblings = [...synced.childrenOf(copy.parent)].flatMap((nid) => synced.get(nid) ?? []);
  const original = siblings.find((each) => isCopyOf(copy.remoteName, each.remoteName) && !isFolder(each));
  return { copy, plain: localName(of, disk.profile, '') ?? of, original };
}

async function keepTheirs({ parts }: Engine, { copy, original }: Pair): Promise<number> {
  const path = pathOf(parts.state.synced, copy.nid);
  if (original === undefined) throw new Failure(5, 'error.no-original', { path });
  await give(parts, copy);
  return copy.nid;
}

async function keepMine(
  { parts }: Engine,
  { copy, plain, original }: Pair,
  bring: (nids: number[]) => Promise<void>,
): Promise<number | undefined> {
  const { state, disk } = parts;
  const at = (nid: number) => pathOf(state.synced, nid);
  if (original !== undefined && state.remote.get(original.key)?.mayWrite === false)
    throw new Failure(5, 'error.forbidden');
  const closed = [copy, original].flatMap((each) => (each?.hydration === 'stub' ? [each.nid] : []));
  if (closed.length > 0) await bring(closed);
  const from = at(copy.nid);
  const to = original === undefined ? joined(folderOf(from), plain) : at(original.nid);
  if (original !== undefined) {
    staysPrivate(parts, copy, to);
    await take(parts, to, original.nid, from);
    return copy.nid;
  }
  staysPrivate(parts, copy, to);
  await disk.move(from, to);
  await disk.syncFolder(folderOf(to));
  return undefined;
}

/** Under a name of its own it is a file like any other. */
async function rename({ parts }: Engine, { copy, plain }: Pair): Promise<void> {
  const { state, disk } = parts;
  const from = pathOf(state.synced, copy.nid);
  const folder = folderOf(from);
  const free = await freeIn(disk, folder, plain);
  const to = joined(folder, copy.hydration === 'stub' ? stubName(free, 'file') : free);
  staysPrivate(parts, copy, to);
  await disk.move(from, to);
  await disk.syncFolder(folder);
}

/** Saved over in this very moment, it is a file that nobody knows under its new name. */
function staysPrivate({ state }: Engine['parts'], { nid, identity }: Synced, path: string): void {
  const draft = state.change();
  rememberPrivacy(state, nid, draft, { path, identity });
  draft.commit();
}

/** A placeholder has nothing to keep. */
async function give(parts: Engine['parts'], copy: Synced): Promise<void> {
  const path = pathOf(parts.state.synced, copy.nid);
  if (copy.hydration === 'full') return await take(parts, path, copy.nid);
  if (!(await removeStubFile(parts, path, copy.key))) throw new DiskProblem('vanished');
}
