import { freeName } from '../names/free-name.ts';
import { DiskProblem } from '../ports/disk-problem.ts';
import type { LocalNode } from '../trees/local-tree.ts';
import type { Synced } from '../trees/synced-tree.ts';
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
  target: string;
  /** The placeholder that goes when the file is there. */
  stub: string | undefined;
  stubNode: LocalNode | undefined;
  /** The file that is replaced: into the recovery trash, or aside under another name. */
  old: LocalNode | undefined;
  aside: string | undefined;
}

/**
 * Gives a finished download its name. The intent is durable first, so that a restart can tell a replaced file from a
 * deleted one; the old content stays reachable under a second name until the base knows the new one.
 */
export async function place(
  run: Run,
  { row, partial, target, stub, stubNode, old, aside }: Placing,
): Promise<void> {
  const { state, disk, surroundings } = run.tools;
  const id = surroundings.randomId();
  const trash = joined(trashFolder, id);
  const intent = { verb: 'place', row, partial, target, trash } as const;
  await state
    .change()
    .note('op', id, {
      ...intent,
      ...(aside === undefined ? {} : { aside }),
      ...(stub === undefined ? {} : { stub }),
    })
    .commitSoon();
  // Whatever lies there at this moment is taken away, and nothing is ever replaced: somebody who saves right now
  // finds the place free, or keeps it.
  if (old !== undefined) await disk.move(target, aside ?? trash);
  if (old !== undefined && aside === undefined) await disk.syncFolder(trashFolder);
  await disk.move(partial, target);
  await disk.syncFolder(folderOf(target));
  const draft = state.change();
  if (old !== undefined && aside === undefined) {
    await disk.syncFolder(trashFolder);
    const kept = await disk.stat(trash);
    if (kept !== undefined && likenessOf(kept) !== likenessOfStamp(old.stamp))
      await giveBack(run, trash, target);
    else
      draft.note('trash', id, {
        path: target,
        stored: trash,
        origin: 'replaced',
        at: surroundings.now(),
        size: old.size,
      });
  }
  if (stub !== undefined) await removeStubFile(run.tools, stub, row.key);
  const stat = await disk.stat(target);
  if (stat === undefined) throw new DiskProblem('vanished');
  const done = {
    ...row,
    stamp: stampOf(stat),
    identity: identityOf(stat),
    provenAfter: surroundings.now() + proofAfter,
  };
  draft.synced(done).note('op', id).note('want', String(row.nid)).note('held', String(row.nid));
  await draft.commitSoon();
  enterLocal(run, done, target, stubNode, old, aside);
}

/** Somebody wrote to it between the last look and the replacing: it is theirs, so it comes back beside the new one. */
async function giveBack(run: Run, trash: string, target: string): Promise<void> {
  const { disk, surroundings } = run.tools;
  const folder = folderOf(target);
  const mark = `recovered ${surroundings.randomId().slice(0, 6)}`;
  const name = freeName(target.slice(folder === '' ? 0 : folder.length + 1), () => false);
  await disk.move(trash, joined(folder, `${mark} ${name}`));
  await disk.syncFolder(folder);
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
