import { Failure } from '../commands/failure.ts';
import type { Engine } from '../engine.ts';
import { closeFolder } from '../executing/close-folder.ts';
import { take } from '../recovery-trash/kept.ts';
import { nidAt, pathOf } from '../store/paths.ts';
import { isFolder, rootNid } from '../trees/synced-tree.ts';

/**
 * Notes what a person wants of a path: content here, or only placeholders. A folder that is open is a wish for what is
 * in it.
 */
export async function wish(
  engine: Engine,
  path: string,
  want: 'full' | 'stub',
  { below = false, force = false }: { below?: boolean; force?: boolean },
): Promise<void> {
  const { synced } = engine.parts.state;
  const nid = nidAt(synced, path);
  if (nid === undefined) throw new Failure(5, 'error.not-synced', { path });
  for (const each of below || want === 'stub' ? synced.below(nid) : [nid]) {
    const s = synced.get(each);
    if (s === undefined || (want === 'stub' && (isFolder(s) || s.hydration === 'stub'))) continue;
    engine.want(pathOf(synced, each), want);
    if (want === 'stub' && force) await setUnsentAside(engine, each);
  }
}

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
async function setUnsentAside(engine: Engine, nid: number): Promise<void> {
  const { parts, seen } = engine;
  const s = parts.state.synced.get(nid);
  const l = seen?.match.local(nid);
  if (seen === undefined || s === undefined || l?.kind !== 'file') return;
  if (l.stamp !== s.stamp && l.sha256 !== s.sha256) await take(parts, seen.local.path(l.lid), 'unsent');
}
