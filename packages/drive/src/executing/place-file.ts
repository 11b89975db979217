import type { Stat } from '../ports/disk.ts';
import { privateBy, rememberPrivacy } from '../store/remembered-privacy.ts';
import type { Journaled } from '../store/state.ts';
import type { LocalNode } from '../trees/local-tree.ts';
import type { Synced } from '../trees/synced-tree.ts';
import { putBeside } from './put-back.ts';
import {
  folderOf,
  identityOf,
  joined,
  likenessOf,
  likenessOfStamp,
  proofAfter,
  type Run,
  stampOf,
  trashFolder,
} from './run.ts';
import { removeStubFile } from './stub-file.ts';

interface Placing {
  row: Synced;
  partial: string;
  /** The partial as it was when it was whole. */
  written: Stat;
  target: string;
  /** The placeholder that goes when the file is there. */
  stub: string | undefined;
  stubNode: LocalNode | undefined;
  /** The file that is replaced: into the recovery trash, or aside under another name. */
  old: LocalNode | undefined;
  aside: string | undefined;
}

type Placed = Extract<Journaled, { verb: 'place' }>;

/**
 * Gives a finished download its name. Where something gives way to it, the intent is durable first, so that a restart
 * can tell a replaced file from a deleted one; the old content stays reachable under a second name until the base knows
 * the new one.
 */
export async function place(
  run: Run,
  { row, partial, written, target, stub, stubNode, old, aside }: Placing,
): Promise<void> {
  const { state, disk, surroundings } = run.tools;
  const id = surroundings.randomId();
  const trash = joined(trashFolder, id);
  const identity = identityOf(written);
  if (old !== undefined) {
    const intent: Placed = {
      verb: 'place',
      row: { ...row, identity },
      partial,
      target,
      trash,
      like: likenessOfStamp(old.stamp),
    };
    const draft = state.change().note('op', id, aside === undefined ? intent : { ...intent, aside });
    if (aside !== undefined) rememberPrivacy(state, row.nid, draft, { path: aside, identity: old.identity });
    await draft.commitSoon();
  } else {
    // Cut off before the base knows it, it would be a new file: moved meanwhile, it would be sent as one. Without a version
    // the base asks for it once more if it did not come.
    const draft = state.change();
    // What the base knew may lie here still, where nobody could look.
    if (state.synced.get(row.nid) !== undefined) rememberPrivacy(state, row.nid, draft);
    await draft.synced({ ...row, version: '', identity }).commitSoon();
  }
  // Whatever lies there at this moment is taken away, and nothing is ever replaced: somebody who saves right now
  // finds the place free, or keeps it.
  if (old !== undefined) await disk.move(target, aside ?? trash);
  if (old !== undefined && aside === undefined) await disk.syncFolder(trashFolder);
  await disk.move(partial, target);
  await disk.syncFolder(folderOf(target));
  const draft = state.change();
  if (old !== undefined && aside === undefined) {
    const kept = await disk.stat(trash);
    if (kept !== undefined && likenessOf(kept) !== likenessOfStamp(old.stamp)) {
      // First it is known what came. What the base knew may lie here still, under another name.
      const was = state.synced.get(row.nid);
      const known = state.change();
      rememberPrivacy(state, row.nid, known);
      rememberPrivacy(state, row.nid, known, { path: target, identity: identityOf(kept) });
      await known.synced({ ...row, identity }).commitSoon();
      await putBeside(run.tools, trash, target, row.nid, was);
    } else
      draft.note('trash', id, {
        path: target,
        stored: trash,
        origin: 'replaced',
        at: surroundings.now(),
        size: old.size,
        privateBy: privateBy(state, row.nid, target),
      });
  }
  if (stub !== undefined) await removeStubFile(run.tools, stub, row.key);
  const stat = await disk.stat(target);
  // Saved over or moved since it got its name: what lies there is somebody's, and nothing vouches for it.
  const isIt = stat !== undefined && likenessOf(stat) === likenessOf(written);
  const done = {
    ...row,
    stamp: isIt ? stampOf(stat) : '',
    // The one that was brought may have another name by now.
    identity: isIt ? identityOf(stat) : identity,
    provenAfter: surroundings.now() + proofAfter,
  };
  draft.synced(done).note('op', id).note('want', String(row.nid)).note('held', String(row.nid));
  await draft.commitSoon();
  enterLocal(run, done, target, stubNode, old, aside);
}

function enterLocal(
  run: Run,
  row: Synced,
  target: string,
  stubNode: LocalNode | undefined,
  old: LocalNode | undefined,
  aside: string | undefined,
): void {
  const { local } = run;
  if (old !== undefined && aside !== undefined)
    local.update(old.lid, { name: aside.slice(aside.lastIndexOf('/') + 1), frozen: true });
  const there = { kind: 'file', size: row.size, stamp: row.stamp, identity: row.identity } as const;
  const inPlace = aside === undefined ? (old ?? stubNode) : undefined;
  const folder = local.find(folderOf(target));
  const name = target.slice(target.lastIndexOf('/') + 1);
  if (inPlace !== undefined) {
    local.update(inPlace.lid, { ...there, name, sha256: undefined, stands: undefined });
    run.bind(row.nid, inPlace.lid);
  } else if (folder !== undefined) {
    const added = local.add({
      ...there,
      parent: folder.lid,
      name,
      sha256: undefined,
      stands: undefined,
      frozen: false,
    });
    if (added !== undefined) run.bind(row.nid, added.lid);
  }
}
