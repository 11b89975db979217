import fc from 'fast-check';
import { nameKey } from '../names/local-name.ts';
import { stubName } from '../placeholders/stub-name.ts';
import type { DiskProfile } from '../ports/disk.ts';
import { everything } from '../rules/folder-rule.ts';
import { keyOf } from '../trees/item-key.ts';
import { type LocalNode, LocalTree } from '../trees/local-tree.ts';
import { type RemoteNode, RemoteTree } from '../trees/remote-tree.ts';
import { rootNid, type Synced, SyncedTree } from '../trees/synced-tree.ts';
import { noneLately } from './deleted-lately.ts';
import type { World } from './world.ts';

const names = ['a', 'A', 'b', 'c', 'd.txt'];

export interface Leaf {
  parent: number;
  kind: 'file' | 'folder';
  name: string;
  isStub: boolean;
  isPrivate: boolean;
}

/** One thing that happened on one side since both were the same. */
export interface Change {
  verb: 'edit' | 'remove' | 'move' | 'make' | 'bar' | 'freeze' | 'hide';
  at: number;
  to: number;
  name: string;
  kind: 'file' | 'folder';
}

export interface Triple {
  base: Leaf[];
  local: Change[];
  remote: Change[];
  caseSensitive: boolean;
  downloads: boolean;
  tellsHashes: boolean;
  released: 'not held' | 'no' | 'time' | 'person';
  wanted: number[];
  /** What is to be a placeholder. */
  unwanted: number[];
}

const leaf = fc.record<Leaf>({
  parent: fc.nat(5),
  kind: fc.constantFrom('file', 'folder', 'folder'),
  name: fc.constantFrom(...names),
  isStub: fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, fc.constant(true)),
  isPrivate: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, fc.constant(true)),
});

const change = fc.record<Change>({
  verb: fc.constantFrom(
    'edit',
    'remove',
    'move',
    'move',
    'move',
    'move',
    'make',
    'make',
    'bar',
    'freeze',
    'hide',
  ),
  at: fc.nat(3),
  to: fc.nat(4),
  name: fc.constantFrom(...names),
  kind: fc.constantFrom('file', 'folder'),
});

/** One tree, and what each side did to it: trees that were drawn apart would have nothing in common. */
export const triples = fc.record<Triple>({
  base: fc.array(leaf, { maxLength: 6 }),
  local: fc.array(change, { maxLength: 5 }),
  remote: fc.array(change, { maxLength: 5 }),
  caseSensitive: fc.boolean(),
  downloads: fc.boolean(),
  tellsHashes: fc.boolean(),
  released: fc.constantFrom('not held', 'no', 'time', 'person'),
  wanted: fc.array(fc.nat(5), { maxLength: 2 }),
  unwanted: fc.array(fc.nat(5), { maxLength: 2 }),
});

interface Thing {
  id: number;
  parent: number;
  kind: 'file' | 'folder';
  name: string;
  isStub: boolean;
  isPrivate: boolean;
  content: number;
  isBarred: boolean;
  isFrozen: boolean;
  isHidden: boolean;
}

/** The three trees of a triple, and all else a plan depends on. */
export function worldOf(triple: Triple): World {
  const profile: DiskProfile = {
    caseSensitive: triple.caseSensitive,
    portableNames: false,
    longestName: 255,
    lengthUnit: 'bytes',
  };
  const fold = nameKey(profile);
  const base = grown(triple.base, fold);
  const here = changed(base, triple.local, 100, fold, (thing) => !thing.isStub);
  const there = changed(
    base,
    triple.remote,
    200,
    (name) => name,
    () => true,
  );
  const synced = new SyncedTree();
  const local = new LocalTree(fold);
  const remote = new RemoteTree();
  synced.set(rootRow());
  remote.set(remoteRow({ ...root(), id: 1, parent: 0 }, triple, base));
  for (const thing of base.values()) synced.set(syncedRow(thing));
  for (const thing of inOrder(there)) remote.set(remoteRow(thing, triple, base));
  const lids = new Map([[1, 1]]);
  for (const thing of inOrder(here)) {
    const added = local.add(localRow(thing, lids.get(thing.parent) ?? 1, base));
    if (added !== undefined) lids.set(thing.id, added.lid);
  }
  const { released } = triple;
  const removed = [...base.keys()].filter((id) => !here.has(id));
  return {
    synced,
    local,
    remote,
    profile,
    rules: triple.downloads ? new Map([[rootNid, everything]]) : new Map(),
    wants: new Map([
      ...triple.unwanted.flatMap((at) => (base.has(10 + at) ? [[10 + at, 'stub'] as const] : [])),
      ...triple.wanted.flatMap((at) => (base.has(10 + at) ? [[10 + at, 'full'] as const] : [])),
    ]),
    held: new Map(released === 'not held' ? [] : removed.map((id) => [id, { since: 0, released }] as const)),
    refused: new Set(),
    deleted: { 'to-remote': noneLately, 'to-local': noneLately },
    approved: new Set(),
    sent: new Set(),
    unanswered: [],
    spares: new Set(),
    mark: 'pc 1',
  };
}

type Things = Map<number, Thing>;

const root = (): Omit<Thing, 'id' | 'parent'> => ({
  kind: 'folder',
  name: '',
  isStub: false,
  isPrivate: false,
  content: 0,
  isBarred: false,
  isFrozen: false,
  isHidden: false,
});

function grown(leaves: readonly Leaf[], fold: (name: string) => string): Things {
  const things: Things = new Map();
  for (const [at, { parent: wish, ...rest }] of leaves.entries()) {
    const parent = folderAt(things, wish);
    if (isTaken(things, parent, rest.name, fold)) continue;
    const id = 10 + at;
    const isPrivate = rest.isPrivate || (things.get(parent)?.isPrivate ?? false);
    things.set(id, { ...root(), ...rest, isPrivate, id, parent });
  }
  return things;
}

/** @param isWritable whether there is content to be written over; of a placeholder there is on the remote alone */
function changed(
  base: Things,
  changes: readonly Change[],
  from: number,
  fold: (name: string) => string,
  isWritable: (thing: Thing) => boolean,
) {
  const things: Things = new Map([...base].map(([id, thing]) => [id, { ...thing }]));
  for (const [at, { verb, name, kind, ...where }] of changes.entries()) {
    const thing = things.get(10 + where.at);
    const parent = folderAt(things, where.to);
    if (verb === 'make') {
      if (isTaken(things, parent, name, fold)) continue;
      things.set(from + at, { ...root(), id: from + at, parent, name, kind, content: from + at });
    } else if (thing === undefined) continue;
    else if (verb === 'remove') for (const id of below(things, thing.id)) things.delete(id);
    else if (verb === 'edit')
      thing.content = thing.kind === 'file' && isWritable(thing) ? from + at : thing.content;
    else if (verb === 'bar') thing.isBarred = true;
    else if (verb === 'freeze') thing.isFrozen = true;
    else if (verb === 'hide') thing.isHidden = true;
    else if (!below(things, thing.id).includes(parent) && !isTaken(things, parent, name, fold))
      Object.assign(thing, { parent, name });
  }
  return things;
}

function folderAt(things: Things, wish: number): number {
  const folders = [1];
  for (const { id, kind, isStub } of things.values()) if (kind === 'folder' && !isStub) folders.push(id);
  return folders[wish % folders.length] ?? 1;
}

function isTaken(things: Things, parent: number, name: string, fold: (name: string) => string): boolean {
  return [...things.values()].some((each) => each.parent === parent && fold(each.name) === fold(name));
}

function below(things: Things, id: number): number[] {
  const found = [id];
  for (const next of found) for (const each of things.values()) if (each.parent === next) found.push(each.id);
  return found;
}

function inOrder(things: Things): Thing[] {
  return below(things, 1).flatMap((id) => things.get(id) ?? []);
}

const keyFor = ({ id, kind }: Pick<Thing, 'id' | 'kind'>) => keyOf({ id, kind });
const stampFor = ({ id, kind, content }: Thing) => (kind === 'folder' ? '' : `1:${content}:1:${id}`);

function rootRow(): Synced {
  return { ...syncedRow({ ...root(), id: 1, parent: 0 }), nid: rootNid, localName: '', parent: 0 };
}

function syncedRow(thing: Thing): Synced {
  const { id, parent, kind, name, isStub, isPrivate } = thing;
  return {
    nid: id,
    key: keyFor(thing),
    parent,
    remoteName: name,
    localName: isStub ? stubName(name, kind) : name,
    hydration: isStub ? 'stub' : 'full',
    version: kind === 'file' ? `v${thing.content}` : '',
    size: 1,
    sha256: kind === 'file' && !isStub ? `c${thing.content}` : undefined,
    stamp: isStub ? `stub ${id}` : stampFor(thing),
    identity: isStub ? `stub:${keyFor(thing)}` : `i${id}`,
    isPrivate,
    provenAfter: 0,
  };
}

function remoteRow(thing: Thing, { tellsHashes }: Triple, base: Things): RemoteNode {
  const { id, parent, kind, name, content, isPrivate, isBarred, isFrozen, isHidden } = thing;
  const isClosed = base.get(id)?.isStub === true || (id !== 1 && !base.has(id));
  return {
    key: keyFor(thing),
    parent: parent === 0 ? 0 : keyOf({ id: parent, kind: 'folder' }),
    name,
    size: 1,
    version: kind === 'file' ? `v${content}` : '',
    sha256: kind === 'file' && tellsHashes ? `c${content}` : undefined,
    listedTag: undefined,
    listed: kind === 'folder' && !isClosed,
    isPrivate,
    mayWrite: !isBarred,
    mayDelete: !isBarred,
    state: isHidden ? 'hidden' : isFrozen ? 'missing' : 'live',
    missingSince: 0,
  };
}

function localRow(thing: Thing, parent: number, base: Things): Omit<LocalNode, 'lid'> {
  const { id, kind, name, isStub, content, isFrozen } = thing;
  const before = base.get(id);
  const blank = { parent, size: 1, sha256: undefined, stands: undefined, frozen: isFrozen };
  if (isStub) {
    const stands = { key: keyFor(thing), version: kind === 'file' ? `v${content}` : '' };
    const isFile = kind === 'file';
    return {
      ...blank,
      name: stubName(name, kind),
      kind: isFile ? 'stub' : 'folder-stub',
      stamp: `stub ${id}`,
      identity: `stub:${stands.key}`,
      stands,
    };
  }
  const isRead = kind === 'file' && before?.content !== content;
  return {
    ...blank,
    name,
    kind,
    stamp: stampFor(thing),
    identity: `i${id}`,
    sha256: isRead ? `c${content}` : undefined,
  };
}
