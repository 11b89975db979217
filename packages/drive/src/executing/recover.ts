import type { Journaled } from '../store/state.ts';
import { finishClosing } from './close-folder.ts';
import { attempt, putBack } from './put-back.ts';
import { folderOf, identityOf, likenessOf, type Parts, stampOf } from './run.ts';
import { removeStubFile } from './stub-file.ts';

/** Finishes or undoes what was cut off, before anything is observed: neither half is ever read as a person's doing. */
export async function recover(tools: Parts): Promise<void> {
  for (const [id, operation] of [...tools.state.notes('op')]) {
    if (operation.verb === 'place') await finishPlacing(tools, id, operation);
    else if (operation.verb === 'trash') await finishTrashing(tools, id, operation);
    else if (operation.verb === 'remove-folder') await finishRemoving(tools, id, operation);
    else if (operation.verb === 'renew') await finishRenewing(tools, id, operation);
    else if (operation.verb === 'dehydrate') await finishDehydrating(tools, id, operation);
    else if (operation.verb === 'close') await finishClosing(tools, id, operation);
    // Uploads and new folders are repeated with the token that is kept.
  }
}

type Kept<V> = Extract<Journaled, { verb: V }>;

async function finishPlacing(tools: Parts, id: string, operation: Kept<'place'>): Promise<void> {
  const { state, disk, surroundings } = tools;
  const { row, partial, target, trash, aside, stub } = operation;
  const draft = state.change().note('op', id);
  const kept = await disk.stat(trash);
  let there = await disk.stat(target);
  const moved = aside === undefined ? kept !== undefined : (await disk.stat(aside)) !== undefined;
  if (there === undefined && moved && (await disk.stat(partial)) !== undefined) {
    await attempt(() => disk.move(partial, target));
    there = await disk.stat(target);
  }
  const { now } = surroundings;
  const entry = { path: target, stored: trash, origin: 'replaced' } as const;
  if (there === undefined && kept !== undefined) {
    await attempt(() => disk.move(trash, target));
    await attempt(() => disk.syncFolder(folderOf(target)));
    // Its folder is gone: somebody deleted it meanwhile, and what was in it can still be had.
    if ((await disk.stat(trash)) !== undefined)
      draft.note('trash', id, { ...entry, at: now(), size: kept.size });
  } else if (kept !== undefined && there !== undefined) {
    if (likenessOf(kept) === likenessOf(there)) await disk.removeFile(trash);
    else draft.note('trash', id, { ...entry, at: now(), size: kept.size });
  }
  const done = there?.kind === 'file' && (await disk.hash(target)).sha256 === row.sha256;
  // The same content may have been there before; then it is observed like any other file.
  if (
    done &&
    there !== undefined &&
    (kept !== undefined || moved || stub !== undefined || !state.synced.get(row.nid))
  ) {
    await disk.syncFolder(folderOf(target));
    const known = state.synced.get(row.nid);
    const other = state.synced.of(row.key);
    if (
      (other === undefined || other.nid === row.nid) &&
      (known !== undefined || state.synced.get(row.parent))
    ) {
      const stamp = stampOf(there);
      draft
        .synced({ ...row, stamp, identity: identityOf(there), provenAfter: 1 })
        .note('want', String(row.nid));
      if (stub !== undefined) await removeStubFile(tools, stub, row.key);
    }
  }
  draft.commit();
}

async function finishTrashing(tools: Parts, id: string, operation: Kept<'trash'>): Promise<void> {
  const { state, disk, surroundings } = tools;
  const { nid, path, trash, like } = operation;
  const draft = state.change().note('op', id);
  const kept = await disk.stat(trash);
  if (kept !== undefined && likenessOf(kept) === like) {
    const entry = {
      path,
      stored: trash,
      origin: 'remote-delete',
      at: surroundings.now(),
      size: kept.size,
    } as const;
    draft.forget(nid).note('trash', id, entry);
  } else if (kept !== undefined) await putBack(tools, trash, path);
  draft.commit();
}

/** Gone: then by us. There: then it is planned once more, if there still is a reason. */
async function finishRemoving({ disk, state }: Parts, id: string, { nid, path }: Kept<'remove-folder'>) {
  const draft = state.change().note('op', id);
  const isGone = (await disk.stat(path)) === undefined;
  if (isGone && [...state.synced.childrenOf(nid)].length === 0) draft.forget(nid);
  draft.commit();
}

/** Which of the two placeholders is there does not matter, as long as one is; anything else is somebody's. */
async function finishRenewing(tools: Parts, id: string, { key, path, away }: Kept<'renew'>): Promise<void> {
  const { disk, state } = tools;
  if ((await disk.stat(away)) !== undefined) {
    await attempt(() => disk.move(away, path));
    if (!(await removeStubFile(tools, away, key)) && (await disk.stat(away)) !== undefined)
      await putBack(tools, away, path);
    await attempt(() => disk.syncFolder(folderOf(path)));
  }
  state.change().note('op', id).commit();
}

async function finishDehydrating(tools: Parts, id: string, operation: Kept<'dehydrate'>): Promise<void> {
  const { state, disk } = tools;
  const { row, path, stub, trash, like } = operation;
  const draft = state.change().note('op', id);
  const kept = await disk.stat(trash);
  const stubStat = await disk.stat(stub);
  if (kept === undefined || likenessOf(kept) !== like || stubStat === undefined) {
    if (kept !== undefined) await putBack(tools, trash, path);
    if (stubStat !== undefined) await removeStubFile(tools, stub, row.key);
  } else draft.synced({ ...row, stamp: stampOf(stubStat) }).note('want', String(row.nid));
  draft.commit();
  if (kept !== undefined && stubStat !== undefined && likenessOf(kept) === like) await disk.removeFile(trash);
}
