import { isIgnored } from '../names/ignored.ts';
import { longestStub, readStub, writeStub } from '../placeholders/stub.ts';
import { stubName } from '../placeholders/stub-name.ts';
import { isOutOfSight } from '../planning/out-of-sight.ts';
import { DiskProblem } from '../ports/disk-problem.ts';
import { nidAt, pathOf } from '../store/paths.ts';
import { isSpare } from '../store/spares.ts';
import type { Journaled } from '../store/state.ts';
import { isFolder, type Synced } from '../trees/synced-tree.ts';
import { takeUnsent } from './keep.ts';
import { lookFor, putBack } from './put-back.ts';
import { folderOf, joined, likenessOf, type Parts, partialFolder, stampOf, trashFolder } from './run.ts';
import { bytesOf, removeStubFile } from './stub-file.ts';

type Closing = Extract<Journaled, { verb: 'close' }>;

/**
 * Makes one placeholder of a folder in which there is nothing but placeholders. It goes away as a whole and is looked at
 * once more where nobody writes; whatever else is in it then brings it back.
 * @returns false when it stays open
 */
export async function closeFolder(parts: Parts, nid: number): Promise<boolean> {
  const { state, disk, surroundings } = parts;
  const path = pathOf(state.synced, nid);
  if (keepsHidden(parts, nid) || !(await hasOnlyPlaceholders(parts, path, path))) return false;
  const id = surroundings.randomId();
  const away = joined(trashFolder, id);
  const closing: Closing = { verb: 'close', nid, path, away };
  state.change().note('op', id, closing).commit();
  await disk.move(path, away);
  await disk.syncFolder(trashFolder);
  await disk.syncFolder(folderOf(path));
  return await finishClosing(parts, id, closing);
}

/** What is out of sight may be kept in another folder: forgotten, it would be new there. */
function keepsHidden({ state }: Parts, nid: number): boolean {
  const { synced } = state;
  return synced.below(nid).some((each) => {
    const s = synced.get(each);
    return s?.hydration === 'full' && each !== nid && isOutOfSight(state, s);
  });
}

/** Closes or opens it again, wherever it was cut off. */
export async function finishClosing(
  parts: Parts,
  id: string,
  { nid, path, away }: Closing,
): Promise<boolean> {
  const { state, disk, mountKey, surroundings } = parts;
  const s = state.synced.get(nid);
  if (s?.hydration === 'stub') return await clearAway(parts, id, { nid, path, away });
  const r = s && state.remote.get(s.key);
  const stub = stubName(path, 'folder');
  if ((await lookFor(disk, away)) === undefined) {
    state.change().note('op', id).commit();
    return false;
  }
  const isTaken =
    (await disk.stat(stub)) !== undefined && (s === undefined || !(await isStub(parts, stub, s)));
  if (s === undefined || r === undefined || isTaken || !(await hasOnlyPlaceholders(parts, away, path))) {
    if (s !== undefined) await removeStubFile(parts, stub, s.key);
    await putBack(parts, away, path, nid);
    state.change().note('op', id).commit();
    return false;
  }
  if ((await disk.stat(stub)) === undefined) {
    const draft = joined(partialFolder, surroundings.randomId());
    await disk.write(draft, 0, [writeStub({ key: r.key, version: r.version, size: r.size }, mountKey)]);
    await disk.move(draft, stub);
    await disk.syncFolder(folderOf(stub));
  }
  const stat = await disk.stat(stub);
  if (stat === undefined) throw new DiskProblem('vanished');
  const localName = stubName(s.localName, 'folder');
  // As it was before it was read: what is saved over it now has another stamp.
  const stamp = (await isStub(parts, stub, s)) ? stampOf(stat) : '';
  const row: Synced = { ...s, hydration: 'stub', localName, stamp, identity: `stub:${s.key}` };
  const change = state.change().remote({ ...r, listed: false, listedTag: undefined });
  for (const below of state.synced.below(nid)) if (below !== nid) change.forget(below);
  change.gone(state.remote.below(r.key).filter((key) => key !== r.key));
  change.synced(row).note('want', String(nid)).note('held', String(nid)).commit();
  return await clearAway(parts, id, { nid, path, away });
}

async function isStub({ disk, mountKey }: Parts, path: string, { key }: Synced): Promise<boolean> {
  return readStub(await bytesOf(disk, path, longestStub), mountKey)?.key === key;
}

/** Placeholders of ours that are no person's copies, folders that the base knows, and what belongs to this machine alone. */
async function hasOnlyPlaceholders(parts: Parts, folder: string, path: string): Promise<boolean> {
  const { state, disk, mountKey } = parts;
  for await (const batch of disk.scan([folder], true))
    for (const listing of batch) {
      if ('failure' in listing) return false;
      for (const { name, stat } of listing.entries) {
        const place = joined(listing.folder, name);
        const known = state.synced.get(nidAt(state.synced, path + place.slice(folder.length)) ?? 0);
        if (isIgnored(name) && known?.localName !== name) continue;
        if (stat?.kind === 'folder') {
          if (known === undefined || !isFolder(known)) return false;
        } else if (stat?.kind !== 'file' || stat.size > longestStub) return false;
        else if (isSpare(state, likenessOf(stat))) return false;
        else if (readStub(await bytesOf(disk, place, longestStub), mountKey) === undefined) return false;
      }
    }
  return true;
}

/** The base knows that it is closed: its placeholders go, and what programs left among them is kept. */
async function clearAway(
  parts: Parts,
  id: string,
  { nid, path, away }: Pick<Closing, 'nid' | 'path' | 'away'>,
): Promise<true> {
  const { state, disk, mountKey } = parts;
  if ((await lookFor(disk, away)) !== undefined) {
    for await (const batch of disk.scan([away], true))
      for (const listing of batch)
        for (const { name, stat } of 'entries' in listing ? listing.entries : []) {
          if (stat?.kind !== 'file' || stat.size > longestStub) continue;
          const place = joined(listing.folder, name);
          const bytes = await bytesOf(disk, place, longestStub);
          if (readStub(bytes, mountKey) !== undefined) await disk.removeFile(place);
        }
    await takeUnsent(parts, away, path, nid);
    await disk.removeFolder(away);
  }
  state.change().note('op', id).commit();
  return true;
}
