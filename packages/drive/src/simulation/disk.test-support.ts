import type { Disk, DiskProfile, Entry, FolderEntries, Stat } from '../ports/disk.ts';
import { DiskProblem } from '../ports/disk-problem.ts';
import type { Chance } from './chance.test-support.ts';
import type { Steps } from './steps.test-support.ts';

interface Inode {
  ino: number;
  kind: 'file' | 'folder';
  content: string;
  durable: string;
  /** Written through a mapping since it was last durable: more of that leaves its times as they are. */
  isMapped: boolean;
  /** Whether Drive has written it, and nobody since. */
  isDrives: boolean;
  mtime: number;
  ctime: number;
  birth: number;
}

type Names = Map<string, Inode>;

const folderOf = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/**
 * A disk with a page cache. What was not synced may be gone after a loss of power, in part or whole; names are lost in
 * the order in which they were given, as a journaling volume does it.
 */
export class SimulatedDisk {
  names: Names = new Map();
  /** What the names were since they were last durable, the durable ones first. */
  #since: Names[] = [];
  #inode = 1;
  readonly #clock: () => number;
  readonly links: boolean;
  readonly caseSensitive: boolean;
  /** Unplugged: nothing is there, or the empty folder it was mounted on. */
  away: 'no' | 'gone' | 'empty' = 'no';
  /** What cannot be looked at, and what is a link, by the path. */
  readonly strange = new Map<string, 'unread' | 'link'>();
  /** Without the right to read it. */
  readonly locked = new Set<Inode>();
  /** At the next sync the disk tells that bytes are lost, and as disks do, it tells so once. */
  losesAtSync = false;
  readonly #lost = new Map<Inode, string>();
  /** How often the engine changed something. */
  changes = 0;

  constructor(clock: () => number, links: boolean, caseSensitive: boolean) {
    this.#clock = clock;
    this.links = links;
    this.caseSensitive = caseSensitive;
    this.names.set('', this.#make('folder', ''));
    this.#since = [new Map(this.names)];
  }

  #make(kind: Inode['kind'], content: string): Inode {
    const now = this.#clock();
    return {
      ino: this.#inode++,
      kind,
      content,
      durable: '',
      isMapped: false,
      isDrives: false,
      mtime: now,
      ctime: now,
      birth: now,
    };
  }

  #named(): void {
    this.#since.push(new Map(this.names));
  }

  children(folder: string): string[] {
    return [...this.names.keys()].filter((path) => path !== '' && folderOf(path) === folder);
  }

  /** The path as it is written here: on some volumes two cases are one name. */
  real(path: string): string {
    if (this.caseSensitive || this.names.has(path)) return path;
    const folded = path.toLowerCase();
    for (const each of this.names.keys()) if (each.toLowerCase() === folded) return each;
    const slash = path.lastIndexOf('/');
    return slash < 0 ? path : `${this.real(path.slice(0, slash))}${path.slice(slash)}`;
  }

  find(path: string): Inode | undefined {
    return this.names.get(this.real(path));
  }

  need(path: string): Inode {
    const inode = this.find(path);
    if (inode === undefined) throw new DiskProblem('vanished', path);
    return inode;
  }

  #room(path: string): void {
    if (path.split('/').includes('..') || path.startsWith('/')) throw new Error(`outside: ${path}`);
    if (this.find(path) !== undefined) throw new DiskProblem('taken', path);
    if (this.names.get(folderOf(path))?.kind !== 'folder') throw new DiskProblem('vanished', path);
  }

  writeFile(at: string, content: string): void {
    const path = this.real(at);
    const old = this.names.get(path);
    if (old?.kind === 'folder') throw new DiskProblem('taken', path);
    if (old !== undefined) {
      old.content = content;
      old.isDrives = false;
      old.mtime = this.#clock();
      old.ctime = old.mtime;
      return;
    }
    this.#room(path);
    this.names.set(path, this.#make('file', content));
    this.#named();
  }

  /** As a program does that has the file mapped into memory. */
  writeMapped(path: string, content: string): void {
    const inode = this.need(path);
    if (!inode.isMapped) inode.mtime = inode.ctime = this.#clock();
    inode.isMapped = true;
    inode.isDrives = false;
    inode.content = content;
  }

  /** As programs save: a new file moved over the old one. */
  saveOver(path: string, content: string): void {
    this.names.set(path, this.#make('file', content));
    this.#named();
  }

  makeFolder(at: string): void {
    const path = this.real(at);
    this.#room(path);
    this.names.set(path, this.#make('folder', ''));
    this.#named();
  }

  move(source: string, target: string): void {
    const from = this.real(source);
    const inode = this.need(from);
    // Another case of its own name is a name it may have.
    const isItself = !this.caseSensitive && from.toLowerCase() === target.toLowerCase();
    const to = isItself
      ? `${folderOf(from)}${from.includes('/') ? '/' : ''}${target.slice(target.lastIndexOf('/') + 1)}`
      : this.real(target);
    if (!isItself) this.#room(to);
    if (to.startsWith(`${from}/`)) throw new DiskProblem('failed', 'into itself');
    this.#rename(from, to, inode);
  }

  replace(source: string, target: string): void {
    const from = this.real(source);
    const to = this.real(target);
    const inode = this.need(from);
    if (this.names.get(to)?.kind === 'folder') throw new DiskProblem('taken', to);
    this.names.delete(to);
    this.#room(to);
    this.#rename(from, to, inode);
  }

  #rename(from: string, to: string, inode: Inode): void {
    inode.ctime = this.#clock();
    for (const [path, each] of [...this.names])
      if (path === from || path.startsWith(`${from}/`)) {
        this.names.delete(path);
        this.names.set(to + path.slice(from.length), each);
      }
    this.#named();
  }

  link(source: string, target: string): void {
    const from = this.real(source);
    const to = this.real(target);
    const inode = this.need(from);
    if (!this.links) throw new DiskProblem('no-links');
    this.#room(to);
    inode.ctime = this.#clock();
    this.names.set(to, inode);
    this.#named();
  }

  remove(at: string): void {
    const path = this.real(at);
    for (const each of [...this.names.keys()])
      if (each === path || each.startsWith(`${path}/`)) this.names.delete(each);
    this.#named();
  }

  sync(path: string): void {
    const inode = this.need(path);
    if (this.losesAtSync) {
      this.losesAtSync = false;
      this.#lost.set(inode, inode.content);
      throw new DiskProblem('failed');
    }
    if (this.#lost.get(inode) !== inode.content) inode.durable = inode.content;
    inode.isMapped = false;
  }

  syncNames(): void {
    this.#since = [new Map(this.names)];
  }

  /** @returns what became of the bytes that people had not made durable */
  losePower(chance: Chance): { was: string; left: string }[] {
    const torn: { was: string; left: string }[] = [];
    this.names = new Map(this.#since[chance.below(this.#since.length)]);
    for (const inode of new Set(this.names.values())) {
      if (inode.content === inode.durable || inode.kind === 'folder') continue;
      const was = inode.content;
      const fate = chance.below(3);
      if (fate === 0) inode.content = inode.durable;
      if (fate === 1) inode.content = `torn ${inode.content}`.slice(0, 4 + inode.content.length / 2);
      inode.durable = inode.content;
      if (!inode.isDrives) torn.push({ was, left: inode.content });
    }
    this.#since = [new Map(this.names)];
    return torn;
  }

  /** As a scan sees it. */
  seen(path: string): Stat | undefined {
    const strange = this.strange.get(path);
    if (strange === 'unread') return undefined;
    const stat = this.statOf(this.need(path));
    return strange === 'link' ? { ...stat, kind: 'other' } : stat;
  }

  statOf(inode: Inode): Stat {
    let nlink = 0n;
    for (const each of this.names.values()) if (each === inode) nlink++;
    const { kind, content, mtime, ctime, ino, birth } = inode;
    const ns = (ms: number) => BigInt(ms) * 1_000_000n;
    return {
      kind,
      size: kind === 'file' ? content.length : 0,
      mtimeNs: ns(mtime),
      ctimeNs: ns(ctime),
      dev: 1n,
      ino: BigInt(ino),
      birthtimeNs: ns(birth),
      nlink,
    };
  }
}

const bytes = (text: string) => Buffer.from(text, 'latin1');

/** The port of one engine to a disk, with every call a step at which it may end. The hash of a content is itself. */
export function diskPort(
  disk: SimulatedDisk,
  steps: Steps,
  profile: DiskProfile,
  fault: () => void,
  removes: (path: string) => void = () => {},
): Disk {
  const act = async <T>(effect: () => T): Promise<T> => {
    steps.take();
    fault();
    if (disk.away !== 'no') throw new DiskProblem('vanished');
    const result = effect();
    disk.changes++;
    steps.take();
    return result;
  };
  let mark = '';
  return {
    profile,
    stat: async (path) => {
      steps.take();
      if (disk.away === 'empty' && path === '') return { ...disk.statOf(disk.need('')), ino: 0n };
      if (disk.away !== 'no') return undefined;
      const inode = disk.find(path);
      return inode && disk.statOf(inode);
    },
    async *scan(folders, deep) {
      steps.take();
      if (disk.away !== 'no') {
        yield folders.map((folder) =>
          disk.away === 'empty' && folder === '' ? { folder, entries: [] } : { folder, failure: 'unplugged' },
        );
        return;
      }
      const found: FolderEntries[] = [];
      const queue = [...folders];
      for (const folder of queue) {
        const entries: Entry[] = disk.children(folder).map((path) => ({
          name: path.slice(folder === '' ? 0 : folder.length + 1),
          stat: disk.seen(path),
        }));
        const seen = entries.filter(({ name }) => name !== '.gatehouse-drive');
        found.push({ folder, entries: seen });
        if (!deep) continue;
        for (const { name, stat } of seen)
          if (stat?.kind === 'folder') queue.push(folder === '' ? name : `${folder}/${name}`);
      }
      yield found;
    },
    hash: async (path) => {
      steps.take();
      if (disk.away !== 'no') throw new DiskProblem('vanished');
      const inode = disk.need(path);
      return { sha256: inode.content, stat: disk.statOf(inode) };
    },
    digest: async (path, from, to) => disk.need(path).content.slice(from, to),
    async *read(path, from = 0, to) {
      steps.take();
      if (disk.away !== 'no') throw new DiskProblem('vanished');
      yield bytes(disk.need(path).content.slice(from, to));
    },
    write: async (path, from, chunks) => {
      // What the mark says after a look: no step of its own, so that every history is what it was.
      if (path === '.gatehouse-drive/mount.next') {
        for await (const chunk of chunks) mark = Buffer.from(chunk).toString('latin1');
        return { sha256: mark, stat: disk.statOf(disk.need('')) };
      }
      let text = from === 0 ? '' : disk.need(path).content.slice(0, from);
      for await (const chunk of chunks) {
        text += Buffer.from(chunk).toString('latin1');
        await act(() => {
          disk.writeFile(path, text);
          disk.need(path).isDrives = true;
        });
      }
      if (text === '' || from > 0) await act(() => disk.writeFile(path, text));
      await act(() => disk.sync(path));
      const inode = disk.need(path);
      return { sha256: inode.content, stat: disk.statOf(inode) };
    },
    sync: (path) => act(() => disk.sync(path)),
    syncFolder: (path) =>
      act(() => {
        disk.need(path);
        disk.syncNames();
      }),
    move: (from, to) =>
      act(() => {
        const isFile = disk.find(from)?.kind === 'file';
        const isAtomic = !disk.links || !isFile || to.startsWith('.gatehouse-drive/');
        if (isAtomic || disk.real(from) === disk.real(to)) return disk.move(from, to);
        // As the real one does it: a second name first, which is where it may be cut off.
        disk.link(from, to);
        steps.mayEnd();
        disk.remove(from);
      }),
    replace: async (from, to) => {
      if (from !== '.gatehouse-drive/mount.next') return await act(() => disk.replace(from, to));
      if (disk.away !== 'no') throw new DiskProblem('vanished');
      const inode = disk.need(to);
      inode.content = inode.durable = mark;
    },
    link: (from, to) => act(() => disk.link(from, to)),
    makeFolder: (path) => act(() => disk.makeFolder(path)),
    removeFolder: (path) =>
      act(() => {
        // rmdir(2) of a file: ENOTDIR.
        if (disk.need(path).kind !== 'folder') throw new DiskProblem('vanished', path);
        if (disk.children(path).length > 0) throw new DiskProblem('not-empty', path);
        disk.remove(path);
      }),
    removeFile: (path) =>
      act(() => {
        // unlink(2) of a folder: EISDIR.
        if (disk.need(path).kind === 'folder') throw new DiskProblem('failed', path);
        removes(path);
        disk.remove(path);
      }),
    free: async () => 2 ** 40,
  };
}
