import { createHash } from 'node:crypto';
import type { Reader } from '@gatehouse/database';
import { levels } from '../../access/levels.ts';
import type { Tables } from '../../schema/tables.ts';
import type { Viewer } from '../viewer.ts';
import { marksIn, openedItems, tagSecret } from './tag-store.ts';

/**
 * The tags of a folder and of those in it, as one viewer sees them. A tag is made of the last change behind open
 * items, and of the last change behind each private item that the viewer is named on; so it never moves for anything
 * else. Those who see all need one number only.
 */
export async function loadTags(
  tx: Reader<Tables>,
  viewer: Viewer,
  folderId: number,
  childIds: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const known = new Map((await marksIn(tx, viewer.place.companyId, folderId)).map((each) => [each.id, each]));
  // A folder behind which nothing happened has a tag too: were there none, the first hidden change would make one.
  const marks = [folderId, ...childIds].map((id) => known.get(id) ?? { id, open: 0, full: 0 });
  const secret = await tagSecret(tx, viewer);
  const { standing, sight } = viewer;
  const seesAll = sight === levels.Admin;
  const opened = seesAll ? [] : await openedItems(tx, viewer);
  return new Map(
    marks.map(({ id, open, full }) => {
      const behind = opened.filter(({ above }) => above.includes(id)).map((item) => [item.id, item.open]);
      const { level, granted, archived } = standing;
      const made = [secret, id, seesAll ? full : open, behind, level, granted, archived];
      const digest = createHash('sha256').update(JSON.stringify(made)).digest('base64url');
      return [id, digest.slice(0, 22)] as const;
    }),
  );
}
