import { remoteNode } from '../executing/run.ts';
import { rootNid } from '../trees/synced-tree.ts';
import { follow } from './following.ts';
import { listDue } from './listing-due.ts';
import type { Looking } from './looking.ts';
import { confirmMissing } from './missing.ts';
import { placeOrphans } from './orphans.ts';

/**
 * The remote as it is now, as far as it is open here: by the feed where there is one, else by listing.
 * @param isFollowed whether the feed was asked already
 */
export async function observeRemote(looking: Looking, isFollowed: boolean): Promise<void> {
  const { state, abilities } = looking;
  if (state.remote.root === 0) await meetRoot(looking);
  if (abilities.changes && !isFollowed) await follow(looking);
  await listDue(looking);
  await confirmMissing(looking);
  await placeOrphans(looking);
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
