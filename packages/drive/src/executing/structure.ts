import { stubName, withoutSuffix } from '../placeholders/stub-name.ts';
import type { Operation } from '../planning/operation.ts';
import { madeIn } from '../planning/sent.ts';
import { DiskProblem } from '../ports/disk-problem.ts';
import { RemoteProblem } from '../ports/remote-problem.ts';
import { isSpare } from '../store/spares.ts';
import { privateKey } from '../store/state.ts';
import { itemOf, keyOf, kindOf } from '../trees/item-key.ts';
import type { Synced } from '../trees/synced-tree.ts';
import { isDurable } from './durable.ts';
import {
  folderOf,
  identityOf,
  joined,
  likenessOf,
  likenessOfStamp,
  type Run,
  remoteNode,
  stampOf,
} from './run.ts';
import { removeStubFile } from './stub-file.ts';

type Structural = Extract<
  Operation,
  { verb: 'set-aside' | 'move-local' | 'move-remote' | 'make-local' | 'make-remote' | 'expand' }
>;

/** Whether the names and folders an operation needs are there by now. */
export function isReady(run: Run, operation: Operation): boolean {
  const { state } = run.tools;
  switch (operation.verb) {
    case 'move-local':
    case 'make-local':
    case 'stub':
    case 'download': {
      // Wherever it lies by now.
      if ('replaces' in operation && operation.replaces !== undefined) {
        const old = run.local.get(operation.replaces);
        // What comes whole has the name of its placeholder without the ending.
        const isToOpen = operation.verb === 'download' && old?.kind === 'stub';
        return old !== undefined && !(isToOpen && run.local.named(old.parent, withoutSuffix(old)));
      }
      const folder = run.localOf(operation.parent);
      if (folder?.kind !== 'folder' || state.synced.get(operation.parent) === undefined) return false;
      const own = run.localOf(operation.nid);
      const other = run.local.named(folder.lid, operation.name);
      if (other !== undefined && other.lid !== own?.lid) return false;
      return (
        operation.verb !== 'move-local' || (own !== undefined && !run.local.isWithin(folder.lid, own.lid))
      );
    }
    case 'move-remote':
    case 'make-remote': {
      const folder = run.keyOf(operation.parent);
      if (folder === undefined || state.remote.get(folder) === undefined) return false;
      const other = state.remote.named(folder, operation.name);
      if (other !== undefined && other !== run.keyOf(operation.nid)) return false;
      return (
        operation.verb !== 'move-remote' ||
        !state.remote.below(run.keyOf(operation.nid) ?? 0).includes(folder)
      );
    }
    case 'upload': {
      if (operation.expected !== undefined) return true;
      const folder = run.keyOf(operation.parent);
      return (
        folder !== undefined &&
        state.remote.get(folder) !== undefined &&
        state.remote.named(folder, operation.name) === undefined
      );
    }
    case 'expand': {
      const l = run.localOf(operation.nid);
      return l !== undefined && run.local.named(l.parent, withoutSuffix(l)) === undefined;
    }
    case 'remove-local-folder':
      // A link goes with it, or a copied placeholder, and is kept.
      return [...run.local.childrenOf(operation.lid)].every((lid) => {
        const child = run.local.get(lid);
        if (child === undefined || child.frozen) return false;
        return (
          child.kind === 'other' ||
          (child.stands !== undefined && isSpare(state, likenessOfStamp(child.stamp)))
        );
      });
    default:
      return true;
  }
}

export async function restructure(run: Run, operation: Structural): Promise<void> {
  switch (operation.verb) {
    case 'set-aside':
      return setAside(run, operation);
    case 'move-local':
      return moveLocal(run, operation);
    case 'move-remote':
      return moveRemote(run, operation);
    case 'make-local':
      return makeLocal(run, operation);
    case 'make-remote':
      return makeRemote(run, operation);
    case 'expand':
      return expand(run, operation.nid);
  }
}

async function setAside(
  run: Run,
  { lid, name, isPrivate, over }: Structural & { verb: 'set-aside' },
): Promise<void> {
  const { state } = run.tools;
  const l = run.local.get(lid);
  if (l === undefined) return;
  // When its place is free, nothing else would tell that nobody has deleted it.
  if (over !== undefined && !state.notes('want').has(String(over)))
    state.change().note('want', String(over), 'stub').commit();
  const path = run.local.path(lid);
  const aside = joined(folderOf(path), name);
  if (isPrivate) state.change().wasPrivate({ path: aside, identity: l.identity, by: 'itself' }).commit();
  await run.tools.disk.move(path, aside);
  await run.tools.disk.syncFolder(folderOf(path));
  run.local.update(lid, { name, frozen: true });
}

async function moveLocal(
  run: Run,
  { nid, parent, name, step }: Structural & { verb: 'move-local' },
): Promise<void> {
  const { state, disk } = run.tools;
  const l = run.localOf(nid);
  const s = state.synced.get(nid);
  const folder = run.localOf(parent);
  if (l === undefined || s === undefined || folder === undefined) return;
  const from = run.local.path(l.lid);
  const to = joined(run.local.path(folder.lid), name);
  if (from !== to) {
    await disk.move(from, to);
    await disk.syncFolder(folderOf(to));
    if (folderOf(from) !== folderOf(to)) await disk.syncFolder(folderOf(from));
  }
  const stat = await disk.stat(to);
  run.local.update(l.lid, { parent: folder.lid, name });
  const row: Synced = { ...s, parent, localName: name };
  const r = state.remote.get(s.key);
  // Without a remote name, the name it gets next is made from what the remote says then.
  if (step) row.remoteName = '';
  if (!step && r !== undefined && state.synced.of(r.parent)?.nid === parent) row.remoteName = r.name;
  // The rename is our own; a write at the same moment is not.
  if (stat?.kind === 'file' && l.stamp === s.stamp && likenessOf(stat) === likenessOfStamp(s.stamp)) {
    row.stamp = stampOf(stat);
    run.local.update(l.lid, { stamp: row.stamp });
  }
  state.change().synced(row).commit();
}

async function moveRemote(
  run: Run,
  { nid, parent, name, step }: Structural & { verb: 'move-remote' },
): Promise<void> {
  const { state, remote } = run.tools;
  const s = state.synced.get(nid);
  const l = run.localOf(nid);
  const folder = run.keyOf(parent);
  if (s === undefined || l === undefined || folder === undefined) return;
  // The name and the place are all that is written, so the content may be newer than the base.
  const before = state.remote.get(s.key);
  const expected = kindOf(s.key) === 'file' ? before?.version : undefined;
  const item = await remote.move(itemOf(s.key), { parentId: itemOf(folder).id, name }, expected);
  const r = remoteNode(item, before);
  const stepped = s.hydration === 'stub' ? stubName(name, kindOf(s.key)) : name;
  const row: Synced = { ...s, parent, remoteName: r.name, localName: step ? stepped : l.name };
  // Where the server counts a move as a new version, the content is still the one we have: if nobody else can have
  // written meanwhile.
  const isOurs = run.tools.abilities.ifMatch || (r.sha256 !== undefined && r.sha256 === s.sha256);
  if (s.version === expected && isOurs) row.version = r.version;
  state.change().remote(r).synced(row).commit();
}

async function makeLocal(run: Run, operation: Structural & { verb: 'make-local' }): Promise<void> {
  const { state, disk } = run.tools;
  const folder = run.localOf(operation.parent);
  const r = state.remote.get(operation.key);
  if (folder === undefined || r === undefined) return;
  const path = joined(run.local.path(folder.lid), operation.name);
  // Cut off before the base knows it, it would be a new folder.
  if (r.isPrivate) state.change().wasPrivate({ path, identity: '', by: 'itself' }).commit();
  await disk.makeFolder(path);
  await disk.syncFolder(folderOf(path));
  const stat = await disk.stat(path);
  if (stat === undefined) throw new DiskProblem('vanished');
  const identity = identityOf(stat);
  const l = run.local.add({
    parent: folder.lid,
    name: operation.name,
    kind: 'folder',
    size: 0,
    stamp: '',
    identity,
    sha256: undefined,
    stands: undefined,
    frozen: false,
  });
  if (l === undefined) return;
  run.bind(operation.nid, l.lid);
  state
    .change()
    .synced(folderRow(operation.nid, operation.parent, r, operation.name, identity))
    .note('held', String(operation.nid))
    .note('private', privateKey({ path, identity: '' }))
    .commit();
}

function folderRow(
  nid: number,
  parent: number,
  r: { key: number; name: string; isPrivate: boolean },
  localName: string,
  identity: string,
): Synced {
  return {
    nid,
    key: r.key,
    parent,
    remoteName: r.name,
    localName,
    hydration: 'full',
    version: '',
    size: 0,
    sha256: undefined,
    stamp: '',
    identity,
    isPrivate: r.isPrivate,
    provenAfter: 0,
  };
}

async function makeRemote(run: Run, operation: Structural & { verb: 'make-remote' }): Promise<void> {
  const { state, remote, surroundings } = run.tools;
  const l = run.local.get(operation.lid);
  const parent = run.keyOf(operation.parent);
  if (l === undefined || parent === undefined || !(await isDurable(run, l))) return;
  const note = madeIn(parent, operation.name);
  const before = state.notes('op').get(note);
  const token = before?.verb === 'make-remote' ? before.token : surroundings.randomId();
  if (before === undefined) state.change().note('op', note, { verb: 'make-remote', token }).commit();
  const at = { parentId: itemOf(parent).id, name: operation.name };
  const item = await remote
    .createFolder(operation.isPrivate ? { ...at, isPrivate: true } : at, token)
    .catch((error: unknown) => {
      // As of a file: what the token once made was deleted since, and the next try has another.
      const isMissing = error instanceof RemoteProblem && error.code === 'missing';
      if (isMissing && before !== undefined) state.change().note('op', note).commit();
      throw error;
    });
  const now = before === undefined ? item : await remote.get(item);
  if (typeof now === 'string') {
    state.change().note('op', note).commit();
    return;
  }
  const r = { ...remoteNode(now, undefined), listed: before === undefined };
  const other = state.synced.of(keyOf(now));
  if (other !== undefined && other.nid !== operation.nid) {
    state.change().note('op', note).commit();
    return;
  }
  const name = before === undefined ? item.name : operation.name;
  const row = folderRow(operation.nid, operation.parent, { ...r, name }, l.name, l.identity);
  run.bind(operation.nid, l.lid);
  state.change().remote(r).synced(row).note('op', note).commit();
}

async function expand(run: Run, nid: number): Promise<void> {
  const { state, disk } = run.tools;
  const s = state.synced.get(nid);
  const l = run.localOf(nid);
  if (s === undefined || l?.kind !== 'folder-stub') return;
  const name = withoutSuffix(l);
  if (run.local.named(l.parent, name) !== undefined) throw new DiskProblem('taken');
  const stubPath = run.local.path(l.lid);
  const path = joined(folderOf(stubPath), name);
  await disk.makeFolder(path);
  await disk.syncFolder(folderOf(path));
  const stat = await disk.stat(path);
  if (stat === undefined) throw new DiskProblem('vanished');
  const row: Synced = { ...s, hydration: 'full', localName: name, stamp: '', identity: identityOf(stat) };
  const r = state.remote.get(s.key);
  const draft = state.change().synced(row).note('want', String(nid));
  if (r !== undefined) draft.remote({ ...r, listed: false, listedTag: undefined });
  draft.commit();
  // Only now: until the base says that it is open, the placeholder is what tells that the folder is wanted.
  await removeStubFile(run.tools, stubPath, s.key);
  run.local.update(l.lid, { name, kind: 'folder', stamp: '', identity: row.identity, stands: undefined });
}
