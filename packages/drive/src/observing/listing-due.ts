import type { State } from '../store/state.ts';
import { type ItemKey, kindOf } from '../trees/item-key.ts';
import type { RemoteNode } from '../trees/remote-tree.ts';
import { list } from './listing.ts';
import type { Looking } from './looking.ts';

const day = 86_400_000;

/**
 * Lists what has to be listed, within the budget: first what was opened since or is known to be otherwise; then, by a
 * server without a feed, what lies below a tag that has moved, or, without tags, every open folder in turn.
 */
export async function listDue(looking: Looking): Promise<void> {
  const { state, abilities, surroundings, times } = looking;
  if (abilities.folderTag && !abilities.changes) await askTheRoot(looking);
  await listOpened(looking);
  const isTold = abilities.changes || abilities.folderTag;
  if (isTold) startAudit(looking);
  const due = isTold ? [...times.toAudit] : times.due(open(looking), surroundings.now());
  for (const key of due) {
    if (!isOpen(looking, state.remote.get(key))) {
      times.toAudit.delete(key);
      continue;
    }
    if (!looking.budget.take(surroundings.now())) return;
    await list(looking, key);
  }
  await listOpened(looking);
}

/** Its tag stands for everything. */
async function askTheRoot(looking: Looking): Promise<void> {
  const { state, remote } = looking;
  const root = state.remote.get(state.remote.root);
  if (root === undefined || !root.listed) return;
  const { tag } = await remote.root();
  if (tag === undefined || tag !== root.listedTag) await list(looking, root.key);
}

/** Folders that were opened here since, and folders in which something turned out not to be as it was known. */
async function listOpened(looking: Looking): Promise<void> {
  const { state, budget, surroundings } = looking;
  const passed = new Set<ItemKey>();
  for (;;) {
    const next = [...state.remote.unlisted].filter(
      (key) => !passed.has(key) && isOpen(looking, state.remote.get(key)),
    );
    if (next.length === 0) return;
    for (const key of next) {
      if (!budget.take(surroundings.now())) return;
      passed.add(key);
      await list(looking, key);
    }
  }
}

function* open(looking: Looking): Iterable<ItemKey> {
  for (const s of looking.state.synced.all())
    if (isOpen(looking, looking.state.remote.get(s.key))) yield s.key;
}

export const isOpen = ({ state }: Pick<Looking, 'state'>, r: RemoteNode | undefined): r is RemoteNode =>
  r !== undefined &&
  kindOf(r.key) === 'folder' &&
  r.state === 'live' &&
  !state.remote.isHidden(r.key) &&
  state.synced.of(r.key)?.hydration === 'full';

export function isAuditDue(state: State, now: number): boolean {
  const last = state.notes('meta').get('audited');
  return typeof last !== 'number' || last > now || now - last >= day;
}

/** Once a day everything is listed in spite of feed and tags: what they lost, and rights that were changed, show then. */
function startAudit(looking: Looking): void {
  const { state, surroundings, times } = looking;
  const now = surroundings.now();
  if (!isAuditDue(state, now)) return;
  const last = state.notes('meta').get('audited');
  state.change().note('meta', 'audited', now).commit();
  // The first listing of a mount is an audit itself.
  if (last !== undefined) for (const key of open(looking)) times.toAudit.add(key);
}
