import type {
  ItemName,
  NewItem,
  Remote,
  RemoteAbilities,
  RemoteChanges,
  RemoteItem,
  UploadContent,
} from '../ports/remote.ts';
import { RemoteProblem, type RemoteProblemCode } from '../ports/remote-problem.ts';
import type { Steps } from './steps.test-support.ts';

export interface ServerItem extends ItemName {
  parentId: number;
  name: string;
  /** Oldest first; every content a file ever had. */
  versions: string[];
  deleted: boolean;
  isPrivate: boolean;
  /** Out of the sight of whoever the installs belong to, with all that is in it. */
  hidden?: boolean;
  /** May be read and not changed, with all that is in it. */
  readOnly?: boolean;
}

/** A Documents tool in memory: folders, versions, a recycle bin, a feed, tags. Nothing ever leaves it. */
export class SimulatedServer {
  readonly items = new Map<number, ServerItem>();
  readonly log: { id: number; verb: 'delete'; content: string | undefined }[] = [];
  /** Writes that were refused. */
  readonly refused: string[] = [];
  /** What every call is answered with. */
  refuses: RemoteProblemCode | undefined;
  /** Whether items tell what may be done with them. */
  tellsRights = false;
  /** Cursors from before are of no use. */
  #memory = 0;
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

  forgetCursors(): void {
    this.#memory++;
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
    item.deleted = true;
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
        ? { write: !this.#isBelow(item, 'readOnly'), delete: !this.#isBelow(item, 'readOnly') }
        : undefined,
    };
  }

  sha256 = true;

  /** Made once for a token; a repeated call is answered with what it made. */
  once(token: string, make: () => ServerItem): ServerItem {
    const made = this.abilities.idempotency ? this.#answers.get(token) : undefined;
    const before = made === undefined ? undefined : this.items.get(made);
    if (before !== undefined) return before;
    const item = make();
    this.#answers.set(token, item.id);
    return item;
  }

  changesSince(cursor: string | undefined): RemoteChanges {
    const end = `${this.#memory}.${this.#feed.length}`;
    const [memory, from] = cursor?.split('.') ?? [];
    if (memory !== String(this.#memory))
      return { cursor: end, reset: true, more: false, present: [], gone: [] };
    const touched = [...new Set(this.#feed.slice(Number(from)))];
    const items = touched.flatMap((id) => this.items.get(id) ?? []);
    return {
      cursor: end,
      reset: false,
      more: false,
      present: items.filter(({ id }) => this.seen(id)).map((item) => this.view(item)),
      gone: items.filter(({ id }) => !this.seen(id)).map(({ id, kind }) => ({ id, kind })),
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

/** The port of one engine to the server. `fault` may throw before an effect, or ask for the answer to be lost. */
export function remotePort(
  server: SimulatedServer,
  steps: Steps,
  fault: () => 'none' | 'lost',
  wrote: () => void,
  called: () => void,
): Remote {
  const ask = async <T>(answer: () => T): Promise<T> => {
    steps.take();
    called();
    if (server.refuses !== undefined) throw new RemoteProblem(server.refuses);
    if (fault() === 'lost') throw new RemoteProblem('busy');
    return answer();
  };
  const write = async <T>(effect: () => T): Promise<T> => {
    steps.take();
    called();
    if (server.refuses !== undefined) throw new RemoteProblem(server.refuses);
    const fate = fault();
    const result = effect();
    wrote();
    steps.take();
    if (fate === 'lost') throw new RemoteProblem('unknown');
    return result;
  };
  const expect = (id: number, expected: string | undefined) => {
    const item = server.needWritable(id, 'change');
    if (server.abilities.ifMatch && expected !== undefined && expected !== String(item.versions.length))
      throw new RemoteProblem('changed');
  };
  return {
    abilities: async () => server.abilities,
    root: () => ask(() => server.view(server.needSeen(1))),
    list: (id) =>
      ask(() => ({
        folder: server.view(server.needSeen(id)),
        children: server
          .children(id)
          .filter((item) => item.hidden !== true)
          .map((item) => server.view(item)),
      })),
    get: ({ id }) =>
      ask(() => {
        const item = server.seen(id);
        if (server.abilities.tellsDeleted && server.alive(id) && !item) return 'missing';
        return item ? server.view(item) : server.abilities.tellsDeleted ? 'deleted' : 'missing';
      }),
    changes: (cursor) => ask(() => server.changesSince(cursor)),
    createFolder: (at, token) =>
      write(() => {
        server.needWritable(at.parentId, 'make in');
        return server.view(server.once(token, () => server.create('folder', at)));
      }),
    move: ({ id }, to, expected) =>
      write(() => {
        expect(id, expected);
        server.needWritable(to.parentId, 'move into');
        return server.view(server.move(id, to.parentId, to.name));
      }),
    remove: ({ id }, expected) =>
      write(() => {
        expect(id, expected);
        server.log.push({ id, verb: 'delete', content: server.need(id).versions.at(-1) });
        server.remove(id);
      }),
    upload: async (to, content, { token }) => {
      const text = await whole(content);
      return write(() => {
        server.needWritable('fileId' in to ? to.fileId : to.parentId, 'send to');
        if (text !== content.sha256) throw new RemoteProblem('changed');
        const item = server.once(token, () => {
          if ('fileId' in to) expect(to.fileId, to.expected);
          return 'fileId' in to ? server.write(to.fileId, text) : server.create('file', to, text);
        });
        return server.view(item);
      });
    },
    async *download({ id, version }, from) {
      const text = await ask(() => {
        const item = server.needSeen(id);
        if (version !== String(item.versions.length)) throw new RemoteProblem('changed');
        return item.versions.at(-1) ?? '';
      });
      const middle = Math.floor((from + text.length) / 2);
      yield Buffer.from(text.slice(from, middle), 'latin1');
      steps.take();
      yield Buffer.from(text.slice(middle), 'latin1');
    },
  };
}

async function whole(content: UploadContent): Promise<string> {
  let text = '';
  for await (const chunk of content.open(0, content.size)) text += Buffer.from(chunk).toString('latin1');
  return text;
}
