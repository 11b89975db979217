import { identityOf, joined, proofAfter, stampOf, type Tools } from '../executing/run.ts';
import { bytesOf } from '../executing/stub-file.ts';
import { isIgnored } from '../names/ignored.ts';
import { fileSuffix, folderSuffix, nameKey } from '../names/local-name.ts';
import { longestStub, readStub } from '../placeholders/stub.ts';
import { matchLocal } from '../planning/matching.ts';
import type { Entry } from '../ports/disk.ts';
import { type LocalNode, LocalTree } from '../trees/local-tree.ts';
import { isFolder, type Synced } from '../trees/synced-tree.ts';

type Looking = Pick<Tools, 'state' | 'disk' | 'surroundings' | 'mountKey'>;

/** How many files are read at a time to know what is in them. */
const atOnce = 8;
const gibibyte = 2 ** 30;

/**
 * The folder as it is now. Only what is new, or may have been written since the base was made, is read.
 * @param before the last look, whose reading need not be repeated
 * @param settleFor how long a file has to be left alone before anything is concluded from it, in milliseconds
 */
export async function observeLocal(
  tools: Looking,
  before: LocalTree | undefined,
  settleFor: number,
): Promise<LocalTree> {
  const tree = await scanned(tools, before);
  const unread = doubtful(tools, tree, settleFor);
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
  const known = new Map<string, Synced>();
  for (const s of state.synced.all()) if (s.stamp !== '') known.set(s.stamp, s);
  const folders = new Map<string, number>([['', 1]]);
  for await (const batch of disk.scan([''], true))
    for (const listing of batch) {
      const parent = folders.get(listing.folder);
      if (parent === undefined) continue;
      if ('failure' in listing) {
        tree.update(parent, { frozen: true });
        continue;
      }
      const past = before?.find(listing.folder)?.lid;
      for (const entry of listing.entries) {
        if (isIgnored(entry.name)) continue;
        const earlier = past === undefined ? undefined : before?.named(past, entry.name);
        const added = tree.add(await looked(tools, listing.folder, parent, entry, earlier, known));
        if (added?.kind === 'folder') folders.set(joined(listing.folder, entry.name), added.lid);
      }
    }
  return tree;
}

async function looked(
  tools: Looking,
  folder: string,
  parent: number,
  { name, stat }: Entry,
  earlier: LocalNode | undefined,
  known: ReadonlyMap<string, Synced>,
): Promise<Omit<LocalNode, 'lid'>> {
  const blank = { parent, name, size: 0, stamp: '', identity: '', sha256: undefined, stands: undefined };
  if (stat === undefined || stat.kind === 'other')
    return { ...blank, kind: 'other', frozen: stat === undefined };
  if (stat.kind === 'folder') return { ...blank, kind: 'folder', identity: identityOf(stat), frozen: false };
  const seen = stampOf(stat);
  const same = known.get(seen);
  // One text for both trees: there are many.
  const stamp = same?.stamp ?? seen;
  const own = identityOf(stat);
  const identity = same?.identity === own ? same.identity : own;
  const file = { ...blank, size: stat.size, stamp, identity, frozen: false } as const;
  if (earlier?.stamp === stamp && earlier.kind !== 'folder' && earlier.kind !== 'other')
    return {
      ...file,
      kind: earlier.kind,
      identity: earlier.identity,
      sha256: earlier.sha256,
      stands: earlier.stands,
    };
  // Not written since it was whole, so it need not be read to know that it is no placeholder.
  if (same?.hydration === 'full') return { ...file, kind: 'file' };
  const suffixed = name.endsWith(fileSuffix) || name.endsWith(folderSuffix);
  if (same !== undefined && suffixed) {
    const kind = isFolder(same) ? 'folder-stub' : 'stub';
    return { ...file, kind, identity: same.identity, stands: { key: same.key, version: same.version } };
  }
  const found = stat.size <= longestStub && stat.size > 0 && (await standsFor(tools, joined(folder, name)));
  if (!found) return { ...file, kind: 'file' };
  const kind = found.key % 2 === 1 ? 'folder-stub' : 'stub';
  return { ...file, kind, identity: `stub:${found.key}`, stands: { key: found.key, version: found.version } };
}

/** A person may have taken the suffix away; what it stands for is inside. */
async function standsFor({ disk, mountKey }: Looking, path: string) {
  const bytes = await bytesOf(disk, path, longestStub).catch(() => undefined);
  return bytes && readStub(bytes, mountKey);
}

/** A file that the base does not vouch for, or whose stamp it took too early to rely on. */
interface Doubt {
  l: LocalNode;
  vouched: Synced | undefined;
}

function doubtful({ state, surroundings }: Looking, tree: LocalTree, settleFor: number): Doubt[] {
  const match = matchLocal(state.synced, tree);
  const now = surroundings.now();
  const found: Doubt[] = [];
  for (const l of tree.all()) {
    if (l.kind !== 'file' || l.sha256 !== undefined || l.frozen) continue;
    const nid = match.nid(l.lid);
    const s = nid === undefined ? undefined : state.synced.get(nid);
    // A clock that went back would make the wait for proof endless.
    const due =
      s !== undefined && s.provenAfter !== 0 && (now >= s.provenAfter || now < s.provenAfter - proofAfter);
    const isNew = s === undefined || s.stamp !== l.stamp;
    if (isNew && isBeingWritten(l, now, settleFor)) tree.settle(l.lid);
    else if (isNew) found.push({ l, vouched: undefined });
    else if (due) found.push({ l, vouched: s });
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
    const { sha256, stat } = await disk.hash(tree.path(l.lid));
    // Written while it was read: it is looked at again next time.
    const isSame = stampOf(stat) === l.stamp;
    tree.update(l.lid, isSame ? { sha256 } : { frozen: true });
    if (!isSame || s === undefined) return undefined;
    // Written in the instant in which the base was made: the stamp says nothing, the content does.
    return { ...s, stamp: s.sha256 === sha256 ? s.stamp : '', provenAfter: 0 };
  } catch {
    tree.update(l.lid, { frozen: true });
    return undefined;
  }
}
