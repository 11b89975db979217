import { isCopyOf, originalName } from '../names/free-name.ts';
import { localName } from '../names/local-name.ts';
import type { Matching } from '../planning/matching.ts';
import { isOutOfSight } from '../planning/out-of-sight.ts';
import { refusal } from '../planning/refusal.ts';
import type { DiskProfile } from '../ports/disk.ts';
import { pathOf } from '../store/paths.ts';
import type { State } from '../store/state.ts';
import { itemOf } from '../trees/item-key.ts';
import type { LocalNode, LocalTree } from '../trees/local-tree.ts';
import { isFolder } from '../trees/synced-tree.ts';
import type { Finding, UnsentReason } from './finding.ts';

/** What the base and the notes tell by themselves: the folder need not be looked at for it. */
export function findingsOf(state: State, profile: DiskProfile): Finding[] {
  return [...copies(state), ...heldDeletes(state), ...problems(state), ...outOfSight(state, profile)];
}

function* copies({ synced }: State): Generator<Finding> {
  for (const { nid, key, parent, remoteName } of synced.all()) {
    const of = isFolder({ key }) ? undefined : originalName(remoteName);
    if (of === undefined) continue;
    const siblings = [...synced.childrenOf(parent)].map((each) => synced.get(each));
    const original = siblings.find(
      (each) => each !== undefined && isCopyOf(remoteName, each.remoteName) && !isFolder(each),
    );
    const path = pathOf(synced, nid);
    const beside = path.slice(0, path.lastIndexOf('/') + 1) + (original?.localName ?? of);
    yield { kind: 'copy', path, of: beside, ofIsThere: original !== undefined };
  }
}

function* heldDeletes(state: State): Generator<Finding> {
  for (const [nid, { since, isUnseen }] of state.notes('held'))
    if (!isUnseen) yield { kind: 'held', path: pathOf(state.synced, Number(nid)), since };
}

function* problems(state: State): Generator<Finding> {
  for (const { path = '', code, text, since, nextTry } of state.notes('problem').values())
    yield { kind: 'problem', path, code, text: text === code ? '' : text, since, nextTry };
}

function* outOfSight(state: State, profile: DiskProfile): Generator<Finding> {
  const { synced, remote } = state;
  for (const key of remote.hidden) {
    const s = synced.of(key);
    // Its copy was deleted here: then there is nothing of it to tell of.
    const isHere = s !== undefined && !state.notes('held').has(String(s.nid));
    if (isHere && !remote.isHidden(remote.get(key)?.parent ?? 0))
      yield { kind: 'hidden', path: pathOf(synced, s.nid) };
  }
  for (const r of remote.all()) {
    const s = synced.of(r.key);
    if (r.name === '' && r.parent !== 0) {
      const folder = synced.of(r.parent);
      const path = folder === undefined ? '' : pathOf(synced, folder.nid);
      yield { kind: 'unnameable', path, nameless: itemOf(r.key) };
    } else if (s === undefined && r.parent !== 0 && localName(r.name, profile, '') === undefined)
      yield { kind: 'unnameable', path: r.name };
  }
}

type Unsent = Extract<Finding, { kind: 'unsent' | 'spare-placeholder' }>;

/** What lies in the folder and not on the server, by the last look at it. */
export function unsent(state: State, local: LocalTree, match: Matching, now: number): Unsent[] {
  const found: Unsent[] = [];
  const queue = [...local.childrenOf(1)];
  for (const lid of queue) {
    const l = local.get(lid);
    if (l === undefined) continue;
    if (match.nid(lid) === undefined && local.isIgnored(l)) continue;
    const why = local.isSettling(lid) ? 'waits' : reason(state, l, match, now, local.wasPrivate.has(lid));
    if (why === 'spare') found.push({ kind: 'spare-placeholder', path: local.path(lid) });
    else if (why !== undefined) found.push({ kind: 'unsent', path: local.path(lid), why });
    // What lies below something that is not sent is not sent for the same reason.
    else queue.push(...local.childrenOf(lid));
  }
  return found;
}

function reason(
  state: State,
  l: LocalNode,
  match: Matching,
  now: number,
  isToBePrivate: boolean,
): UnsentReason | 'spare' | undefined {
  if (l.frozen) return 'unreadable';
  if (l.kind === 'other') return 'no-file';
  if (match.nid(l.lid) !== undefined) return undefined;
  if (l.stands !== undefined) return 'spare';
  const folder = state.synced.get(match.nid(l.parent) ?? 0);
  if (folder !== undefined && isOutOfSight(state, folder)) return 'hidden';
  const r = folder && state.remote.get(folder.key);
  const added = { kind: l.kind === 'folder' ? l.kind : 'file', isPrivate: isToBePrivate } as const;
  const refusedUntil = folder && state.notes('refused').get(refusal.add(folder.key, added));
  const mayWrite = r?.mayWrite !== false && (refusedUntil === undefined || refusedUntil <= now);
  return mayWrite ? 'waits' : 'read-only';
}
