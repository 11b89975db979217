import { nameKey, numberedName } from '../names.ts';

/** An item as the model knows it. What lies in the bin by itself has no parent; `from` is where it was. */
export interface ModelItem {
  readonly id: number;
  readonly kind: 'folder' | 'file';
  readonly creator: Actor;
  name: string;
  parent: ModelItem | null;
  from: ModelItem | null;
  private: boolean;
  /** Whether its maker sees it, while it is private, by having marked it. */
  kept: boolean;
  purged: boolean;
}

export type Actor = 'admin' | 'standard' | 'reader';

/** A folder and what was ever made in it: the rules of changing documents, said once more in as few words as can be. */
export class Model {
  readonly items: ModelItem[] = [];
  readonly root: ModelItem;

  constructor(rootId: number) {
    this.root = this.add({ id: rootId, kind: 'folder', creator: 'admin', name: 'root', parent: null });
  }

  add(made: Pick<ModelItem, 'id' | 'kind' | 'creator' | 'name' | 'parent'>, isPrivate = false): ModelItem {
    const item = { ...made, from: null, private: isPrivate, kept: false, purged: false };
    this.items.push(item);
    return item;
  }

  /** Itself and all above it. */
  chain(item: ModelItem): ModelItem[] {
    return item.parent === null ? [item] : [item, ...this.chain(item.parent)];
  }

  isAlive(item: ModelItem): boolean {
    return this.chain(item).at(-1) === this.root && !this.isGone(item);
  }

  isGone(item: ModelItem): boolean {
    return this.chain(item).some((each) => each.purged);
  }

  isInBin(item: ModelItem): boolean {
    return !this.isAlive(item) && !this.isGone(item);
  }

  sees(actor: Actor, item: ModelItem): boolean {
    const open = (each: ModelItem) => !each.private || (each.kept && each.creator === actor);
    return this.isAlive(item) && (actor === 'admin' || this.chain(item).every(open));
  }

  heldBy(folder: ModelItem): ModelItem[] {
    return this.items.filter((each) => each.parent === folder && !each.purged);
  }

  isTaken(actor: Actor, folder: ModelItem, name: string, but?: ModelItem): boolean {
    return this.heldBy(folder).some(
      (each) => each !== but && nameKey(each.name) === nameKey(name) && this.sees(actor, each),
    );
  }

  /** Whether several items of one name lie somewhere in it, which a copy can be told apart by nothing. */
  hasNamesakes(item: ModelItem): boolean {
    const held = this.heldBy(item);
    const keys = new Set(held.map((each) => nameKey(each.name)));
    return keys.size < held.length || held.some((each) => this.hasNamesakes(each));
  }

  freeName(actor: Actor, folder: ModelItem, name: string): string {
    let free = name;
    for (let number = 2; this.isTaken(actor, folder, free); number += 1) free = numberedName(name, number);
    return free;
  }
}
