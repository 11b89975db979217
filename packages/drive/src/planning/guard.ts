import { createHash } from 'node:crypto';
import { isFolder } from '../trees/synced-tree.ts';
import { type Operation, subjectOf } from './operation.ts';
import type { View } from './view.ts';

export interface Guard {
  /** The same for the same changes, so that an approval is for what was looked at. */
  id: string;
  direction: 'to-remote' | 'to-local';
  files: number;
  bytes: number;
  subjects: string[];
}

const few = 25;
const share = 0.1;

/** Takes out what would delete or write over more at once than a person is likely to have meant. */
export function guarded(view: View, operations: Operation[]): { operations: Operation[]; guards: Guard[] } {
  const guards: Guard[] = [];
  const stopped = new Set<Operation>();
  for (const direction of ['to-remote', 'to-local'] as const) {
    const risky = operations.filter((each) => directionOf(each) === direction && !isCleared(view, each));
    const { files, bytes } = weigh(view, risky);
    if (files <= Math.max(few, view.world.synced.size * share)) continue;
    const subjects = risky.map(subjectOf);
    const id = createHash('sha256')
      .update(`${direction}\n${subjects.join('\n')}`)
      .digest('hex')
      .slice(0, 12);
    guards.push({ id, direction, files, bytes, subjects });
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

function isCleared({ world }: View, operation: Operation): boolean {
  if (world.approved.has(subjectOf(operation))) return true;
  if (operation.verb === 'delete-remote') return world.held.get(operation.nid)?.released === 'person';
  // Nothing is lost when a placeholder becomes its file.
  return operation.verb === 'download' && world.synced.get(operation.nid)?.hydration === 'stub';
}

function weigh({ world: { synced } }: View, operations: readonly Operation[]) {
  let files = 0;
  let bytes = 0;
  for (const operation of operations) {
    if (!('nid' in operation)) continue;
    for (const nid of operation.verb === 'delete-remote' ? synced.below(operation.nid) : [operation.nid]) {
      const node = synced.get(nid);
      if (node === undefined || (isFolder(node) && node.hydration === 'full')) continue;
      files++;
      bytes += node.size;
    }
  }
  return { files, bytes };
}
