import { localName } from '../names/local-name.ts';
import { stubName, withoutSuffix } from '../placeholders/stub-name.ts';
import type { Operation } from '../planning/operation.ts';
import { isOutOfSight } from '../planning/out-of-sight.ts';
import { sentOver } from '../planning/sent.ts';
import { rememberPrivacy } from '../store/remembered-privacy.ts';
import { kindOf } from '../trees/item-key.ts';
import type { Synced } from '../trees/synced-tree.ts';
import { isDurable } from './durable.ts';
import { proofAfter, type Run } from './run.ts';

type Book = Extract<Operation, { verb: 'adopt' | 'settle' | 'forget' | 'follow-copy' | 'hold' | 'unhold' }>;

/** Steps that change neither side: the base takes what both already say. */
export async function keepBooks(run: Run, operation: Book): Promise<void> {
  const { state, surroundings } = run.tools;
  const draft = state.change();
  switch (operation.verb) {
    case 'hold':
      draft
        .note('held', String(operation.nid), {
          since: surroundings.now(),
          released: 'no',
          ...(operation.isUnseen && { isUnseen: true }),
        })
        .commit();
      return;
    case 'unhold':
      draft.note('held', String(operation.nid)).commit();
      return;
    case 'forget': {
      const s = state.synced.get(operation.nid);
      if (s === undefined || [...state.synced.childrenOf(operation.nid)].length > 0) return;
      // Out of sight, with what was never brought here of it.
      if (isOutOfSight(state, s))
        draft.gone(
          state.remote.below(s.key).filter((key) => key === s.key || state.synced.of(key) === undefined),
        );
      draft.forget(operation.nid).commit();
      return;
    }
    case 'adopt': {
      const l = run.local.get(operation.lid);
      const r = state.remote.get(operation.key);
      if (l === undefined || r === undefined || state.synced.get(operation.parent) === undefined) return;
      const name = localName(r.name, run.tools.disk.profile, '') ?? r.name;
      const inPlace = run.localOf(operation.parent)?.lid === l.parent && withoutSuffix(l) === name;
      const stub = l.kind === 'stub' || l.kind === 'folder-stub';
      if (!(await isDurable(run, l))) return;
      // Nobody knows any more which side renamed it: the remote's place is its place.
      const isAstray = stub && !inPlace && state.synced.get(operation.nid) === undefined;
      draft
        .synced({
          nid: operation.nid,
          key: operation.key,
          parent: operation.parent,
          remoteName: isAstray ? '' : r.name,
          // Written in another case, or renamed since the one that the base had is gone: then that is what the base shows.
          localName: inPlace || isAstray ? l.name : stub ? stubName(name, kindOf(r.key)) : name,
          hydration: stub ? 'stub' : 'full',
          version: stub ? (l.stands?.version ?? r.version) : r.version,
          size: r.size,
          sha256: r.sha256,
          // Written once more since it was sent: with no stamp, the next look finds that it differs.
          stamp: l.kind === 'file' && l.sha256 !== r.sha256 ? '' : l.stamp,
          identity: l.identity,
          isPrivate: r.isPrivate,
          provenAfter: l.kind === 'file' ? surroundings.now() + proofAfter : 0,
        })
        .note('held', String(operation.nid))
        .note('want', String(operation.nid))
        .commit();
      run.bind(operation.nid, l.lid);
      return;
    }
    case 'settle':
      return settle(run, operation.nid, operation.place);
    case 'follow-copy':
      return followCopy(run, operation);
  }
}

function followCopy(run: Run, { nid, parent, name }: Book & { verb: 'follow-copy' }): void {
  const { state } = run.tools;
  const s = state.synced.get(nid);
  const l = run.localOf(nid);
  if (s === undefined || l === undefined) return;
  const row: Synced = { ...s, identity: l.identity, parent, localName: name };
  // The remote did not follow: when it is shown again, its place is that of the remote.
  if (parent !== s.parent || name !== s.localName) row.remoteName = '';
  const draft = state.change();
  // What it was saved over may lie here still, under another name.
  if (l.identity !== s.identity) rememberPrivacy(state, nid, draft);
  draft.synced(row).commit();
}

async function settle(run: Run, nid: number, place: boolean): Promise<void> {
  const { state, surroundings } = run.tools;
  const s = state.synced.get(nid);
  const l = run.localOf(nid);
  const r = s && state.remote.get(s.key);
  if (s === undefined || l === undefined || r === undefined) return;
  const row: Synced = { ...s, identity: l.identity, isPrivate: r.isPrivate };
  // A place is taken over only where both sides say it.
  const above = run.tools.state.synced.of(r.parent)?.nid;
  if (place && above !== undefined && run.localOf(above)?.lid === l.parent) {
    row.parent = above;
    row.remoteName = r.name;
    row.localName = l.name;
  }
  if (kindOf(s.key) === 'file' && s.hydration === 'full') {
    const here = l.stamp === s.stamp ? s.sha256 : (l.sha256 ?? s.sha256);
    const unchanged = l.stamp === s.stamp || l.sha256 === s.sha256;
    if (r.version === s.version && unchanged) row.stamp = l.stamp;
    else if (r.sha256 !== undefined && r.sha256 === here)
      Object.assign(row, { stamp: l.stamp, version: r.version, sha256: here, size: r.size });
    else if (r.sha256 && l.stamp !== s.stamp && state.notes('op').has(sentOver(s.key, r.sha256)))
      Object.assign(row, { version: r.version, sha256: r.sha256, size: r.size, stamp: '' });
    if (row.stamp !== s.stamp) {
      if (!(await isDurable(run, l))) return;
      row.provenAfter = surroundings.now() + proofAfter;
    }
  }
  const draft = state.change().synced(row);
  // What was cut off while it was brought here is here.
  if (row.hydration === 'full' && state.notes('want').get(String(nid)) === 'full')
    draft.note('want', String(nid));
  draft.commit();
}
