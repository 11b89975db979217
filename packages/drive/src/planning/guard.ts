import { createHash } from 'node:crypto';
import { isFolder, rootNid, type SyncedTree } from '../trees/synced-tree.ts';
import { type DeletedLately, noneLately } from './deleted-lately.ts';
import { type Operation, subjectOf } from './operation.ts';
import type { View } from './view.ts';
import type { World } from './world.ts';

export interface Guard {
  /** The same for the same changes, so that an approval is for what was looked at. */
  id: string;
  direction: 'to-remote' | 'to-local';
  /**
   * `many`: more than a person is likely to have meant; `all`: everything that is known here, as after a restored
   * backup or a clock that was set; `folder`: all of a folder of the first level.
   */
  reason: 'many' | 'all' | 'folder';
  files: number;
  /** Deleted in the hour before, in the same direction, without having been held back. */
  before: number;
  bytes: number;
  subjects: string[];
  /** What a person approves with it: the same steps, of the same contents. */
  approvals: string[];
}

const few = 25;
const share = 0.1;
/** Of less than this, all may well be meant. */
const fewest = 10;

/** Takes out what would delete or write over more at once than a person is likely to have meant. */
export function guarded(view: View, operations: Operation[]): { operations: Operation[]; guards: Guard[] } {
  const guards: Guard[] = [];
  const stopped = new Set<Operation>();
  for (const direction of ['to-remote', 'to-local'] as const) {
    const risky = operations.filter(
      (each) => directionOf(each) === direction && !isCleared(view.world, each),
    );
    const { files, bytes, nids } = weigh(view, risky);
    const taken = new Set(risky.filter(takesAway).flatMap((each) => filesWithin(view.world, each)));
    const lately = taken.size > 0 ? view.world.deleted[direction] : noneLately;
    const reason = reasonFor(view, nids, taken, lately);
    if (reason === undefined) continue;
    const subjects = risky.map(subjectOf);
    const approvals = risky.map((each) => approvalOf(view.world, each));
    const id = digest([direction, ...approvals]).slice(0, 12);
    guards.push({ id, direction, reason, files, before: lately.files, bytes, subjects, approvals });
    for (const each of risky) stopped.add(each);
  }
  return { operations: operations.filter((each) => !stopped.has(each)), guards };
}

function directionOf(operation: Operation): Guard['direction'] | undefined {
  if (operation.verb === 'delete-remote') return 'to-remote';
  // A new version of everything at once is how a restored backup looks, and how ransomware does.
  if (operation.verb === 'upload' && operation.expected !== undefined) return 'to-remote';
  if (operation.verb === 'trash-local') return 'to-local';
  if (operation.verb === 'download' && operation.replaces !== undefined) return 'to-local';
  return undefined;
}

/** Not by its subject alone: who lets a file be written over has not let it be deleted, nor written over by anything else. */
export function approvalOf(world: Pick<World, 'synced' | 'local' | 'remote'>, operation: Operation): string {
  return approval(operation.verb, subjectOf(operation), contentOf(world, operation));
}

export const approval = (verb: Operation['verb'], subject: string, content: readonly string[]): string =>
  `${verb} ${subject} ${digest(content)}`;

/** What would be lost, and what would come in its place. */
function contentOf(
  { synced, local, remote }: Pick<World, 'synced' | 'local' | 'remote'>,
  operation: Operation,
) {
  switch (operation.verb) {
    case 'delete-remote':
      return remote.below(operation.key).map((key) => `${key} ${remote.get(key)?.version ?? ''}`);
    case 'upload':
      return [operation.expected ?? '', local.get(operation.lid)?.sha256 ?? ''];
    case 'trash-local':
      return [synced.get(operation.nid)?.version ?? ''];
    case 'download':
      return [synced.get(operation.nid)?.version ?? '', operation.version];
    default:
      return [];
  }
}

const digest = (lines: readonly string[]) => createHash('sha256').update(lines.join('\n')).digest('hex');

interface Clearing extends Pick<World, 'synced' | 'local' | 'remote'> {
  readonly approved: Pick<ReadonlySet<string>, 'size' | 'has'>;
  readonly held: Pick<World['held'], 'get'>;
}

/** Whether a person has looked at it, or nothing is lost by it. */
export function isCleared(world: Clearing, operation: Operation): boolean {
  if (world.approved.size > 0 && world.approved.has(approvalOf(world, operation))) return true;
  if (operation.verb === 'delete-remote') return world.held.get(operation.nid)?.released === 'person';
  // Nothing is lost when a placeholder becomes its file.
  return operation.verb === 'download' && world.synced.get(operation.nid)?.hydration === 'stub';
}

function reasonFor(
  { world: { synced } }: View,
  changed: ReadonlySet<number>,
  taken: ReadonlySet<number>,
  lately: DeletedLately,
): Guard['reason'] | undefined {
  const most = Math.max(few, (synced.size + lately.files) * share);
  if (changed.size > most || taken.size + lately.files > most) return 'many';
  if (changed.size + lately.files < fewest) return undefined;
  const filesOf = (nid: number) => synced.below(nid).filter((each) => isFile(synced, each));
  const isAll = (files: readonly number[], of: ReadonlySet<number>, before: number) =>
    files.length > 0 && files.length + before >= fewest && files.every((each) => of.has(each));
  if (isAll(filesOf(rootNid), changed, lately.files)) return 'all';
  const folders = [...synced.childrenOf(rootNid)];
  const isWhole = (each: number) => isAll(filesOf(each), taken, lately.inFolder.get(each) ?? 0);
  return folders.some(isWhole) ? 'folder' : undefined;
}

const takesAway = ({ verb }: Operation) => verb === 'delete-remote' || verb === 'trash-local';

/** The files a step is about: a folder is deleted with all that is in it. */
export function filesWithin({ synced }: Pick<World, 'synced'>, operation: Operation): number[] {
  if (!('nid' in operation)) return [];
  const { nid, verb } = operation;
  return (verb === 'delete-remote' ? synced.below(nid) : [nid]).filter((each) => isFile(synced, each));
}

/** A placeholder of a folder counts as one: what is behind it is not known. */
function isFile(synced: SyncedTree, nid: number): boolean {
  const node = synced.get(nid);
  return node !== undefined && (!isFolder(node) || node.hydration === 'stub');
}

function weigh(view: View, operations: readonly Operation[]) {
  const nids = new Set(operations.flatMap((each) => filesWithin(view.world, each)));
  let bytes = 0;
  for (const nid of nids) bytes += view.world.synced.get(nid)?.size ?? 0;
  return { files: nids.size, bytes, nids };
}
