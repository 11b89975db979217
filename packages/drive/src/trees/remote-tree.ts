import { type ItemKey, kindOf } from './item-key.ts';

/** An item of the remote as it was last observed. Only what lies in folders that are expanded here is known. */
export interface RemoteNode {
  key: ItemKey;
  /** 0 for the root. */
  parent: ItemKey;
  name: string;
  size: number;
  /** Of files; '' for folders. */
  version: string;
  /** As the server says, or as it was learned by reading this version. */
  sha256: string | undefined;
  /** Of folders: the tag at the last complete listing of all that is expanded below. */
  listedTag: string | undefined;
  /** Of folders: whether the children are known. */
  listed: boolean;
  isPrivate: boolean;
  mayWrite: boolean;
  mayDelete: boolean;
  /**
   * `missing`: absent from a listing, but not yet known to be gone. `hidden`: out of this person's sight, with all that
   * is in it. What of that is there still, and where, is not known, so it has no name that would be in the way.
   */
  state: 'live' | 'missing' | 'hidden';
  missingSince: number;
}

export class RemoteTree {
  readonly #nodes = new Map<ItemKey, RemoteNode>();
  readonly #children = new Map<ItemKey, Set<ItemKey>>();
  readonly #names = new Map<ItemKey, Map<string, ItemKey>>();
  /** How many are not live; a tree without any needs no looking for them. */
  unsure = 0;
  readonly hidden = new Set<ItemKey>();
  /** Folders whose children are not known, or not any more. */
  readonly unlisted = new Set<ItemKey>();
  /** Items that lie in a folder nobody has looked at: they were moved there. */
  readonly orphans = new Set<ItemKey>();
  root: ItemKey = 0;

  get(key: ItemKey): RemoteNode | undefined {
    return this.#nodes.get(key);
  }

  get size(): number {
    return this.#nodes.size;
  }

  all(): IterableIterator<RemoteNode> {
    return this.#nodes.values();
  }

  childrenOf(key: ItemKey): ItemKey[] {
    return [...(this.#children.get(key) ?? [])];
  }

  hasChildren(key: ItemKey): boolean {
    return (this.#children.get(key)?.size ?? 0) > 0;
  }

  /** Whoever has exactly this name in a folder. */
  named(parent: ItemKey, name: string): ItemKey | undefined {
    return this.#names.get(parent)?.get(name);
  }

  set(node: RemoteNode): void {
    this.#unlink(node.key);
    this.#nodes.set(node.key, node);
    if (node.state !== 'live') this.unsure++;
    if (node.state === 'hidden') this.hidden.add(node.key);
    if (!node.listed && kindOf(node.key) === 'folder') this.unlisted.add(node.key);
    if (this.orphans.size > 0) for (const child of this.childrenOf(node.key)) this.orphans.delete(child);
    if (node.parent === 0) {
      this.root = node.key;
      return;
    }
    if (!this.#nodes.has(node.parent)) this.orphans.add(node.key);
    this.#children.getOrInsertComputed(node.parent, () => new Set()).add(node.key);
    if (node.state === 'hidden') return;
    const names = this.#names.getOrInsertComputed(node.parent, () => new Map());
    const other = names.get(node.name);
    if (other === undefined || other > node.key) names.set(node.name, node.key);
  }

  delete(key: ItemKey): void {
    this.#unlink(key);
    this.#nodes.delete(key);
    for (const child of this.childrenOf(key)) this.orphans.add(child);
  }

  /** The item and everything known below it, parents first. Folders that were listed at two moments may lie in a circle. */
  below(key: ItemKey): ItemKey[] {
    const found = new Set([key]);
    for (const next of found) for (const child of this.#children.get(next) ?? []) found.add(child);
    return [...found];
  }

  /** Whether it, or a folder above it, is out of this person's sight. */
  isHidden(key: ItemKey): boolean {
    if (this.hidden.size === 0) return false;
    const way = new Set<ItemKey>();
    for (
      let at = this.#nodes.get(key);
      at !== undefined && !way.has(at.key);
      at = this.#nodes.get(at.parent)
    ) {
      if (at.state === 'hidden') return true;
      way.add(at.key);
    }
    return false;
  }

  #unlink(key: ItemKey): void {
    const old = this.#nodes.get(key);
    if (old === undefined) return;
    if (old.state !== 'live') this.unsure--;
    this.hidden.delete(key);
    this.unlisted.delete(key);
    this.orphans.delete(key);
    this.#children.get(old.parent)?.delete(key);
    const names = this.#names.get(old.parent);
    if (names?.get(old.name) !== key) return;
    names.delete(old.name);
    for (const other of this.#children.get(old.parent) ?? []) {
      const each = this.#nodes.get(other);
      const isNamesake = each?.name === old.name && each.state !== 'hidden';
      if (isNamesake && (names.get(old.name) ?? Number.POSITIVE_INFINITY) > other) names.set(old.name, other);
    }
  }
}
