import { type FSWatcher, readFileSync, watch } from 'node:fs';
import { join } from 'node:path';

/** A program that saves writes several times; one look is enough for all of them. */
const quiet = 1_000;
/** One that never stops writing is looked at all the same. */
const mostTurns = 10;

/**
 * What the operating system says of changes in a folder. It may say too much or nothing at all: nothing is ever
 * concluded from it, it only makes somebody look sooner.
 */
export class FolderWatch implements Disposable {
  readonly #root: string;
  readonly #say: () => void;
  readonly #most: number;
  readonly #watchers = new Map<string, FSWatcher>();
  /** Runs while something is being written. */
  #timer: NodeJS.Timeout | undefined;
  #isWritten = false;
  #turns = 0;

  /** @param say told when something may have changed and is quiet again */
  constructor(root: string, say: () => void, most = watchesAllowed()) {
    this.#root = root;
    this.#say = say;
    this.#most = most;
  }

  /** Which folders there are now, as paths in the root; '' is the root itself. */
  follow(folders: Iterable<string>): void {
    const wanted = new Set(isRecursive ? [''] : folders);
    for (const path of this.#watchers.keys()) if (!wanted.has(path)) this.#drop(path);
    for (const path of wanted)
      if (!this.#watchers.has(path) && this.#watchers.size < this.#most) this.#add(path);
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
    for (const path of [...this.#watchers.keys()]) this.#drop(path);
  }

  #add(path: string): void {
    try {
      const options = { persistent: false, recursive: isRecursive };
      const watcher = watch(join(this.#root, path), options, () => this.#changed());
      watcher.on('error', () => this.#drop(path));
      this.#watchers.set(path, watcher);
      // What was saved there before it was watched.
      this.#changed();
    } catch {
      // Gone already, or no watch is left: then it is seen at the next look.
    }
  }

  #drop(path: string): void {
    this.#watchers.get(path)?.close();
    this.#watchers.delete(path);
  }

  #changed(): void {
    this.#isWritten = true;
    this.#timer ??= setInterval(this.#tick, quiet).unref();
  }

  readonly #tick = () => {
    this.#turns += 1;
    const isQuiet = !this.#isWritten;
    this.#isWritten = false;
    if (!isQuiet && this.#turns < mostTurns) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#turns = 0;
    this.#say();
  };
}

/** On Linux a recursive watch of Node's is a watch for every file: there each folder is watched by itself. */
const isRecursive = process.platform === 'darwin' || process.platform === 'win32';

/** Half of what the system gives to one person: other programs watch as well. */
export function watchesAllowed(): number {
  if (process.platform !== 'linux') return 1;
  try {
    return Math.floor(Number(readFileSync('/proc/sys/fs/inotify/max_user_watches', 'utf8')) / 2);
  } catch {
    return 4_096;
  }
}
