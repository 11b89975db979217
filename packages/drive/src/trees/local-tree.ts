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

/** Whether a path, and all below it, is not to be sent from this machine. */
export type Ignored = (path: string, isFolder: boolean) => boolean;

/** The second of two spellings is known by its very letters. */
const twinKey = (name: string): string => `\0${name}`;

export class LocalTree {
  /** By number; a list takes a fifth of the room of a map. */
  readonly #nodes: (LocalNode | undefined)[] = [undefined];
  #size = 1;
  readonly #children = new Map<number, Map<string, number>>();
  readonly #keyOf: (name: string) => string;
  /** Whether two spellings of one name lie beside each other anywhere. */
  #hasTwins = false;
  /** Counts for what the base does not know: nothing is deleted because it is ignored. */
  ignored: Ignored = () => false;
  /** What was private, by itself or by a folder above, when the base forgot it or it was parted from its node. */
  wasPrivate: ReadonlyMap<number, 'itself' | 'above'> = new Map();
  /** All that was read of the folder, in short. */
  imprint = '';
  /** Whether anything is frozen. */
  frozen = 0;
  /** What is neither a file nor a folder, or could not be looked at. */
  others = 0;
  /** Files that were written so lately that they may be written still. */
  readonly #settling = new Set<number>();
  /** By their names placeholders, and gone before they were read: each may lie under another name now. */
  vanished = 0;

  /** @param keyOf names with the same key are the same name on this volume */
  constructor(keyOf: (name: string) => string) {
    this.#keyOf = keyOf;
    this.#nodes.push({
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
    return this.#nodes[lid];
  }

  get size(): number {
    return this.#size;
  }

  /** One that is added meanwhile comes as well. */
  *all(): Generator<LocalNode> {
    for (let lid = 1; lid < this.#nodes.length; lid += 1) {
      const node = this.#nodes[lid];
      if (node !== undefined) yield node;
    }
  }

  /** Above every number that was given. */
  get next(): number {
    return this.#nodes.length;
  }

  isIgnored({ lid, kind }: LocalNode): boolean {
    return this.ignored(this.path(lid), kind === 'folder');
  }

  childrenOf(lid: number): Iterable<number> {
    return this.#children.get(lid)?.values() ?? [];
  }

  named(parent: number, name: string): LocalNode | undefined {
    const siblings = this.#children.get(parent);
    const twin = this.#hasTwins ? siblings?.get(twinKey(name)) : undefined;
    const lid = twin ?? siblings?.get(this.#keyOf(name));
    return lid === undefined ? undefined : this.#nodes[lid];
  }

  /** Undefined when another one has that name already; in another spelling the volume lets it have it as well. */
  add(node: Omit<LocalNode, 'lid'>): LocalNode | undefined {
    const siblings = this.#siblings(node.parent);
    let key = this.#keyOf(node.name);
    const other = siblings.get(key);
    if (other !== undefined) {
      if (this.#nodes[other]?.name === node.name) return undefined;
      key = twinKey(node.name);
      if (siblings.has(key)) return undefined;
      this.#hasTwins = true;
    }
    // Written out: a copy of unknown shape takes twice the memory, and there are many.
    const added: LocalNode = {
      lid: this.#nodes.length,
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
    this.#nodes.push(added);
    this.#size += 1;
    siblings.set(key, added.lid);
    if (added.frozen) this.frozen++;
    if (added.kind === 'other') this.others++;
    return added;
  }

  update(lid: number, change: Partial<Omit<LocalNode, 'lid'>>): void {
    const old = this.#nodes[lid];
    if (old === undefined) return;
    const node = { ...old, ...change };
    if (old.frozen !== node.frozen) this.frozen += node.frozen ? 1 : -1;
    this.others += Number(node.kind === 'other') - Number(old.kind === 'other');
    this.#nodes[lid] = node;
    if (node.parent === old.parent && node.name === old.name) return;
    this.#unname(old);
    this.#siblings(node.parent).set(this.#keyOf(node.name), lid);
  }

  /** It is being written: nothing is concluded from it this time. */
  settle(lid: number): void {
    this.update(lid, { frozen: true });
    this.#settling.add(lid);
  }

  get settling(): number {
    return this.#settling.size;
  }

  isSettling(lid: number): boolean {
    return this.#settling.has(lid);
  }

  /** Takes it out, and everything below it. */
  delete(lid: number): void {
    const old = this.#nodes[lid];
    if (old === undefined) return;
    for (const child of [...this.childrenOf(lid)]) this.delete(child);
    this.#children.delete(lid);
    this.#unname(old);
    this.#nodes[lid] = undefined;
    this.#size -= 1;
    if (old.frozen) this.frozen--;
    if (old.kind === 'other') this.others--;
  }

  path(lid: number): string {
    const names: string[] = [];
    for (let at = this.#nodes[lid]; at !== undefined && at.lid !== 1; at = this.#nodes[at.parent])
      names.push(at.name);
    return names.reverse().join('/');
  }

  find(path: string): LocalNode | undefined {
    let at = this.#nodes[1];
    for (const name of path === '' ? [] : path.split('/')) at = at && this.named(at.lid, name);
    return at;
  }

  isWithin(lid: number, folder: number): boolean {
    for (let at = this.#nodes[lid]; at !== undefined; at = this.#nodes[at.parent])
      if (at.lid === folder) return true;
    return false;
  }

  #unname({ lid, parent, name }: LocalNode): void {
    const siblings = this.#children.get(parent);
    for (const key of [this.#keyOf(name), twinKey(name)])
      if (siblings?.get(key) === lid) siblings.delete(key);
  }

  #siblings(parent: number): Map<string, number> {
    const found = this.#children.get(parent);
    if (found !== undefined) return found;
    const made = new Map<string, number>();
    this.#children.set(parent, made);
    return made;
  }
}
