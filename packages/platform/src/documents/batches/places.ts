import type { Reader } from '@gatehouse/database';
import type { BatchedFile } from '@gatehouse/wire';
import type { Tables } from '../../schema/tables.ts';
import { checkName } from '../names.ts';
import { namesakesAmong } from '../namesakes.ts';
import type { Path } from '../path.ts';
import { type FreePlace, findFolder, isPrivateThere, type NoPlace, taken } from '../placement.ts';
import type { Viewer } from '../viewer.ts';

type Wish = Pick<BatchedFile, 'parent_id' | 'name' | 'private'>;

export type BatchedPlacement =
  | {
      readonly kind: 'free';
      readonly at: FreePlace;
      readonly isPrivate: boolean;
      /** The way down to the folder. */
      readonly above: Path;
    }
  | NoPlace;

/** `findPlacement` for many in one unit: folders and names are asked once, and a place that was given away is taken. */
export class Places {
  readonly #folders = new Map<string, Awaited<ReturnType<typeof folderOf>>>();
  readonly #names = new Map<string, { visible: boolean; next: number }>();

  static async find(tx: Reader<Tables>, viewer: Viewer, wishes: readonly Wish[]): Promise<Places> {
    const places = new Places();
    for (const wish of wishes) {
      const key = markOf(wish);
      if (!places.#folders.has(key)) places.#folders.set(key, await folderOf(tx, viewer, wish));
    }
    const open = wishes.filter((wish) => places.#folders.get(markOf(wish))?.kind === 'open');
    for (const [parentId, into] of Map.groupBy(open, (wish) => wish.parent_id)) {
      const keys = new Set(into.flatMap(({ name }) => keyOf(name)));
      for (const [key, among] of await namesakesAmong(tx, viewer, parentId, [...keys]))
        places.#names.set(nameIn(parentId, key), among);
    }
    return places;
  }

  take(wish: Wish): BatchedPlacement {
    const folder = this.#folders.get(markOf(wish));
    if (folder === undefined) throw new Error('a place is taken that was not looked for');
    if (folder.kind !== 'open') return folder;
    const checked = checkName(wish.name);
    if (!checked.ok) return { kind: 'fault', field: 'name', message: checked.message };
    const { name, key } = checked;
    const { visible, next: namesake } = this.#names.get(nameIn(wish.parent_id, key)) ?? none;
    if (visible) return { kind: 'fault', field: 'name', message: taken };
    this.#names.set(nameIn(wish.parent_id, key), { visible: true, next: namesake + 1 });
    const { isPrivate, path: above } = folder;
    return { kind: 'free', at: { parentId: wish.parent_id, name, key, namesake }, isPrivate, above };
  }
}

const none = { visible: false, next: 0 };

async function folderOf(tx: Reader<Tables>, viewer: Viewer, { parent_id, private: asPrivate }: Wish) {
  const folder = await findFolder(tx, viewer, parent_id, asPrivate);
  if (folder.kind !== 'open') return folder;
  return { ...folder, isPrivate: await isPrivateThere(tx, viewer, folder.path, asPrivate) };
}

const markOf = (wish: Wish) => `${wish.parent_id}/${wish.private}`;
const nameIn = (parentId: number, key: string) => `${parentId}/${key}`;

function keyOf(name: string): string[] {
  const checked = checkName(name);
  return checked.ok ? [checked.key] : [];
}
