import { rootNid, type SyncedTree } from '../trees/synced-tree.ts';

/** What becomes of new remote content in a folder. It never takes away what is there. */
export interface FolderRule {
  /** Files up to this many bytes are downloaded; others become placeholders. */
  downloadUpTo: number;
  /** New folders are opened and follow the same rule; else they become placeholders. */
  andBelow: boolean;
}

/** All of it here. */
export const everything: FolderRule = { downloadUpTo: Number.MAX_SAFE_INTEGER, andBelow: true };

/** None of it, until it is asked for. */
export const placeholders: FolderRule = { downloadUpTo: 0, andBelow: false };

/** The rule of the folder itself, else the nearest one above that counts below. */
export function ruleFor(nid: number, rules: ReadonlyMap<number, FolderRule>, synced: SyncedTree): FolderRule {
  const own = rules.get(nid);
  if (own !== undefined) return own;
  for (let at = synced.get(nid)?.parent ?? (nid === rootNid ? 0 : rootNid); at !== 0; ) {
    const rule = rules.get(at);
    if (rule !== undefined) return rule.andBelow ? rule : placeholders;
    at = synced.get(at)?.parent ?? 0;
  }
  return placeholders;
}
