import type { ItemName, NewItem, RemoteAbilities, RemoteChanges, RemoteItem } from '../ports/remote.ts';
import { RemoteProblem, type RemoteProblemCode } from '../ports/remote-problem.ts';

export interface ServerItem extends ItemName {
  parentId: number;
  name: string;
  /** Oldest first; every content a file ever had. */
  versions: string[];
  deleted: boolean;
  /** Whether the person of the installs saw it until then. */
  deletedInSight?: boolean;
  isPrivate: boolean;
  /** Out of the sight of whoever the installs belong to, with all that is in it. */
  hidden?: boolean;
  /** May be read and not changed, with all that is in it. */
  readOnly?: boolean;
  /** May be deleted, and not written to. */
  onlyGoes?: boolean;
}

/** A Documents tool in memory: folders, versions, a recycle bin, a feed, tags. Nothing ever leaves it. */
/** A server that can all that Gatehouse can. */
export const abilities: RemoteAbilities = {
  changes: true,
  folderTag: true,
  ifMatch: true,
  idempotency: true,
  tellsDeleted: true,
  batches: true,
};

export class SimulatedServer {
  readonly items = new Map<number, ServerItem>();
  readonly log: { id: number; verb: 'delete'; content: string | undefined }[] = [];
  /** Items that an install has moved or renamed here. */
  readonly moved: number[] = [];
  /** Writes that were refused. */
  readonly refused: string[] = [];
  /** What every call is answered with. */
  refuses: RemoteProblemCode | undefined;
  /** Whether items tell what may be done with them. */
  tellsRights = false;
  /** Cursors from before are of no use. */
  #memory = 0;
  /** What listings show, where they are behind. */
  #then: Map<number, ServerItem> | undefined;
  readonly #feed: number[] = [];
  readonly #answers = new Map<string, number>();
  readonly abilities: RemoteAbilities;
  #next = 2;

  constructor(abilities: RemoteAbilities) {
    this.abilities = abilities;
    this.items.set(1, {
      id: 1,
      kind: 'folder',
      parentId: 0,
      name: 'root',
      versions: [],
      deleted: false,
      isPrivate: false,
    });
  }

  alive(id: number): ServerItem | undefined {
    const item = this.items.get(id);
    if (item === undefined || item.deleted) return undefined;
    return id === 1 || this.alive(item.parentId) ? item : undefined;
  }

  /** The item, and what is in it, as a listing has it: of a copy of the server that may not know of everything yet. */
  listed(id: number): { folder: RemoteItem; children: RemoteItem[] } {
    const now = this.view(this.needSeen(id));
    const before = this.#then;
    const items = [...(before ?? this.items).values()].filter(
      (item) => item.parentId === id && !item.deleted && item.hidden !== true,
    );
    // Its tag is not the one of now either.
    const folder = before !== undefined && now.tag !== undefined ? { ...now, tag: `${now.tag} then` } : now;
    return { folder, children: items.map((item) => this.view(item)) };
  }

  /** Of a server with a feed every listing is as new as the feed. */
  listsFrom(when: 'now' | 'then'): void {
    this.#then = when === 'then' && !this.abilities.changes ? structuredClone(this.items) : undefined;
  }

  get isBehind(): boolean {
    return this.#then !== undefined;
  }

  children(id: number): ServerItem[] {
    return [...this.items.values()].filter((item) => item.parentId === id && !item.deleted);
  }

  need(id: number): ServerItem {
    const item = this.alive(id);
    if (item === undefined) throw new RemoteProblem('missing');
    return item;
  }

  /** As the person of the installs has it. */
  seen(id: number): ServerItem | undefined {
    const item = this.alive(id);
    return item === undefined || this.#isBelow(item, 'hidden') ? undefined : item;
  }

  needSeen(id: number): ServerItem {
    const item = this.seen(id);
    if (item === undefined) throw new RemoteProblem('missing');
    return item;
  }

  needWritable(id: number, verb: string): ServerItem {
    const item = this.needSeen(id);
    if (!this.#isBelow(item, 'readOnly')) return item;
    this.refused.push(`${verb} ${id}`);
    throw new RemoteProblem('forbidden');
  }

  /** @param isGoing it is to be deleted */
  needChangeable(id: number, isGoing: boolean): ServerItem {
    const item = this.needWritable(id, 'change');
    if (item.onlyGoes !== true || isGoing) return item;
    this.refused.push(`change ${id}`);
    throw new RemoteProblem('forbidden');
  }

  #isBelow(item: ServerItem, mark: 'hidden' | 'readOnly'): boolean {
    for (let at: ServerItem | undefined = item; at !== undefined; at = this.items.get(at.parentId))
      if (at[mark] === true) return true;
    return false;
  }

  hide(id: number, isHidden: boolean): void {
    const item = this.items.get(id);
    if (item === undefined || id === 1) return;
    item.hidden = isHidden;
    this.#feed.push(id);
  }

  setPrivate(id: number, isPrivate: boolean): void {
    this.need(id).isPrivate = isPrivate;
    this.#feed.push(id);
  }

  forgetCursors(): void {
    this.#memory++;
  }

  /** A backup is made; what it answers restores it, as if nothing had happened since. */
  backUp(): () => void {
    const kept = structuredClone({ items: this.items, feed: this.#feed, answers: this.#answers });
    const next = this.#next;
    return () => {
      const { items, feed, answers } = structuredClone(kept);
      this.items.clear();
      this.#answers.clear();
      for (const [id, item] of items) this.items.set(id, item);
      for (const [token, id] of answers) this.#answers.set(token, id);
      this.#feed.splice(0, Number.POSITIVE_INFINITY, ...feed);
      this.#next = next;
    };
  }

  create(kind: 'file' | 'folder', at: NewItem, content?: string): ServerItem {
    this.need(at.parentId);
    this.#free(at.parentId, at.name, 0);
    const id = this.#next++;
    const versions = content === undefined ? [] : [content];
    const isPrivate = at.isPrivate === true;
    const item = { id, kind, parentId: at.parentId, name: at.name, versions, deleted: false, isPrivate };
    this.items.set(id, item);
    this.#feed.push(id);
    return item;
  }

  write(id: number, content: string): ServerItem {
    const item = this.need(id);
    item.versions.push(content);
    this.#feed.push(id);
    return item;
  }

  move(id: number, parentId: number, name: string): ServerItem {
    const item = this.need(id);
    for (let at = this.need(parentId); at.id !== 1; at = this.need(at.parentId))
      if (at.id === id) throw new RemoteProblem('rejected', 'into itself');
    this.#free(parentId, name, id);
    item.parentId = parentId;
    item.name = name;
    this.#feed.push(id);
    return item;
  }

  remove(id: number): void {
    const item = this.need(id);
    this.#feed.push(id);
    item.deletedInSight = this.seen(id) !== undefined;
    item.deleted = true;
  }

  /** Itself, or with a folder it lay in. */
  #wasDeletedInSight(id: number): boolean {
    for (let at = this.items.get(id); at !== undefined; at = this.items.get(at.parentId)) {
      if (at.deleted) return at.deletedInSight === true;
      if (at.hidden === true) return false;
    }
    return false;
  }

  #free(parentId: number, name: string, but: number): void {
    if (this.children(parentId).some((item) => item.name === name && item.id !== but))
      throw new RemoteProblem('name-taken', name);
  }

  view(item: ServerItem): RemoteItem {
    const head = item.versions.at(-1);
    return {
      id: item.id,
      kind: item.kind,
      parentId: item.id === 1 ? undefined : item.parentId,
      name: item.name,
      size: head?.length,
      version: head === undefined ? undefined : String(item.versions.length),
      sha256: this.sha256 ? head : undefined,
      tag: this.abilities.folderTag && item.kind === 'folder' ? this.#tag(item.id) : undefined,
      isPrivate: item.isPrivate,
      can: this.tellsRights
        ? {
            write: !this.#isBelow(item, 'readOnly') && item.onlyGoes !== true,
            delete: !this.#isBelow(item, 'readOnly'),
          }
        : undefined,
    };
  }

  sha256 = true;

  /** Made once for a token; a repeated call is answered with what it made. */
  once(token: string, make: () => ServerItem): ServerItem {
    const made = this.abilities.idempotency ? this.#answers.get(token) : undefined;
    const before = made === undefined ? undefined : this.items.get(made);
    // Of what was deleted since it is not told again.
    if (before !== undefined) return this.needSeen(before.id);
    const item = make();
    this.#answers.set(token, item.id);
    return item;
  }

  changesSince(cursor: string | undefined): RemoteChanges {
    const end = `${this.#memory}.${this.#feed.length}`;
    const [memory, from] = cursor?.split('.') ?? [];
    if (memory !== String(this.#memory))
      return { cursor: end, reset: true, wentBack: false, more: false, present: [], gone: [] };
    if (Number(from) > this.#feed.length)
      return { cursor: end, reset: true, wentBack: true, more: false, present: [], gone: [] };
    const touched = [...new Set(this.#feed.slice(Number(from)))];
    const items = touched.flatMap((id) => this.items.get(id) ?? []);
    return {
      cursor: end,
      reset: false,
      wentBack: false,
      more: false,
      present: items.filter(({ id }) => this.seen(id)).map((item) => this.view(item)),
      gone: items
        .filter(({ id }) => !this.seen(id))
        .map(({ id, kind }) => ({
          id,
          kind,
          isDeleted: this.abilities.tellsDeleted && this.#wasDeletedInSight(id),
        })),
    };
  }

  #tag(id: number): string {
    const last = this.#feed.findLastIndex((each) => {
      for (let at = this.items.get(each); at !== undefined; at = this.items.get(at.parentId))
        if (at.id === id) return true;
      return false;
    });
    // What was moved or deleted away does not lie below any more; the whole feed moves every tag then.
    return `${last}:${this.#feed.length}`;
  }
}
