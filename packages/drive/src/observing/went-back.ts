import { RemoteProblem } from '../ports/remote-problem.ts';
import type { RemoteNode } from '../trees/remote-tree.ts';

const number = /^[0-9]{1,15}$/;

/**
 * Versions are numbered in the order in which they were made, and what is in one never changes. One that is older than
 * one that was seen, or has other bytes, is from a server that was restored from a backup.
 * @throws RemoteProblem before anything is concluded from it
 */
export function refuseOlder(now: RemoteNode, before: RemoteNode | undefined): void {
  if (before === undefined || !number.test(now.version) || !number.test(before.version)) return;
  const isOlder = Number(now.version) < Number(before.version);
  const isOther = now.version === before.version && differ(now.sha256, before.sha256);
  if (isOlder || isOther) throw new RemoteProblem('went-back');
}

const differ = (a: string | undefined, b: string | undefined) =>
  a !== undefined && b !== undefined && a !== b;
