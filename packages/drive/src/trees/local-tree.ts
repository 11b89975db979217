import type { ItemKey } from './item-key.ts';

export type LocalKind = 'file' | 'folder' | 'stub' | 'folder-stub' | 'other';

/** Something in the folder of the mount as the last scan saw it. */
export interface LocalNode {
  lid: number;
  /** 0 for the root. */
  parent: number;
  name: string;
  kind: LocalKind;
  size: number;
  /** Another one whenever the file may have been written. '' for folders. */
  stamp: string;
  /** Which file this is, whatever its name. */
  identity: string;
  /** Of files that are new or were written; undefined while it is not known. */
  sha256: string | undefined;
  /** Of stubs: what they stand for. */
  stands: { key: ItemKey; version: string } | undefined;
  /** A folder that could not be read, or a file that is being written: nothing is concluded from it. */
  frozen: boolean;
}

export class LocalTree {
  readonly #nodes = new Map<number, LocalNode>();
  readonly #children = new Map<number, Map<string, number>>();
  readonly #keyOf: (name: string) => string;
  /** Whether anything is frozen. */
  frozen = 0;
  /** Files that were written so lately that they may be written still. */
  settling = 0;
  #next = 2;

  /** @param keyOf names with the same key are the same name on this volume */
  constructor(keyOf: (name: string) => string) {
    this.#keyOf = keyOf;
    this.#nodes.set(1, {
      lid: 1,
      parent: 0,
      name: '',
      kind: 'folder',
      size: 0,
      stamp: '',
      identity: '',
      sha256: undefined,
      stands: undefined,
      frozen: false,
    });
  }

  get(lid: number): LocalNode | undefined {
    return this.#nodes.get(lid);
  }

  get size(): number {
    return this.#nodes.size;
  }

  all(): IterableIterator<LocalNode> {
    return this.#nodes.values();
  }

  childrenOf(lid: number): Iterable<number> {
    return this.#children.get(lid)?.values() ?? [];
  }

  named(parent: number, name: string): LocalNode | undefined {
    const lid = this.#children.get(parent)?.get(this.#keyOf(name));
    return lid === undefined ? undefined : this.#nodes.get(lid);
  }

  /** Undefined when another one already has a name that is the same on this volume. */
  add(node: Omit<LocalNode, 'lid'>): LocalNode | undefined {
    const siblings = this.#siblings(node.parent);
    const key = this.#keyOf(node.name);
    if (siblings.has(key)) return undefined;
    // Written out: a copy of unknown shape takes twice the memory, and there are many.
    const added: LocalNode = {
      lid: this.#next++,
      parent: node.parent,
      name: node.name,
      kind: node.kind,
      size: node.size,
      stamp: node.stamp,
      identity: node.identity,
      sha256: node.sha256,
      stands: node.stands,
      frozen: node.frozen,
    };
    this.#nodes.set(added.lid, added);
    siblings.set(key, added.lid);
    if (added.frozen) this.frozen++;
    return added;
  }

  update(lid: number, change: Partial<Omit<LocalNode, 'lid'>>): void {
    const old = this.#nodes.get(lid);
    if (old === undefined) return;
    const node = { ...old, ...change };
    if (old.frozen !== node.frozen) this.frozen += node.frozen ? 1 : -1;
    this.#nodes.set(lid, node);
    if (node.parent === old.parent && node.name === old.name) return;
    this.#children.get(old.parent)?.delete(this.#keyOf(old.name));
    this.#siblings(node.parent).set(this.#keyOf(node.name), lid);
  }

  /** It is being written: nothing is concluded from it this time. */
  settle(lid: number): void {
    this.update(lid, { frozen: true });
    this.settling++;
  }

  /** Takes it out, and everything below it. */
  delete(lid: number): void {
    const old = this.#nodes.get(lid);
    if (old === undefined) return;
    for (const child of [...this.childrenOf(lid)]) this.delete(child);
    this.#children.delete(lid);
    this.#children.get(old.parent)?.delete(this.#keyOf(old.name));
    this.#nodes.delete(lid);
    if (old.frozen) this.frozen--;
  }

  path(lid: number): string {
    const names: string[] = [];
    for (let at = this.#nodes.get(lid); at !== undefined && at.lid !== 1; at = this.#nodes.get(at.parent))
      names.push(at.name);
    return names.reverse().join('/');
  }

  find(path: string): LocalNode | undefined {
    let at = this.#nodes.get(1);
    for (const name of path === '' ? [] : path.split('/')) at = at && this.named(at.lid, name);
    return at;
  }

  isWithin(lid: number, folder: number): boolean {
    for (let at = this.#nodes.get(lid); at !== undefined; at = this.#nodes.get(at.parent))
      if (at.lid === folder) return true;
    return false;
  }

  #siblings(parent: number): Map<string, number> {
    const found = this.#children.get(parent);
    if (found !== undefined) return found;
    const made = new Map<string, number>();
    this.#children.set(parent, made);
    return made;
  }
}
