import type { ItemKey } from '../trees/item-key.ts';
import type { Operation } from './operation.ts';

/** What is added to a folder: who may add to it may not always add something private. */
export interface Added {
  kind: 'file' | 'folder';
  isPrivate: boolean;
}

/** The names under which a refusal is noted: the item, and what was to be done with it. Nothing else is refused by it. */
export const refusal = {
  version: (file: ItemKey): string => `version ${file}`,
  delete: (item: ItemKey): string => `delete ${item}`,
  move: (item: ItemKey, into: ItemKey): string => `move ${item} ${into}`,
  add: (folder: ItemKey, { kind, isPrivate }: Added): string =>
    `add ${folder} ${isPrivate ? 'private ' : ''}${kind}`,
};

/** Of a step that the server refused; undefined where that says nothing of what may be written. */
export function refusalOf(
  operation: Operation,
  keyOf: (nid: number) => ItemKey | undefined,
): string | undefined {
  const own = 'nid' in operation ? keyOf(operation.nid) : undefined;
  const into = 'parent' in operation ? keyOf(operation.parent) : undefined;
  switch (operation.verb) {
    case 'make-remote':
      return into === undefined
        ? undefined
        : refusal.add(into, { kind: 'folder', isPrivate: operation.isPrivate });
    case 'upload':
      if (operation.expected !== undefined) return own === undefined ? undefined : refusal.version(own);
      return into === undefined
        ? undefined
        : refusal.add(into, { kind: 'file', isPrivate: operation.isPrivate });
    case 'move-remote':
      return own === undefined || into === undefined ? undefined : refusal.move(own, into);
    case 'delete-remote':
      return refusal.delete(operation.key);
    default:
      return undefined;
  }
}
