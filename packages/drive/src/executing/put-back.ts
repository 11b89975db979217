import { type Disk, type Stat, stateFolder } from '../ports/disk.ts';
import { DiskProblem } from '../ports/disk-problem.ts';
import { privateBy, rememberPrivacy } from '../store/remembered-privacy.ts';
import type { Draft, State } from '../store/state.ts';
import { folderOf, identityOf, joined, type Parts, trashFolder } from './run.ts';

type Putting = Pick<Parts, 'state' | 'disk' | 'surroundings'>;

/**
 * Gives something that was taken away from a node its place again, or a place beside the rest.
 * @param was what the base said of the node when it was taken away
 */
export async function putBack(
  parts: Putting,
  from: string,
  to: string,
  nid: number,
  was = parts.state.synced.get(nid),
): Promise<void> {
  try {
    await parts.disk.move(from, to);
  } catch (error) {
    if (!(error instanceof DiskProblem)) throw error;
    return await putBeside(parts, from, to, nid, was);
  }
  await attempt(() => parts.disk.syncFolder(folderOf(to)));
}

/**
 * The place is taken. What the base vouches for is on the server as well: it is kept in the recovery trash, and comes once
 * more where it is wanted. Anything else gets a name that says what it is, beside what has its place, or beside the rest
 * where the folder is gone: a file of its own, which the base does not know, and private it stays.
 */
export async function putBeside(
  parts: Putting,
  from: string,
  to: string,
  nid: number,
  was = parts.state.synced.get(nid),
): Promise<void> {
  const { state, disk, surroundings } = parts;
  const stat = await disk.stat(from);
  if (stat === undefined) throw new DiskProblem('vanished', from);
  const identity = identityOf(stat);
  const id = from.slice(from.lastIndexOf('/') + 1);
  const draft = state.change();
  if (was?.identity === identity && stat.kind === 'file' && (await isContent(parts, from, was.sha256))) {
    await disk.syncFolder(trashFolder);
    draft.note('op', id).note('trash', id, {
      path: to,
      stored: from,
      origin: 'replaced',
      at: surroundings.now(),
      size: stat.size,
      privateBy: privateBy(state, nid, to),
    });
    wantBack(state, nid, draft).commit();
    return;
  }
  if (stat.kind === 'file') part(state, nid, identity, draft);
  const name = `recovered ${surroundings.randomId().slice(0, 6)} ${to.slice(to.lastIndexOf('/') + 1)}`;
  const folder = (await disk.stat(folderOf(to)))?.kind === 'folder' ? folderOf(to) : '';
  const path = joined(folder, name);
  rememberPrivacy(state, nid, draft, { path, identity });
  draft.commit();
  await disk.move(from, path);
  await attempt(() => disk.syncFolder(folder));
}

/** Else the next look would find the item under the name that something else of it got, and rename it on the server. */
export function part(state: State, nid: number, identity: string, draft: Draft): void {
  const s = state.synced.get(nid);
  if (s?.identity === identity) wantBack(state, nid, draft).synced({ ...s, identity: '', stamp: '' });
}

/** Nobody has deleted it. */
function wantBack(state: State, nid: number, draft: Draft): Draft {
  return state.notes('want').has(String(nid)) ? draft : draft.note('want', String(nid), 'full');
}

/** What cannot be read is not known to be. */
async function isContent({ disk }: Putting, path: string, sha256: string | undefined): Promise<boolean> {
  let found: string | undefined;
  await attempt(async () => {
    found = (await disk.hash(path)).sha256;
  });
  return found !== undefined && found === sha256;
}

/**
 * What lies there, where something is concluded from finding nothing. Unplugged in this moment, the disk shows nothing of
 * what it has: that is known when it is there again.
 */
export async function lookFor(disk: Disk, path: string): Promise<Stat | undefined> {
  const found = await disk.stat(path);
  if (found === undefined && (await disk.stat(stateFolder)) === undefined)
    throw new DiskProblem('vanished', path);
  return found;
}

/** A step that may have been done, or become impossible, before everything was cut off. */
export async function attempt(step: () => Promise<void>): Promise<void> {
  try {
    await step();
  } catch (error) {
    if (!(error instanceof DiskProblem)) throw error;
  }
}
