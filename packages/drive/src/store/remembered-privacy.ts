import type { Matching } from '../planning/matching.ts';
import { isOutOfSight } from '../planning/out-of-sight.ts';
import type { LocalNode, LocalTree } from '../trees/local-tree.ts';
import type { Synced } from '../trees/synced-tree.ts';
import { pathOf } from './paths.ts';
import { type Draft, privateKey, type State } from './state.ts';

/**
 * What the base is to forget, or does not know under its new name, and what lies here still: sent anew it must not be
 * shown to more people than before. What is out of sight may have been made private since it was seen.
 * @param at what has the content of the node from now on; itself when nothing is said
 */
export function rememberPrivacy(
  state: State,
  nid: number,
  draft: Draft,
  at?: { readonly path: string; readonly identity: string },
): void {
  const s = state.synced.get(nid);
  if (s === undefined || s.parent === 0) return;
  const { path, identity } = at ?? { path: pathOf(state.synced, nid), identity: s.identity };
  const [own, ...above] = closedUpFrom(state, s);
  if (own === true || above.includes(true))
    draft.wasPrivate({ path, identity, by: own === true ? 'itself' : 'above' });
}

/** Of a node and all folders above it, whether each is private by itself. */
function closedUpFrom(state: State, s: Synced): boolean[] {
  const { synced, remote } = state;
  const found: boolean[] = [];
  for (let at: Synced | undefined = s; at !== undefined; at = synced.get(at.parent)) {
    const r = remote.get(at.key);
    const isUnseen = at === s && ((r !== undefined && r.state !== 'live') || isOutOfSight(state, s));
    found.push(at.isPrivate || r?.isPrivate === true || isUnseen);
  }
  return found;
}

/** What is to be private again when something comes back to its path from outside the folder: see `Trashed`. */
export function privateBy(state: State, nid: number, path: string): string[] {
  const s = state.synced.get(nid);
  if (s === undefined) return [];
  const names = path.split('/');
  return closedUpFrom(state, s).flatMap((isClosed, up) =>
    isClosed ? [names.slice(0, Math.max(0, names.length - up)).join('/')] : [],
  );
}

/** What a plan found to have been parted from something private: noted before anything is done about it. */
export function rememberParted(state: State, local: LocalTree, parted: readonly LocalNode[]): void {
  const draft = state.change();
  for (const { lid, identity } of parted) {
    const it = { path: local.path(lid), identity, by: 'itself' } as const;
    if (state.notes('private').get(privateKey(it))?.by !== 'itself') draft.wasPrivate(it);
  }
  draft.commit();
}

/** Which local things those are: under whatever name, and whatever was saved in their place. */
export function rememberedHere(state: State, local: LocalTree): ReadonlyMap<number, 'itself' | 'above'> {
  const found = new Map<number, 'itself' | 'above'>();
  const notes = state.notes('private');
  if (notes.size === 0) return found;
  const byIdentity = new Map<string, 'itself' | 'above'>();
  for (const { identity, by } of notes.values())
    if (byIdentity.get(identity) !== 'itself') byIdentity.set(identity, by);
  byIdentity.delete('');
  for (const { identity, lid } of local.all()) {
    const by = byIdentity.get(identity);
    if (by !== undefined) found.set(lid, by);
  }
  for (const { path, by } of notes.values()) {
    const lid = local.find(path)?.lid;
    if (lid !== undefined && found.get(lid) !== 'itself') found.set(lid, by);
  }
  return found;
}

/** Once both sides are in step, the base says it again of what was sent. */
export function dropRemembered(state: State, local: LocalTree, match: Matching): void {
  if (state.notes('private').size === 0 || local.frozen > 0) return;
  const waiting = [...rememberedHere(state, local).keys()].filter((lid) => match.nid(lid) === undefined);
  if (waiting.length > 0) return;
  const draft = state.change();
  for (const key of state.notes('private').keys()) draft.note('private', key);
  draft.commit();
}
