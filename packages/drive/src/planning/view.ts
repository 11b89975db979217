import { localName, nameKey, remoteName } from '../names/local-name.ts';
import { withoutSuffix } from '../placeholders/stub-name.ts';
import type { ItemKey } from '../trees/item-key.ts';
import type { LocalNode } from '../trees/local-tree.ts';
import type { RemoteNode } from '../trees/remote-tree.ts';
import { isFolder, rootNid, type Synced } from '../trees/synced-tree.ts';
import { type Matching, matchLocal } from './matching.ts';
import type { World } from './world.ts';

export interface Place {
  parent: number;
  name: string;
}

/** One node as both sides have it, and how each differs from what they shared. */
export interface NodeView {
  s: Synced;
  l: LocalNode | undefined;
  r: RemoteNode | undefined;
  localContent: boolean;
  remoteContent: boolean;
  localMoved: boolean;
  remoteMoved: boolean;
}

/** The three trees side by side. Nodes that only one side has are numbered on first sight. */
export class View {
  readonly world: World;
  readonly match: Matching;
  readonly #newLocal = new Map<number, number>();
  readonly #merged = new Map<number, ItemKey>();
  readonly #newRemote = new Map<ItemKey, number>();
  readonly #seen = new Map<number, NodeView>();
  /** Names that something is going to take, by folder. */
  readonly #claims = new Map<string, number>();
  readonly #keyOf: (name: string) => string;
  /** Nodes that were deleted or moved here by a person who may not: they come back. */
  readonly undone = new Set<number>();
  #strays: Map<ItemKey, LocalNode> | undefined;
  #parted: Map<number, LocalNode> | undefined;
  #hidden: Set<string> | undefined;
  #unsent: Set<string> | undefined;
  #hasUnread: boolean | undefined;
  #next: number;

  constructor(world: World) {
    this.world = world;
    this.match = matchLocal(world, world.local);
    this.#next = world.synced.next;
    this.#keyOf = nameKey(world.profile);
  }

  node(nid: number): NodeView | undefined {
    const known = this.#seen.get(nid);
    if (known !== undefined) return known;
    const s = this.world.synced.get(nid);
    if (s === undefined) return undefined;
    const view = this.#compare(s);
    this.#seen.set(nid, view);
    return view;
  }

  /** Whether there is nothing to do about a node, told as cheaply as can be: it is asked of every one. */
  isQuiet(s: Synced): boolean {
    const l = this.match.local(s.nid);
    const r = this.world.remote.get(s.key);
    return (
      l !== undefined &&
      r !== undefined &&
      l.stamp === s.stamp &&
      r.version === s.version &&
      l.name === s.localName &&
      r.name === s.remoteName &&
      this.match.nid(l.parent) === s.parent &&
      this.world.synced.of(r.parent)?.nid === s.parent &&
      l.identity === s.identity &&
      r.isPrivate === s.isPrivate &&
      !(s.localName !== s.remoteName && s.localName.includes(' (')) &&
      !(s.hydration === 'stub' && this.world.remote.hasChildren(s.key))
    );
  }

  /** The node of a local thing; a new one gets a number. */
  nidOfLocal(lid: number): number {
    const known = this.match.nid(lid) ?? this.#newLocal.get(lid);
    if (known !== undefined) return known;
    const nid = this.#next++;
    this.#newLocal.set(lid, nid);
    return nid;
  }

  nidOfRemote(key: ItemKey): number {
    const known = this.world.synced.of(key)?.nid ?? this.#newRemote.get(key);
    if (known !== undefined) return known;
    const nid = this.#next++;
    this.#newRemote.set(key, nid);
    return nid;
  }

  /** The folder of something that only one side has. */
  parentOfNew(nid: number): number | undefined {
    for (const [key, known] of this.#newRemote) {
      const r = known === nid ? this.world.remote.get(key) : undefined;
      if (r !== undefined) return this.nidOfRemote(r.parent);
    }
    for (const [lid, known] of this.#newLocal) {
      const l = known === nid ? this.world.local.get(lid) : undefined;
      if (l !== undefined) return this.nidOfLocal(l.parent);
    }
    return undefined;
  }

  /** Whether a name in a folder is already given away by this plan, to another node. */
  isClaimed(parent: number, name: string, nid: number): boolean {
    return (this.#claims.get(`${parent}/${this.#keyOf(name)}`) ?? nid) !== nid;
  }

  claim(parent: number, name: string, nid: number): void {
    this.#claims.set(`${parent}/${this.#keyOf(name)}`, nid);
  }

  /** Placeholders that are not the one of any node, by what they stand for; a person's copy only where there is no other. */
  strayStubs(): ReadonlyMap<ItemKey, LocalNode> {
    if (this.#strays !== undefined) return this.#strays;
    this.#strays = new Map();
    for (const l of this.world.local.all()) {
      if (l.stands === undefined || this.match.nid(l.lid) !== undefined) continue;
      const { key } = l.stands;
      if (!this.world.spares.has(l.lid) || !this.#strays.has(key)) this.#strays.set(key, l);
    }
    return this.#strays;
  }

  /** A person's copy of the placeholder of an item, where no other one is astray. */
  spareOf(key: ItemKey): LocalNode | undefined {
    const stray = this.strayStubs().get(key);
    return stray !== undefined && this.world.spares.has(stray.lid) ? stray : undefined;
  }

  /**
   * Files that are what a private node was and that are not its own any more: a program that saves gives the old one
   * another name, be it that of another item.
   */
  parted(): ReadonlyMap<number, LocalNode> {
    if (this.#parted !== undefined) return this.#parted;
    this.#parted = new Map();
    let known: ReadonlySet<string> | undefined;
    for (const l of this.world.local.all()) {
      if (l.kind !== 'file' || l.identity === '') continue;
      const nid = this.match.nid(l.lid);
      if (nid !== undefined && this.world.synced.get(nid)?.identity === l.identity) continue;
      known ??= this.#privateFiles();
      if (known.has(l.identity)) this.#parted.set(l.lid, l);
    }
    return this.#parted;
  }

  #privateFiles(): ReadonlySet<string> {
    const found = new Set<string>();
    for (const s of this.world.synced.all())
      if (!isFolder(s) && (s.isPrivate || this.world.remote.get(s.key)?.isPrivate)) found.add(s.identity);
    return found;
  }

  /** Whether a new local thing can be this item: on some volumes two names of the remote are one here. */
  mayBe({ lid, name }: LocalNode, { key, parent }: RemoteNode): boolean {
    const { remote, profile } = this.world;
    const namesake = remote.named(parent, remoteName(name, profile)) ?? key;
    return this.match.nid(lid) === undefined && (this.#merged.get(lid) ?? namesake) === key;
  }

  /** Both sides made the same new thing: one node. */
  merge(lid: number, key: ItemKey): number {
    const nid = this.nidOfRemote(key);
    this.#newLocal.set(lid, nid);
    this.#merged.set(lid, key);
    return nid;
  }

  /** What this plan found a new local thing to be. */
  mergedInto(lid: number): ItemKey | undefined {
    return this.#merged.get(lid);
  }

  /** Where the local side has it, in the remote's names. */
  localPlace({ s, l }: { s: Synced; l: LocalNode }): Place {
    const { profile } = this.world;
    const plain = withoutSuffix(l);
    // A number that it got because its name was taken here is part of what a person sees.
    const isItsName = localName(s.remoteName, profile, s.key.toString(32)) === plain;
    const name =
      isItsName && sameText(l.name, s.localName) ? s.remoteName : remoteName(plain, profile, s.remoteName);
    return { parent: this.nidOfLocal(l.parent), name };
  }

  /** Nothing may be concluded about a node whose sides are not both known. */
  isUnsure(node: NodeView): boolean {
    const { remote } = this.world;
    if (remote.unsure > 0)
      for (let at = node.r ?? this.#nearestRemote(node.s); at !== undefined; at = remote.get(at.parent))
        if (at.state !== 'live') return true;
    return this.isUnread(node);
  }

  /** Whether the local side of a node is not known. */
  isUnread({ s, l }: NodeView): boolean {
    const { local, synced } = this.world;
    if (l === undefined && local.others > 0)
      for (let at: Synced | undefined = s; at !== undefined; at = synced.get(at.parent))
        if (this.#isObscured(at)) return true;
    if (this.isFrozen(l)) return true;
    if (local.frozen > 0 && l === undefined)
      for (let at = s.parent; at !== 0; at = synced.get(at)?.parent ?? 0)
        if (this.isFrozen(this.match.local(at))) return true;
    return false;
  }

  /**
   * Whether something here could not be read that is no known item: it may be what seems deleted, under another name or in
   * another folder. What is only being written is a file.
   */
  get hasUnread(): boolean {
    const { local } = this.world;
    if (this.#hasUnread !== undefined) return this.#hasUnread;
    this.#hasUnread = false;
    if (local.frozen > local.settling)
      for (const l of local.all())
        if (
          l.frozen &&
          !local.isSettling(l.lid) &&
          (l.kind !== 'file' || this.match.nid(l.lid) === undefined)
        )
          this.#hasUnread = true;
    return this.#hasUnread;
  }

  /** Whether it, or a folder above it, could not be read. */
  isFrozen(l: LocalNode | undefined): boolean {
    const { local } = this.world;
    if (local.frozen > 0)
      for (let at = l; at !== undefined; at = local.get(at.parent)) if (at.frozen) return true;
    return false;
  }

  /** A link lies in its place, or something that cannot be looked at: that it was deleted is not known. */
  #isObscured({ nid, parent, localName: name }: Synced): boolean {
    const folder = this.match.local(nid) === undefined ? this.match.local(parent) : undefined;
    return folder !== undefined && this.world.local.named(folder.lid, name)?.kind === 'other';
  }

  /** Whether it is, under whatever name, the file that an item was which is out of sight now. */
  wasHidden({ identity }: LocalNode): boolean {
    const { remote, synced } = this.world;
    if (this.#hidden === undefined) {
      this.#hidden = new Set();
      for (const top of remote.hidden)
        for (const key of remote.below(top)) this.#hidden.add(synced.of(key)?.identity ?? '');
    }
    return identity !== '' && this.#hidden.has(identity);
  }

  /** Whether the file that a node was lies in the place of another one here, as a version of that which is not sent yet. */
  isUnsentElsewhere({ identity }: Synced): boolean {
    const { local, synced } = this.world;
    if (this.#unsent === undefined) {
      this.#unsent = new Set();
      for (const l of local.all()) {
        const s = l.kind === 'file' ? synced.get(this.match.nid(l.lid) ?? 0) : undefined;
        if (s !== undefined && s.identity !== l.identity) this.#unsent.add(l.identity);
      }
    }
    return this.#unsent.has(identity);
  }

  #nearestRemote(s: Synced): RemoteNode | undefined {
    const { synced, remote } = this.world;
    for (let at = synced.get(s.parent); at !== undefined; at = synced.get(at.parent)) {
      const found = remote.get(at.key);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #compare(s: Synced): NodeView {
    const l = this.match.local(s.nid);
    const r = this.world.remote.get(s.key);
    const file = !isFolder(s);
    const isRoot = s.nid === rootNid;
    return {
      s,
      l,
      r,
      localContent:
        file &&
        l !== undefined &&
        s.hydration === 'full' &&
        l.stamp !== s.stamp &&
        (l.sha256 === undefined || l.sha256 !== s.sha256),
      remoteContent: file && r !== undefined && r.version !== s.version,
      localMoved:
        !isRoot &&
        l !== undefined &&
        (this.match.nid(l.parent) !== s.parent || !sameText(l.name, s.localName)),
      remoteMoved:
        !isRoot &&
        r !== undefined &&
        (this.world.synced.of(r.parent)?.nid !== s.parent || r.name !== s.remoteName),
    };
  }
}

const sameText = (a: string, b: string) => a === b || a.normalize('NFC') === b.normalize('NFC');
