import type { LocalNode } from '../trees/local-tree.ts';
import { folderOf, identityOf, type Run, stampOf } from './run.ts';

/**
 * Makes a file, or the name of a folder, durable before the base says of it that both sides have it: what a loss of power
 * takes from here afterwards would look like a delete or a change by its person. Whether it is still what was looked at.
 */
export async function isDurable({ tools: { disk }, local }: Run, l: LocalNode): Promise<boolean> {
  const path = local.path(l.lid);
  if (l.kind !== 'folder') await disk.sync(path);
  await disk.syncFolder(folderOf(path));
  const stat = await disk.stat(path);
  if (l.kind === 'folder') return stat !== undefined && identityOf(stat) === l.identity;
  return stat !== undefined && stampOf(stat) === l.stamp;
}
