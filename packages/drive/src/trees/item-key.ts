import type { ItemName } from '../ports/remote.ts';

/** An item of the remote in one number, since files and folders are numbered apart. */
export type ItemKey = number;

export const keyOf = ({ id, kind }: ItemName): ItemKey => id * 2 + (kind === 'folder' ? 1 : 0);

export const itemOf = (key: ItemKey): ItemName => ({ id: Math.floor(key / 2), kind: kindOf(key) });

export const kindOf = (key: ItemKey) => (key % 2 === 1 ? 'folder' : 'file');
