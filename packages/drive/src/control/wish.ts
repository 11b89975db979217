import { Failure } from '../commands/failure.ts';
import type { Engine } from '../engine.ts';
import { closeFolder } from '../executing/close-folder.ts';
import { take } from '../executing/keep.ts';
import { openSpare } from '../executing/open-spare.ts';
import { isOutOfSight } from '../planning/out-of-sight.ts';
import { nidAt } from '../store/paths.ts';
import { isFolder, rootNid, type Synced } from '../trees/synced-tree.ts';

/**
 * Notes what a person wants of a path: content here, or only placeholders. A folder that is open is a wish for what is
 * in it.
 * @returns how much of it is not so yet
 */
export async function wish(
  engine: Engine,
  path: string,
  want: 'full' | 'stub',
  { below = false, force = false }: { below?: boolean; force?: boolean },
): Promise<number> {
  const { synced } = engine.parts.state;
  const nid = nidAt(synced, path);
  if (nid === undefined) return await ofItsOwn(engine, path, want);
  const s = synced.get(nid);
  if (s !== undefined && isOutOfSight(engine.parts.state, s)) throw new Failure(5, 'error.hidden', { path });
  const named = below || want === 'stub' ? [...synced.below(nid)] : [nid];
  const nids = want === 'full' ? named : named.filter((each) => isFile(synced.get(each)));
  const count = engine.wantAll(nids, want);
  if (want === 'stub' && force) await setUnsentAside(engine, nids);
  return count;
}

/** A copied placeholder becomes a file of its own; nothing else that the base does not know can be wished for. */
async function ofItsOwn({ parts, seen }: Engine, path: string, want: 'full' | 'stub'): Promise<0> {
  const l = seen?.local.find(path);
  const key = l?.stands?.key;
  if (key === undefined) throw new Failure(5, 'error.not-synced', { path });
  if (want === 'stub' || l?.kind !== 'stub') throw new Failure(5, 'error.spare-placeholder', { path });
  if (parts.state.remote.isHidden(key)) throw new Failure(5, 'error.hidden', { path });
  if (!(await openSpare(parts, path, key))) throw new Failure(5, 'error.stands-for-nothing', { path });
  return 0;
}

/** Of which a placeholder can be made. */
const isFile = (s: Synced | undefined) => s !== undefined && !isFolder(s) && s.hydration === 'full';

/** Makes one placeholder of a folder in which there are only placeholders by now. */
export async function closed({ parts }: Engine, path: string): Promise<void> {
  const { synced } = parts.state;
  const nid = nidAt(synced, path);
  const s = nid === undefined ? undefined : synced.get(nid);
  if (s === undefined || !isFolder(s)) throw new Failure(5, 'error.not-folder', { path });
  if (s.nid === rootNid) throw new Failure(2, 'error.root');
  if (s.hydration === 'full' && !(await closeFolder(parts, s.nid)))
    throw new Failure(5, 'error.not-closed', { path });
}

/** A file with changes that the server does not have gives way to its placeholder, and is kept. */
async function setUnsentAside({ parts, seen }: Engine, nids: readonly number[]): Promise<void> {
  for (const nid of nids) {
    const s = parts.state.synced.get(nid);
    const l = seen?.match.local(nid);
    if (seen === undefined || s === undefined || l?.kind !== 'file') continue;
    if (l.stamp !== s.stamp && l.sha256 !== s.sha256) await take(parts, seen.local.path(l.lid), nid);
  }
}
