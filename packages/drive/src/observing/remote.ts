import { remoteNode, type Tools } from '../executing/run.ts';
import type { RemoteItem } from '../ports/remote.ts';
import { RemoteProblem } from '../ports/remote-problem.ts';
import type { Draft } from '../store/state.ts';
import { type ItemKey, itemOf, keyOf, kindOf } from '../trees/item-key.ts';
import { rootNid } from '../trees/synced-tree.ts';

type Looking = Pick<Tools, 'state' | 'remote' | 'abilities' | 'surroundings'>;

/** How long an item must stay missing before it counts as gone, where the server cannot tell. */
const missingFor = 30_000;

/** The remote as it is now, as far as it is open here: by the feed where there is one, else by listing. */
export async function observeRemote(tools: Looking): Promise<void> {
  const { state, abilities } = tools;
  if (state.remote.root === 0) await meetRoot(tools);
  if (abilities.changes) await follow(tools);
  else await sweep(tools, false);
  await listOpened(tools);
  await confirmMissing(tools);
}

async function meetRoot({ state, remote }: Looking): Promise<void> {
  const item = await remote.root();
  const r = remoteNode({ ...item, parentId: undefined }, undefined);
  const base = {
    nid: rootNid,
    key: r.key,
    parent: 0,
    remoteName: r.name,
    localName: '',
    hydration: 'full',
    version: '',
    size: 0,
    sha256: undefined,
    stamp: '',
    identity: '',
    isPrivate: false,
    provenAfter: 0,
  } as const;
  state.change().remote(r).synced(base).commit();
}

async function follow(tools: Looking): Promise<void> {
  const { state, remote } = tools;
  for (;;) {
    const cursor = state.notes('meta').get('cursor');
    const answer = await remote.changes(typeof cursor === 'string' ? cursor : undefined);
    const draft = state.change().note('meta', 'cursor', answer.cursor);
    if (answer.reset) {
      // The cursor is from before the listing, so nothing falls between them.
      draft.note('meta', 'sweep', true).commit();
      break;
    }
    // First what is there: it may have been moved out of what is gone.
    const arrived = state.change();
    for (const item of answer.present) await present(tools, arrived, item);
    arrived.commit();
    for (const item of answer.gone) await absent(tools, draft, keyOf(item));
    draft.commit();
    if (!answer.more) break;
  }
  if (state.notes('meta').get('sweep') !== true) return;
  await sweep(tools, true);
  state.change().note('meta', 'sweep').commit();
}

async function present(tools: Looking, draft: Draft, item: RemoteItem): Promise<void> {
  const { state } = tools;
  const key = keyOf(item);
  const before = state.remote.get(key);
  if (item.parentId === undefined) return;
  const parent = keyOf({ id: item.parentId, kind: 'folder' });
  const above = state.remote.get(parent);
  if (before === undefined && above?.listed !== true) return;
  draft.remote(remoteNode(item, before));
  // Moved to where nothing is open yet: the way there is opened.
  if (above === undefined) await fetchAbove(tools, draft, parent);
}

async function fetchAbove({ state, remote }: Looking, draft: Draft, first: ItemKey): Promise<void> {
  for (let key = first; state.remote.get(key) === undefined; ) {
    const item = await remote.get(itemOf(key));
    if (typeof item === 'string' || item.parentId === undefined) return;
    draft.remote(remoteNode(item, undefined));
    key = keyOf({ id: item.parentId, kind: 'folder' });
  }
}

/** The feed, or a listing, no longer has it. What that means is asked of the item itself. */
async function absent(tools: Looking, draft: Draft, key: ItemKey): Promise<void> {
  const { state, remote, abilities, surroundings } = tools;
  const r = state.remote.get(key);
  if (r === undefined || r.parent === 0) return;
  const now = await remote.get(itemOf(key));
  if (typeof now !== 'string') return present(tools, draft, now);
  const at = surroundings.now();
  if (now === 'forbidden' || (now === 'missing' && abilities.tellsDeleted)) {
    draft.remote({ ...r, state: 'hidden' });
    return;
  }
  const since = r.state === 'missing' ? r.missingSince : at;
  if (now === 'deleted' || abilities.changes || at - since >= missingFor) draft.gone(state.remote.below(key));
  else draft.remote({ ...r, state: 'missing', missingSince: Math.min(since, at) });
}

/** Every open folder is listed, but not what lies below a tag that has not moved. */
async function sweep(tools: Looking, everything: boolean): Promise<void> {
  const { state, remote, abilities } = tools;
  const start = state.remote.root;
  let tag: string | undefined;
  if (abilities.folderTag && !everything) {
    const root = await remote.root();
    tag = root.tag;
    if (tag !== undefined && tag === state.remote.get(start)?.listedTag) return;
  }
  const tags = new Map<ItemKey, string | undefined>([[start, tag]]);
  const queue = [start];
  for (const key of queue) {
    for (const child of await list(tools, key)) {
      const below = keyOf(child);
      if (child.kind !== 'folder' || state.synced.of(below)?.hydration !== 'full') continue;
      if (!everything && child.tag !== undefined && child.tag === state.remote.get(below)?.listedTag)
        continue;
      tags.set(below, child.tag);
      queue.push(below);
    }
  }
  const draft = state.change();
  for (const [key, seen] of tags) {
    const r = state.remote.get(key);
    if (r !== undefined && seen !== undefined) draft.remote({ ...r, listedTag: seen });
  }
  draft.commit();
}

async function list({ state, remote, surroundings }: Looking, key: ItemKey): Promise<RemoteItem[]> {
  const listing = await remote.list(itemOf(key).id).catch((error: unknown) => {
    if (error instanceof RemoteProblem && (error.code === 'missing' || error.code === 'forbidden'))
      return undefined;
    throw error;
  });
  const draft = state.change();
  const itself = state.remote.get(key);
  if (listing === undefined) {
    if (itself !== undefined && itself.parent !== 0)
      draft.remote({ ...itself, state: 'missing', missingSince: surroundings.now() }).commit();
    return [];
  }
  const { children } = listing;
  const found = new Set<ItemKey>();
  for (const child of children) {
    const r = remoteNode(child, state.remote.get(keyOf(child)));
    found.add(r.key);
    draft.remote(r);
  }
  for (const each of state.remote.childrenOf(key)) {
    const r = state.remote.get(each);
    if (r === undefined || found.has(each) || r.state !== 'live') continue;
    draft.remote({ ...r, state: 'missing', missingSince: surroundings.now() });
  }
  if (itself !== undefined) draft.remote({ ...itself, state: 'live', listed: true });
  draft.commit();
  return children;
}

/** Folders that were opened here since, and folders whose names turned out not to be as they were known. */
async function listOpened(tools: Looking): Promise<void> {
  const { state } = tools;
  for (const r of [...state.remote.all()])
    if (
      kindOf(r.key) === 'folder' &&
      !r.listed &&
      r.state === 'live' &&
      state.synced.of(r.key)?.hydration === 'full'
    )
      await list(tools, r.key);
}

async function confirmMissing(tools: Looking): Promise<void> {
  const { state } = tools;
  if (state.remote.unsure === 0) return;
  for (const r of [...state.remote.all()]) {
    if (r.state !== 'missing' || state.remote.get(r.key)?.state !== 'missing') continue;
    const draft = state.change();
    await absent(tools, draft, r.key);
    draft.commit();
  }
}
