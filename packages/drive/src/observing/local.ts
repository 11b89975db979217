import { identityOf, joined, proofAfter, stampOf, type Tools } from '../executing/run.ts';
import { bytesOf } from '../executing/stub-file.ts';
import { isIgnored } from '../names/ignored.ts';
import { fileSuffix, folderSuffix, nameKey } from '../names/local-name.ts';
import { longestStub, readStub } from '../placeholders/stub.ts';
import { matchLocal } from '../planning/matching.ts';
import { type Entry, stateFolder } from '../ports/disk.ts';
import { DiskProblem } from '../ports/disk-problem.ts';
import { isOtherMount } from '../store/mount.ts';
import { rememberedHere } from '../store/remembered-privacy.ts';
import { type Ignored, type LocalNode, LocalTree } from '../trees/local-tree.ts';
import { isFolder, rootNid, type Synced, type SyncedTree } from '../trees/synced-tree.ts';
import { dropLeftovers, hasNamesake, knownLeftovers, passedOver } from './leftovers.ts';
import { newImprint } from './still.ts';

type Looking = Pick<Tools, 'state' | 'disk' | 'surroundings' | 'mountKey'>;

/** How many files are read at a time to know what is in them. */
const atOnce = 8;
const gibibyte = 2 ** 30;
/** How much of what this process itself has read before is proven in one look while there is other work. */
const provenBeside = { files: 1_000, bytes: gibibyte / 4 };

/**
 * The folder as it is now. Only what is new, or may have been written since the base was made, is read.
 * @param before the last look, whose reading need not be repeated
 * @param ignored what is not to be sent from this machine
 * @param settleFor how long a file has to be left alone before anything is concluded from it, in milliseconds
 * @param isIdle whether there is time to prove all that this process itself has read before, and not only some
 */
export async function observeLocal(
  tools: Looking,
  before: LocalTree | undefined,
  ignored: Ignored,
  settleFor: number,
  isIdle: boolean,
): Promise<LocalTree> {
  const tree = await scanned(tools, before);
  tree.ignored = ignored;
  const unread = doubtful(tools, tree, settleFor, isIdle);
  // One commit for all: a proof that is lost is made again.
  const proofs = tools.state.change();
  for (let at = 0; at < unread.length; at += atOnce) {
    const rows = await Promise.all(unread.slice(at, at + atOnce).map((each) => read(tools, tree, each)));
    for (const row of rows) if (row !== undefined) proofs.synced(row);
  }
  proofs.commit();
  return tree;
}

async function scanned(tools: Looking, before: LocalTree | undefined): Promise<LocalTree> {
  const { disk, state } = tools;
  const tree = new LocalTree(nameKey(disk.profile));
  const isPassedOver = passedOver(disk.profile, () => knownLeftovers(state, disk.profile));
  const imprint = await newImprint(tools, isPassedOver);
  let hasSuspects = false;
  const known = new KnownFiles(state.synced);
  const folders = new Map<string, number>([['', 1]]);
  const nids = new Map<string, number>([['', rootNid]]);
  for await (const batch of disk.scan([''], true))
    for (const listing of batch) {
      imprint.add(listing);
      const parent = folders.get(listing.folder);
      if (parent === undefined) continue;
      if ('failure' in listing) {
        tree.update(parent, { frozen: true });
        continue;
      }
      const isMarked = listing.folder !== '' && listing.entries.some(({ name }) => name === stateFolder);
      if (isMarked && (await isOtherMount(tools, listing.folder))) {
        tree.update(parent, { kind: 'other', identity: '' });
        continue;
      }
      const past = before?.find(listing.folder)?.lid;
      const there = known.in(nids.get(listing.folder));
      for (const entry of listing.entries) {
        if (isPassedOver(entry.name)) continue;
        hasSuspects ||= isIgnored(entry.name);
        const earlier = past === undefined ? undefined : before?.named(past, entry.name);
        const seen = entry.stat?.kind === 'file' ? stampOf(entry.stat) : '';
        const expected = there.get(entry.name);
        const same = expected?.stamp === seen ? expected : known.withStamp(seen);
        const found = await looked(tools, listing.folder, parent, entry, earlier, seen, same);
        if (found.isGone === true && hasSuffix(entry.name)) tree.vanished++;
        const added = tree.add(found);
        if (added?.kind !== 'folder') continue;
        const path = joined(listing.folder, entry.name);
        folders.set(path, added.lid);
        if (expected !== undefined) nids.set(path, expected.nid);
      }
    }
  if (hasSuspects) dropLeftovers(state, disk.profile, tree, matchLocal(state, tree));
  tree.imprint = imprint.toString();
  tree.wasPrivate = rememberedHere(state, tree);
  return tree;
}

/** Files by the stamp they had. Nearly all lie where they lay, so an index of all of them is hardly ever made. */
class KnownFiles {
  readonly #synced: SyncedTree;
  #byStamp: Map<string, Synced> | undefined;

  constructor(synced: SyncedTree) {
    this.#synced = synced;
  }

  in(nid: number | undefined): ReadonlyMap<string, Synced> {
    const found = new Map<string, Synced>();
    for (const child of nid === undefined ? [] : this.#synced.childrenOf(nid)) {
      const s = this.#synced.get(child);
      if (s !== undefined) found.set(s.localName, s);
    }
    return found;
  }

  withStamp(stamp: string): Synced | undefined {
    if (stamp === '') return undefined;
    if (this.#byStamp === undefined) {
      this.#byStamp = new Map();
      for (const s of this.#synced.all()) if (s.stamp !== '') this.#byStamp.set(s.stamp, s);
    }
    return this.#byStamp.get(stamp);
  }
}

async function looked(
  tools: Looking,
  folder: string,
  parent: number,
  entry: Entry,
  earlier: LocalNode | undefined,
  seen: string,
  same: Synced | undefined,
): Promise<Omit<LocalNode, 'lid'> & { isGone?: boolean }> {
  const { stat } = entry;
  // One text for both trees, here and below: there are many.
  const name = same?.localName === entry.name ? same.localName : entry.name;
  const blank = { parent, name, size: 0, stamp: '', identity: '', sha256: undefined, stands: undefined };
  if (stat === undefined || stat.kind === 'other')
    return { ...blank, kind: 'other', frozen: stat === undefined };
  if (stat.kind === 'folder') return { ...blank, kind: 'folder', identity: identityOf(stat), frozen: false };
  const stamp = same?.stamp ?? seen;
  const own = identityOf(stat);
  const identity = same?.identity === own ? same.identity : own;
  const file = { ...blank, size: stat.size, stamp, identity, frozen: false } as const;
  if (earlier?.stamp === stamp && !earlier.frozen && earlier.kind !== 'folder' && earlier.kind !== 'other')
    return {
      ...file,
      kind: earlier.kind,
      identity: earlier.identity,
      sha256: earlier.sha256,
      stands: earlier.stands,
    };
  // Not written since it was whole, so it need not be read to know that it is no placeholder.
  if (same?.hydration === 'full') return { ...file, kind: 'file' };
  if (same !== undefined && hasSuffix(name)) {
    const kind = isFolder(same) ? 'folder-stub' : 'stub';
    return { ...file, kind, identity: same.identity, stands: { key: same.key, version: same.version } };
  }
  const mayStand = stat.size <= longestStub && stat.size > 0;
  const found = mayStand ? await standsFor(tools, joined(folder, name)) : undefined;
  // Nobody knows whether it is a placeholder, whose bytes are never sent.
  if (found === 'unread' || found === 'gone')
    return { ...file, kind: 'file', frozen: true, isGone: found === 'gone' };
  if (found === undefined) return { ...file, kind: 'file' };
  const kind = found.key % 2 === 1 ? 'folder-stub' : 'stub';
  return { ...file, kind, identity: `stub:${found.key}`, stands: { key: found.key, version: found.version } };
}

const hasSuffix = (name: string) => name.endsWith(fileSuffix) || name.endsWith(folderSuffix);

/** A person may have taken the suffix away; what it stands for is inside. */
async function standsFor({ disk, mountKey }: Looking, path: string) {
  try {
    return readStub(await bytesOf(disk, path, longestStub), mountKey);
  } catch (error) {
    return error instanceof DiskProblem && error.code === 'vanished' ? 'gone' : 'unread';
  }
}

/** A file that the base does not vouch for, or whose stamp it took too early to rely on. */
interface Doubt {
  l: LocalNode;
  vouched: Synced | undefined;
}

function doubtful(
  { state, disk, surroundings }: Looking,
  tree: LocalTree,
  settleFor: number,
  isIdle: boolean,
): Doubt[] {
  const match = matchLocal(state, tree);
  const now = surroundings.now();
  const found: Doubt[] = [];
  let { files, bytes } = provenBeside;
  for (const l of tree.all()) {
    if (l.kind !== 'file' || l.frozen) continue;
    const nid = match.nid(l.lid);
    // What is not sent need not be read, unless the remote has something of its name: that may be the same.
    const isLeft = nid === undefined && tree.isIgnored(l);
    if (isLeft && !hasNamesake(state, disk.profile, match.nid(l.parent), l)) continue;
    const s = nid === undefined ? undefined : state.synced.get(nid);
    // A clock that went back would make the wait for proof endless.
    const due =
      s !== undefined && s.provenAfter !== 0 && (now >= s.provenAfter || now < s.provenAfter - proofAfter);
    const isNew = s === undefined || s.stamp !== l.stamp;
    if (isNew && l.sha256 !== undefined) continue;
    if (isNew && isBeingWritten(l, now, settleFor)) tree.settle(l.lid);
    else if (isNew) found.push({ l, vouched: undefined });
    else if (due && (isIdle || l.sha256 === undefined)) found.push({ l, vouched: s });
    else if (due && files > 0 && bytes > 0) {
      found.push({ l, vouched: s });
      files -= 1;
      bytes -= l.size;
    }
  }
  return found;
}

/** What is still written to changes its time of change, which no program can set; of a large file that takes longer. */
function isBeingWritten({ stamp, size }: LocalNode, now: number, settleFor: number): boolean {
  const changed = Number(BigInt(stamp.split(':')[2] ?? 0) / 1_000_000n);
  const since = now - changed;
  // A clock that was set back says nothing of when that was.
  return since >= 0 && since < (size > gibibyte ? 5 * settleFor : settleFor);
}

/** Reads one, and tells what the base is to say of it from now on. */
async function read(
  { disk }: Looking,
  tree: LocalTree,
  { l, vouched: s }: Doubt,
): Promise<Synced | undefined> {
  try {
    const path = tree.path(l.lid);
    // A program that has the file mapped into memory writes it without a new time, until what it wrote was made durable.
    if (s !== undefined) await disk.sync(path);
    const { sha256, stat } = await disk.hash(path, s === undefined);
    // Written while it was read: it is looked at again next time.
    if (stampOf(stat) !== l.stamp) {
      tree.settle(l.lid);
      return undefined;
    }
    tree.update(l.lid, { sha256 });
    if (s === undefined) return undefined;
    // Written in the instant in which the base was made: the stamp says nothing, the content does.
    return { ...s, stamp: s.sha256 === sha256 ? s.stamp : '', provenAfter: 0 };
  } catch {
    tree.update(l.lid, { frozen: true });
    return undefined;
  }
}
