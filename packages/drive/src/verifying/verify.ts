import type { Activity } from '../activity/activity.ts';
import type { Engine } from '../engine.ts';
import { type Parts, stampOf } from '../executing/run.ts';
import { bytesOf } from '../executing/stub-file.ts';
import { longestStub, readStub } from '../placeholders/stub.ts';
import type { Matching } from '../planning/matching.ts';
import { isOutOfSight } from '../planning/out-of-sight.ts';
import { pathOf } from '../store/paths.ts';
import { type ItemKey, itemOf, keyOf, kindOf } from '../trees/item-key.ts';
import type { LocalTree } from '../trees/local-tree.ts';
import { isFolder, type Synced } from '../trees/synced-tree.ts';

export interface Verified {
  readonly files: number;
  readonly bytes: number;
  readonly placeholders: number;
  readonly differences: readonly Difference[];
}

export interface Difference {
  readonly path: string;
  readonly what: /** Other bytes lie here, though size, times and inode say that nobody wrote. */
    | 'here'
    /** The server has other bytes under the version that was agreed upon. */
    | 'there'
    /** The server does not list it where it was. */
    | 'gone-there'
    /** What should be a placeholder of ours is not what we wrote. */
    | 'placeholder';
}

/**
 * Reads everything that is here and lists everything that is there, and compares both with what they were proved to
 * share. What is known to have changed is no difference: that is what a sync is for.
 * The folder was looked at just now.
 * @param repair makes the engine look again at what differs; nothing is written or deleted by itself
 */
export async function verify(engine: Engine, activity: Activity, repair: boolean): Promise<Verified> {
  const { parts } = engine;
  const { seen } = engine;
  if (seen === undefined) return { files: 0, bytes: 0, placeholders: 0, differences: [] };
  const here = await contentsHere(parts, seen, activity);
  const there = await contentsThere(parts);
  const differences = [...here.differences, ...there];
  if (repair && differences.length > 0) lookAgain(parts, differences);
  return {
    files: here.files,
    bytes: here.bytes,
    placeholders: here.placeholders,
    differences: differences.map(({ nid, what }) => ({ path: pathOf(parts.state.synced, nid), what })),
  };
}

interface Found extends Pick<Difference, 'what'> {
  readonly nid: number;
}

async function contentsHere(
  parts: Parts,
  { local, match }: { local: LocalTree; match: Matching },
  activity: Activity,
) {
  const { state, disk, mountKey, surroundings } = parts;
  const differences: Found[] = [];
  const files: { s: Synced; path: string }[] = [];
  let placeholders = 0;
  for (const s of state.synced.all()) {
    const l = match.local(s.nid);
    if (l === undefined || l.frozen || l.stamp !== s.stamp) continue;
    const path = local.path(l.lid);
    if (s.hydration === 'stub') {
      placeholders += 1;
      const bytes = await bytesOf(disk, path, longestStub).catch(() => undefined);
      if (bytes && readStub(bytes, mountKey)?.key !== s.key)
        differences.push({ nid: s.nid, what: 'placeholder' });
    } else if (!isFolder(s) && s.sha256 !== undefined) files.push({ s, path });
  }
  activity.planned(
    surroundings.now(),
    files.length,
    files.map(({ s }) => s.size),
  );
  let bytes = 0;
  for (const { s, path } of files) {
    const reading = activity.begin('check', s.localName, s.size);
    const read = await disk.hash(path).catch(() => undefined);
    activity.end(reading, true);
    bytes += read?.stat.size ?? 0;
    // Written or taken away since: then it is observed like any other change.
    if (read !== undefined && stampOf(read.stat) === s.stamp && read.sha256 !== s.sha256)
      differences.push({ nid: s.nid, what: 'here' });
  }
  activity.rested();
  return { files: files.length, bytes, placeholders, differences };
}

async function contentsThere({ state, remote }: Parts): Promise<Found[]> {
  const found: Found[] = [];
  const listed = new Set<ItemKey>();
  const seen = new Set<ItemKey>();
  for (const folder of state.synced.all()) {
    if (!isFolder(folder) || folder.hydration === 'stub' || isOutOfSight(state, folder)) continue;
    const { children } = await remote.list(itemOf(folder.key).id);
    listed.add(folder.key);
    for (const child of children) {
      const key = keyOf(child);
      seen.add(key);
      const s = state.synced.of(key);
      const isAgreed = s !== undefined && kindOf(key) === 'file' && s.version === (child.version ?? '');
      if (isAgreed && child.sha256 !== undefined && s.sha256 !== undefined && child.sha256 !== s.sha256)
        found.push({ nid: s.nid, what: 'there' });
    }
  }
  for (const s of state.synced.all()) {
    const folder = state.synced.get(s.parent);
    if (folder === undefined || !listed.has(folder.key) || seen.has(s.key)) continue;
    if (isOutOfSight(state, s)) continue;
    found.push({ nid: s.nid, what: 'gone-there' });
  }
  return found;
}

/**
 * What differs here counts as written, what differs there as a version that is not known yet: then both contents are
 * kept by the ways that keep them always.
 */
function lookAgain({ state }: Parts, differences: readonly Found[]): void {
  const draft = state.change();
  for (const { nid, what } of differences) {
    const s = state.synced.get(nid);
    if (s === undefined) continue;
    if (what === 'here' || what === 'placeholder') draft.synced({ ...s, stamp: '' });
    if (what === 'there') draft.synced({ ...s, version: '' });
    const folder = state.synced.get(s.parent);
    const r = folder && state.remote.get(folder.key);
    if (r !== undefined) draft.remote({ ...r, listed: false, listedTag: undefined });
  }
  draft.commit();
}
