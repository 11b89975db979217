import { type ItemKey, kindOf } from './item-key.ts';

/** What both sides were proved to share: the base against which a change of either is seen. */
export interface Synced {
  nid: number;
  key: ItemKey;
  /** 0 for the root. */
  parent: number;
  remoteName: string;
  /** With the suffix of a placeholder, when it is one. */
  localName: string;
  hydration: 'full' | 'stub';
  version: string;
  size: number;
  sha256: string | undefined;
  /** '' of folders, and of a file that has no local copy any more which anybody could have changed. */
  stamp: string;
  identity: string;
  isPrivate: boolean;
  /** Until when the stamp proves nothing, because a write in the same instant would leave it as it is; 0 when it does. */
  provenAfter: number;
}

export const rootNid = 1;

export class SyncedTree {
  readonly #nodes = new Map<number, Synced>();
  readonly #byKey = new Map<ItemKey, number>();
  readonly #children = new Map<number, Set<number>>();
  next = 2;

  get(nid: number): Synced | undefined {
    return this.#nodes.get(nid);
  }

  get size(): number {
    return this.#nodes.size;
  }

  all(): IterableIterator<Synced> {
    return this.#nodes.values();
  }

  of(key: ItemKey): Synced | undefined {
    const nid = this.#byKey.get(key);
    return nid === undefined ? undefined : this.#nodes.get(nid);
  }

  childrenOf(nid: number): Iterable<number> {
    return this.#children.get(nid) ?? [];
  }

  set(node: Synced): void {
    const old = this.#nodes.get(node.nid);
    if (old !== undefined && old.key !== node.key) this.#byKey.delete(old.key);
    if (old !== undefined && old.parent !== node.parent) this.#children.get(old.parent)?.delete(node.nid);
    this.#nodes.set(node.nid, node);
    this.#byKey.set(node.key, node.nid);
    const siblings = this.#children.get(node.parent);
    if (siblings === undefined) this.#children.set(node.parent, new Set([node.nid]));
    else siblings.add(node.nid);
    if (node.nid >= this.next) this.next = node.nid + 1;
  }

  delete(nid: number): void {
    const old = this.#nodes.get(nid);
    if (old === undefined) return;
    this.#nodes.delete(nid);
    if (this.#byKey.get(old.key) === nid) this.#byKey.delete(old.key);
    this.#children.get(old.parent)?.delete(nid);
    if (this.#children.get(nid)?.size === 0) this.#children.delete(nid);
  }

  /** The node and everything below it, parents first. */
  below(nid: number): number[] {
    const found = [nid];
    for (const next of found) found.push(...this.childrenOf(next));
    return found;
  }
}

export const isFolder = (node: Pick<Synced, 'key'>): boolean => kindOf(node.key) === 'folder';
