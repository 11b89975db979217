import { hash } from 'node:crypto';
import type { Reader } from '@gatehouse/database';
import { levels } from '../../access/levels.ts';
import type { Tables } from '../../schema/tables.ts';
import type { Viewer } from '../viewer.ts';
import { openedItems } from './tag-store.ts';

/** The last changes at or below a folder: through open items alone, and through all. */
export interface FolderMarks {
  readonly open: number;
  readonly full: number;
}

/**
 * The tags of a folder and of those in it, as one viewer sees them. A tag is made of the last change behind open
 * items, and of the last change behind each private item that the viewer is named on; so it never moves for anything
 * else. Those who see all need one number only.
 */
export async function loadTags(
  tx: Reader<Tables>,
  viewer: Viewer,
  secret: string,
  folders: readonly { readonly id: number; readonly marks: FolderMarks }[],
): Promise<ReadonlyMap<number, string>> {
  const { standing, sight } = viewer;
  const seesAll = sight === levels.Admin;
  const opened = seesAll ? [] : await openedItems(tx, viewer);
  return new Map(
    folders.map(({ id, marks }) => {
      const behind = opened.filter(({ above }) => above.includes(id)).map((item) => [item.id, item.open]);
      const { level, granted, archived } = standing;
      const made = [secret, id, seesAll ? marks.full : marks.open, behind, level, granted, archived];
      return [id, hash('sha256', JSON.stringify(made), 'base64url').slice(0, 22)] as const;
    }),
  );
}
