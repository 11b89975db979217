import { Failure } from '../commands/failure.ts';
import type { Engine } from '../engine.ts';
import { take } from '../executing/keep.ts';
import { folderOf, joined } from '../executing/run.ts';
import { removeStubFile } from '../executing/stub-file.ts';
import { isCopyOf, originalName } from '../names/free-name.ts';
import { localName } from '../names/local-name.ts';
import { stubName } from '../placeholders/stub-name.ts';
import { isOutOfSight } from '../planning/out-of-sight.ts';
import { DiskProblem } from '../ports/disk-problem.ts';
import { freeIn } from '../recovery-trash/kept.ts';
import { nidAt, pathOf } from '../store/paths.ts';
import { rememberPrivacy } from '../store/remembered-privacy.ts';
import { isFolder, type Synced } from '../trees/synced-tree.ts';

export type Keep = 'mine' | 'theirs' | 'both';

/** The conflicted copy (mine), and the file that has the name (theirs) if there still is one. */
export interface Pair {
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
  switch (keep) {
    case 'theirs':
      return await keepTheirs(engine, pairAt(engine, path));
    case 'mine':
      return await keepMine(engine, path, bring);
    case 'both':
      await rename(engine, pairAt(engine, path));
      return undefined;
  }
}

export function pairAt(engine: Engine, path: string): Pair {
  const { state, disk } = engine.parts;
  const { synced } = state;
  const copy = synced.get(nidAt(synced, path) ?? 0);
  const isFile = copy !== undefined && !isFolder(copy) && isHere(engine, copy);
  const of = isFile ? originalName(copy.remoteName) : undefined;
  if (copy === undefined || of === undefined) throw new Failure(5, 'error.no-conflict', { path });
  const siblings = [...synced.childrenOf(copy.parent)].flatMap((nid) => synced.get(nid) ?? []);
  const original = siblings.find((each) => isCopyOf(copy.remoteName, each.remoteName) && !isFolder(each));
  return { copy, plain: localName(of, disk.profile, '') ?? of, original };
}

/** What was deleted here ends no conflict, though it is on the server until that is sent. */
const isHere = ({ seen }: Engine, { nid }: Synced): boolean =>
  seen === undefined || seen.match.local(nid) !== undefined;

async function keepTheirs(engine: Engine, { copy, original }: Pair): Promise<number> {
  const { parts } = engine;
  const path = pathOf(parts.state.synced, copy.nid);
  if (original === undefined || !isHere(engine, original))
    throw new Failure(5, 'error.no-original', { path });
  await give(parts, copy);
  return copy.nid;
}

async function keepMine(
  engine: Engine,
  path: string,
  bring: (nids: number[]) => Promise<void>,
): Promise<number | undefined> {
  const { parts } = engine;
  const { state, disk } = parts;
  const { copy, plain, original } = pairAt(engine, path);
  const at = (nid: number) => pathOf(state.synced, nid);
  if (original !== undefined && state.remote.get(original.key)?.mayWrite === false)
    throw new Failure(5, 'error.forbidden');
  const closed = [copy, original].flatMap((each) => (each?.hydration === 'stub' ? [each] : []));
  const hidden = closed.find((each) => isOutOfSight(state, each));
  if (hidden !== undefined) throw new Failure(5, 'error.hidden', { path: at(hidden.nid) });
  if (closed.length > 0) {
    await bring(closed.map(({ nid }) => nid));
    // Meanwhile either may have been moved, deleted or closed again.
    return await keepMine(engine, path, bring);
  }
  const from = at(copy.nid);
  const to = original === undefined ? joined(folderOf(from), plain) : at(original.nid);
  staysPrivate(parts, copy, to);
  if (original !== undefined && isHere(engine, original)) await take(parts, to, original.nid, from);
  else {
    await disk.move(from, to);
    await disk.syncFolder(folderOf(to));
  }
  return original && copy.nid;
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
