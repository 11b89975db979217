import { privateBy, rememberPrivacy } from '../store/remembered-privacy.ts';
import type { Journaled } from '../store/state.ts';
import { finishClosing } from './close-folder.ts';
import { finishKeeping } from './keep.ts';
import { attempt, lookFor, part, putBack } from './put-back.ts';
import { folderOf, identityOf, likenessOf, type Parts, stampOf, trashFolder } from './run.ts';
import { isStubOf, removeStubFile } from './stub-file.ts';

/** Finishes or undoes what was cut off, before anything is observed: neither half is ever read as a person's doing. */
export async function recover(tools: Parts): Promise<void> {
  for (const [id, operation] of [...tools.state.notes('op')]) {
    if (operation.verb === 'place') await finishPlacing(tools, id, operation);
    else if (operation.verb === 'trash') await finishTrashing(tools, id, operation);
    else if (operation.verb === 'keep') await finishKeeping(tools, id, operation);
    else if (operation.verb === 'remove-folder') await finishRemoving(tools, id, operation);
    else if (operation.verb === 'renew') await finishRenewing(tools, id, operation);
    else if (operation.verb === 'dehydrate') await finishDehydrating(tools, id, operation);
    else if (operation.verb === 'close') await finishClosing(tools, id, operation);
    // Uploads and new folders are repeated with the token that is kept.
  }
}

/** In step, nothing is left to be repeated: what was begun has arrived, or is not wanted any more. */
export function dropUnanswered({ state }: Parts): void {
  const draft = state.change();
  for (const [id, { verb }] of state.notes('op'))
    if (verb === 'upload' || verb === 'make-remote') draft.note('op', id);
  draft.commit();
}

type Kept<V> = Extract<Journaled, { verb: V }>;

/**
 * What was to take the place of something takes it, and what was taken away for it is never lost. Whatever lies there
 * then is observed like any other file: it may be somebody's own.
 */
async function finishPlacing(tools: Parts, id: string, operation: Kept<'place'>): Promise<void> {
  const { state, disk, surroundings } = tools;
  const { row, partial, target, trash, like, aside } = operation;
  const { nid } = row;
  const draft = state.change();
  const kept = await lookFor(disk, trash);
  const beside = aside === undefined ? undefined : await lookFor(disk, aside);
  // Written between the last look and the replacing: nobody else has it.
  const isWritten = kept !== undefined && likenessOf(kept) !== like;
  const s = state.synced.get(nid);
  if (kept !== undefined || beside !== undefined) {
    await attempt(() => disk.move(partial, target));
    await attempt(() => disk.syncFolder(folderOf(target)));
    const there = await disk.stat(target);
    if (s !== undefined && (await disk.stat(partial)) === undefined) {
      // What was there may lie elsewhere.
      rememberPrivacy(state, nid, draft);
      if (isWritten) rememberPrivacy(state, nid, draft, { path: target, identity: identityOf(kept) });
      // It has its place, or had it: whoever moved it from there has moved the item.
      const isThere = there !== undefined && identityOf(there) === row.identity;
      draft.synced(isThere ? row : { ...s, identity: row.identity });
    } else if (beside !== undefined) part(state, nid, identityOf(beside), draft);
  }
  if (isWritten) {
    // First it is known what came: once what was taken away is gone from there, nothing tells it any more.
    draft.commit();
    await putBack(tools, trash, target, nid, s);
    state.change().note('op', id).commit();
    return;
  }
  if (kept !== undefined)
    draft.note('trash', id, {
      path: target,
      stored: trash,
      origin: 'replaced',
      at: surroundings.now(),
      size: kept.size,
      privateBy: privateBy(state, nid, target),
    });
  draft.note('op', id).commit();
}

async function finishTrashing(tools: Parts, id: string, operation: Kept<'trash'>): Promise<void> {
  const { state, disk, surroundings } = tools;
  const { nid, path, trash, like } = operation;
  const draft = state.change().note('op', id);
  const kept = await lookFor(disk, trash);
  if (kept !== undefined && likenessOf(kept) === like) {
    const entry = {
      path,
      stored: trash,
      origin: 'remote-delete',
      at: surroundings.now(),
      size: kept.size,
      privateBy: privateBy(state, nid, path),
    } as const;
    draft.forget(nid).note('trash', id, entry);
  } else if (kept !== undefined) await putBack(tools, trash, path, nid);
  draft.commit();
}

/** Gone: then by us. There: then it is planned once more, if there still is a reason. */
async function finishRemoving({ disk, state }: Parts, id: string, { nid, path }: Kept<'remove-folder'>) {
  const draft = state.change().note('op', id);
  const isGone = (await lookFor(disk, path)) === undefined;
  if (isGone && [...state.synced.childrenOf(nid)].length === 0) draft.forget(nid);
  draft.commit();
}

/** Which of the two placeholders is there does not matter, as long as one is; anything else is somebody's. */
async function finishRenewing(tools: Parts, id: string, { key, path, away }: Kept<'renew'>): Promise<void> {
  const { disk, state } = tools;
  if ((await lookFor(disk, away)) !== undefined) {
    await attempt(() => disk.move(away, path));
    // Nobody writes where it lies now. Taken away by a step of its own, it would come back to here.
    if (await isStubOf(tools, away, key)) await disk.removeFile(away);
    else if ((await lookFor(disk, away)) !== undefined)
      await putBack(tools, away, path, state.synced.of(key)?.nid ?? 0);
    await attempt(() => disk.syncFolder(folderOf(path)));
  }
  state.change().note('op', id).commit();
}

/** Until the base knows the placeholder the file can come back; from then on it only takes room. */
async function finishDehydrating(tools: Parts, id: string, operation: Kept<'dehydrate'>): Promise<void> {
  const { state, disk } = tools;
  const { row, path, stub, trash, like } = operation;
  const kept = await lookFor(disk, trash);
  const isSame = kept !== undefined && likenessOf(kept) === like;
  let isDone = state.synced.get(row.nid)?.hydration === 'stub';
  if (!isDone) {
    // In its place may be what somebody has saved there.
    const there = await disk.stat(stub);
    const isThere = there !== undefined && (await isStubOf(tools, stub, row.key));
    isDone = isSame && isThere;
    // As it was before it was read: what is saved over it now has another stamp.
    if (isDone && isThere)
      state
        .change()
        .synced({ ...row, stamp: stampOf(there) })
        .note('want', String(row.nid))
        .commit();
    else if (isThere) await removeStubFile(tools, stub, row.key);
  }
  if (isDone && isSame) {
    await disk.removeFile(trash);
    await disk.syncFolder(trashFolder);
  } else if (kept !== undefined) await putBack(tools, trash, path, row.nid);
  state.change().note('op', id).commit();
}
