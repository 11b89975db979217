import { writeStub } from '../placeholders/stub.ts';
import { stubName } from '../placeholders/stub-name.ts';
import type { Operation } from '../planning/operation.ts';
import type { Stat } from '../ports/disk.ts';
import { DiskProblem } from '../ports/disk-problem.ts';
import { type ItemKey, kindOf } from '../trees/item-key.ts';
import type { LocalNode } from '../trees/local-tree.ts';
import type { RemoteNode } from '../trees/remote-tree.ts';
import type { Synced } from '../trees/synced-tree.ts';
import { putBack } from './put-back.ts';
import {
  folderOf,
  joined,
  likenessOf,
  likenessOfStamp,
  partialFolder,
  type Run,
  stampOf,
  trashFolder,
} from './run.ts';
import { removeStubFile } from './stub-file.ts';

/** Writes a placeholder, or the newer one of an item that changed. */
export async function stub(run: Run, operation: Operation & { verb: 'stub' }): Promise<void> {
  const { state, disk } = run.tools;
  const r = state.remote.get(operation.key);
  const old = operation.replaces === undefined ? undefined : run.local.get(operation.replaces);
  // The old one may have been moved since this was planned, by the same plan.
  const folder = old === undefined ? run.localOf(operation.parent) : run.local.get(old.parent);
  if (r === undefined || folder === undefined) return;
  const path = joined(run.local.path(folder.lid), old?.name ?? operation.name);
  const draft = await prepared(run, r);
  const away = old && (await takeAway(run, old, path, r.key));
  await disk.move(draft.path, path);
  await disk.syncFolder(folderOf(path));
  const known = state.synced.get(operation.nid);
  const row: Synced = {
    ...stubRow(operation.nid, operation.parent, r, operation.name),
    stamp: await stampAt(run, path, draft.stat),
  };
  if (old !== undefined && known !== undefined)
    Object.assign(row, { parent: known.parent, remoteName: known.remoteName, localName: known.localName });
  if (away !== undefined) await disk.removeFile(joined(trashFolder, away));
  const done = state.change().synced(row).note('held', String(row.nid)).note('want', String(row.nid));
  await (away === undefined ? done : done.note('op', away)).commitSoon();
  const { stamp, identity } = row;
  const stands = { key: r.key, version: r.version };
  if (old !== undefined) run.local.update(old.lid, { stamp, identity, stands });
  else {
    const kind = kindOf(r.key) === 'file' ? 'stub' : 'folder-stub';
    const added = run.local.add({
      parent: folder.lid,
      name: operation.name,
      kind,
      size: 0,
      stamp,
      identity,
      stands,
      sha256: undefined,
      frozen: false,
    });
    if (added !== undefined) run.bind(row.nid, added.lid);
  }
}

/**
 * The old placeholder goes before the new one comes, and nothing is ever replaced: somebody who saves or renames right
 * now finds the place free, or keeps what is theirs.
 */
async function takeAway(run: Run, old: LocalNode, path: string, key: ItemKey): Promise<string> {
  const { state, disk, surroundings } = run.tools;
  const id = surroundings.randomId();
  const away = joined(trashFolder, id);
  await state.change().note('op', id, { verb: 'renew', key, path, away }).commitSoon();
  await disk.move(path, away);
  const taken = await disk.stat(away);
  // Restarting puts it back.
  if (taken === undefined || likenessOf(taken) !== likenessOfStamp(old.stamp))
    throw new DiskProblem('vanished');
  return id;
}

/**
 * Puts a placeholder in the place of a file that is the same on the remote. The file itself goes last, and not before
 * it was looked at once more.
 */
export async function dehydrate(run: Run, nid: number): Promise<void> {
  const { state, disk, surroundings } = run.tools;
  const s = state.synced.get(nid);
  const l = run.localOf(nid);
  const r = s && state.remote.get(s.key);
  if (s === undefined || l === undefined || r === undefined || r.version !== s.version) return;
  const path = run.local.path(l.lid);
  const { sha256, stat } = await disk.hash(path);
  if (stampOf(stat) !== s.stamp || sha256 !== s.sha256) return;
  const name = stubName(l.name, 'file');
  if (run.local.named(l.parent, name) !== undefined) throw new DiskProblem('taken');
  const stubPath = joined(folderOf(path), name);
  const id = surroundings.randomId();
  const trash = joined(trashFolder, id);
  // Where it lies is a question of its own.
  const row = { ...stubRow(nid, s.parent, r, stubName(s.localName, 'file')), remoteName: s.remoteName };
  const draft = await prepared(run, r);
  const like = likenessOfStamp(s.stamp);
  await state
    .change()
    .note('op', id, { verb: 'dehydrate', row, path, stub: stubPath, trash, like })
    .commitSoon();
  await disk.move(draft.path, stubPath);
  await disk.syncFolder(folderOf(stubPath));
  await disk.move(path, trash);
  await disk.syncFolder(trashFolder);
  await disk.syncFolder(folderOf(path));
  const kept = await disk.stat(trash);
  if (kept === undefined || likenessOf(kept) !== like) {
    await putBack(run.tools, trash, path, nid);
    await removeStubFile(run.tools, stubPath, s.key);
    state.change().note('op', id).commit();
    throw new DiskProblem('vanished');
  }
  const done = { ...row, stamp: await stampAt(run, stubPath, draft.stat) };
  await state.change().synced(done).note('want', String(nid)).commitSoon();
  await disk.removeFile(trash);
  await disk.syncFolder(trashFolder);
  // Not before: whoever is cut off between the two frees the room the next time.
  await state.change().note('op', id).commitSoon();
  const stands = { key: r.key, version: r.version };
  run.local.update(l.lid, { name, kind: 'stub', stamp: done.stamp, identity: done.identity, stands });
}

async function prepared(run: Run, r: RemoteNode): Promise<{ path: string; stat: Stat }> {
  const { disk, surroundings, mountKey } = run.tools;
  const path = joined(partialFolder, surroundings.randomId());
  const text = writeStub({ key: r.key, version: r.version, size: r.size }, mountKey);
  const { stat } = await disk.write(path, 0, [text]);
  return { path, stat };
}

/** Of what was written, if it is what lies there: somebody may have put another placeholder in its place at this moment. */
async function stampAt(run: Run, path: string, written: Stat): Promise<string> {
  const stat = await run.tools.disk.stat(path);
  if (stat === undefined) throw new DiskProblem('vanished');
  return likenessOf(stat) === likenessOf(written) ? stampOf(stat) : '';
}

const stubRow = (nid: number, parent: number, r: RemoteNode, localName: string): Synced => ({
  nid,
  key: r.key,
  parent,
  remoteName: r.name,
  localName,
  hydration: 'stub',
  version: r.version,
  size: r.size,
  sha256: r.sha256,
  stamp: '',
  identity: `stub:${r.key}`,
  isPrivate: r.isPrivate,
  provenAfter: 0,
});
