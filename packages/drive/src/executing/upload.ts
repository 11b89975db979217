import type { Operation } from '../planning/operation.ts';
import type { UploadTarget } from '../ports/remote.ts';
import { itemOf, keyOf } from '../trees/item-key.ts';
import type { Synced } from '../trees/synced-tree.ts';
import { folderOf, proofAfter, type Run, remoteNode, stampOf } from './run.ts';

/** Sends what was hashed: a new file, or a new version over exactly the one that is known. */
export async function upload(run: Run, operation: Operation & { verb: 'upload' }): Promise<void> {
  const { state, disk, remote, surroundings } = run.tools;
  const { nid, lid, expected, isPrivate } = operation;
  const l = run.local.get(lid);
  const parent = run.keyOf(operation.parent);
  const known = state.synced.get(nid);
  const sha256 = l?.sha256 ?? (known !== undefined && l?.stamp === known.stamp ? known.sha256 : undefined);
  if (l === undefined || sha256 === undefined || parent === undefined) return;
  const path = run.local.path(lid);
  // What a loss of power takes from here afterwards would look like a delete of what the remote was told to keep.
  await disk.sync(path);
  await disk.syncFolder(folderOf(path));
  const stat = await disk.stat(path);
  if (stat === undefined || stampOf(stat) !== l.stamp) return;

  const over = expected === undefined ? undefined : known?.key;
  const note = `upload:${over ?? `${parent}:${operation.name}`}:${sha256}`;
  const before = state.notes('op').get(note);
  const begun = before?.verb === 'upload' ? before : undefined;
  const token = begun?.token ?? surroundings.randomId();
  const keep = async (resume: string | undefined) =>
    await state.change().note('op', note, { verb: 'upload', token, resume }).commitSoon();
  if (begun === undefined) await keep(undefined);

  const at = { parentId: itemOf(parent).id, name: operation.name };
  const target: UploadTarget =
    over !== undefined ? { fileId: itemOf(over).id, expected } : isPrivate ? { ...at, isPrivate } : at;
  const { size } = l;
  const open = (from: number, to: number) => disk.read(path, from, to);
  const item = await remote.upload(target, { size, sha256, open }, { token, resume: begun?.resume, keep });
  // An answer that was kept for a repeated call may be older than what happened to the file since.
  const now = begun === undefined ? item : await remote.get(item);
  const other = typeof now === 'string' ? undefined : state.synced.of(keyOf(now));
  if (typeof now === 'string' || (other !== undefined && other.nid !== nid)) {
    await state.change().note('op', note).commitSoon();
    return;
  }
  const r = remoteNode(now, undefined);
  // Then only the hash tells whether the head is what was sent; a base without a version asks for another look.
  const sent = begun === undefined || r.sha256 === sha256;
  const version = sent ? (item.version ?? '') : '';
  if (begun === undefined && r.version === version) r.sha256 = sha256;
  const row: Synced = {
    nid,
    key: r.key,
    parent: operation.parent,
    remoteName: begun === undefined ? item.name : operation.name,
    localName: known !== undefined && expected !== undefined ? known.localName : l.name,
    hydration: 'full',
    version,
    size,
    sha256,
    stamp: l.stamp,
    identity: l.identity,
    isPrivate: r.isPrivate,
    provenAfter: surroundings.now() + proofAfter,
  };
  if (known !== undefined && expected !== undefined) {
    row.parent = known.parent;
    row.remoteName = known.remoteName;
  }
  run.bind(nid, lid);
  await state.change().remote(r).synced(row).note('op', note).commitSoon();
}
