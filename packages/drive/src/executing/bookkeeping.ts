import { localName } from '../names/local-name.ts';
import { stubName, withoutSuffix } from '../placeholders/stub-name.ts';
import type { Operation } from '../planning/operation.ts';
import { kindOf } from '../trees/item-key.ts';
import type { Synced } from '../trees/synced-tree.ts';
import type { Run } from './run.ts';

type Book = Extract<Operation, { verb: 'adopt' | 'settle' | 'forget' | 'hold' | 'unhold' }>;

/** Steps that touch neither side: the base takes what both already say. */
export function keepBooks(run: Run, operation: Book): void {
  const { state, surroundings } = run.tools;
  const draft = state.change();
  switch (operation.verb) {
    case 'hold':
      draft.note('held', String(operation.nid), { since: surroundings.now(), released: 'no' }).commit();
      return;
    case 'unhold':
      draft.note('held', String(operation.nid)).commit();
      return;
    case 'forget': {
      const { stamp } = state.synced.get(operation.nid) ?? {};
      if (stamp === undefined || [...state.synced.childrenOf(operation.nid)].length > 0) return;
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
      draft
        .synced({
          nid: operation.nid,
          key: operation.key,
          parent: operation.parent,
          remoteName: r.name,
          // Moved before the base knew it: then that is what the base shows.
          localName: inPlace ? l.name : stubName(name, kindOf(r.key)),
          hydration: stub ? 'stub' : 'full',
          version: stub ? (l.stands?.version ?? r.version) : r.version,
          size: r.size,
          sha256: r.sha256,
          stamp: l.stamp,
          identity: l.identity,
          isPrivate: r.isPrivate,
          provenAfter: 0,
        })
        .note('held', String(operation.nid))
        .note('want', String(operation.nid))
        .commit();
      run.bind(operation.nid, l.lid);
      return;
    }
    case 'settle':
      settle(run, operation.nid, operation.place);
  }
}

function settle(run: Run, nid: number, place: boolean): void {
  const { state } = run.tools;
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
  }
  state.change().synced(row).commit();
}
