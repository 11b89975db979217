import { DiskProblem } from '../ports/disk-problem.ts';
import type { Install, SimulatedWorld } from './world.test-support.ts';

/** A short story in two parts: how things were in step, and what happened then. */
export interface Scenario {
  /** Everything is downloaded; else everything is a placeholder. */
  hydrated: boolean;
  before(told: Telling): void;
  after(told: Telling): void;
  /** What a person does between the end and the next start; what has become impossible by then is not done. */
  dead?(told: Telling): void;
  /** What a person does in the middle of it, just before the end. */
  meanwhile?(told: Telling): void;
}

/** What people can do in a scenario; every content is one somebody wrote and is owed. */
export class Telling {
  readonly world: SimulatedWorld;
  readonly install: Install;
  /** What has to be the newest of its file at the end. */
  readonly stays = new Set<string>();
  /** Somebody here has renamed something. */
  hasMoved = false;

  constructor(world: SimulatedWorld, install: Install) {
    this.world = world;
    this.install = install;
  }

  remotely(path: string, content: string): void {
    this.world.written.add(content);
    const [parentId, name] = this.#place(path);
    const there = this.#find(path);
    if (there === undefined) this.world.server.create('file', { parentId, name }, content);
    else this.world.server.write(there, content);
  }

  remoteFolder(path: string): void {
    const [parentId, name] = this.#place(path);
    this.world.server.create('folder', { parentId, name });
  }

  remoteMove(from: string, to: string): void {
    const [parentId, name] = this.#place(to);
    this.world.server.move(this.#id(from), parentId, name);
  }

  remoteDelete(path: string): void {
    this.world.server.remove(this.#id(path));
  }

  save(path: string, content: string): void {
    const { disk } = this.install;
    const old = disk.names.get(path);
    // Who saves over a placeholder has not deleted what it stands for.
    if (old !== undefined && !old.content.startsWith('gatehouse [')) this.#supersede(old.content);
    this.world.written.add(content);
    this.world.owed.set(content, { durable: true });
    disk.writeFile(path, content);
    disk.sync(path);
    disk.syncNames();
  }

  folder(path: string): void {
    this.install.disk.makeFolder(path);
    this.install.disk.syncNames();
  }

  move(from: string, to: string): void {
    this.hasMoved = true;
    this.world.hasMovedHere = true;
    this.install.disk.move(from, to);
    this.install.disk.syncNames();
  }

  remove(path: string): void {
    const { disk } = this.install;
    for (const [each, { kind, content }] of disk.names) {
      if (each !== path && !each.startsWith(`${path}/`)) continue;
      this.#supersede(content);
      this.world.hasTakenFolders ||= kind === 'folder' || each.endsWith('.cloudf');
    }
    disk.remove(path);
    disk.syncNames();
  }

  /** Of the remote: to be deleted by whoever likes, and written to by nobody. */
  protect(path: string): void {
    const item = this.world.server.items.get(this.#id(path));
    if (item !== undefined) item.onlyGoes = true;
    this.world.server.tellsRights = true;
  }

  /** Nobody here has seen it, so nothing that is saved here may take its place. */
  saveUnseeing(path: string, content: string, unseen: string): void {
    if (!this.install.disk.names.has(path)) this.stays.add(unseen);
    this.save(path, content);
  }

  want(path: string, what: 'full' | 'stub'): void {
    if (this.install.engine?.want(path, what) !== true) throw new Error(`nothing at ${path}`);
  }

  /** What may have become impossible. */
  tries(...acts: (() => void)[]): void {
    for (const act of acts)
      try {
        act();
      } catch (error) {
        if (!(error instanceof DiskProblem)) throw error;
      }
  }

  #supersede(content: string): void {
    this.world.owed.delete(content);
    this.world.removedByPeople.add(content);
  }

  #find(path: string): number | undefined {
    let at = 1;
    for (const name of path.split('/')) {
      const next = this.world.server.children(at).find((item) => item.name === name);
      if (next === undefined) return undefined;
      at = next.id;
    }
    return at;
  }

  #id(path: string): number {
    const id = path === '' ? 1 : this.#find(path);
    if (id === undefined) throw new Error(`nothing at ${path}`);
    return id;
  }

  #place(path: string): [number, string] {
    const slash = path.lastIndexOf('/');
    return [this.#id(path.slice(0, Math.max(0, slash))), path.slice(slash + 1)];
  }
}

const plans = (told: Telling) => {
  told.remoteFolder('plans');
  told.remotely('plans/a', 'a as it was');
  told.remotely('plans/b', 'b as it was');
  told.remotely('c', 'c as it was');
};
const nothing = () => {};

export const scenarios: Record<string, Scenario> = {
  'what is new there comes here': { hydrated: true, before: nothing, after: plans },
  'what is new there gets placeholders': { hydrated: false, before: nothing, after: plans },
  'what is new here is sent together': {
    hydrated: true,
    before: (told) => told.remoteFolder('plans'),
    after: (told) => {
      for (const name of ['a', 'b', 'c']) told.save(`plans/${name}`, `my ${name}`);
      told.save('d', 'my d');
    },
  },
  'what is new here is sent': {
    hydrated: true,
    before: nothing,
    after: (told) => {
      told.folder('mine');
      told.save('mine/a', 'my a');
      told.save('b', 'my b');
    },
  },
  'edits here and there': {
    hydrated: true,
    before: plans,
    after: (told) => {
      told.save('plans/a', 'my a');
      told.remotely('plans/b', 'their b');
    },
  },
  'two edits of one file': {
    hydrated: true,
    before: plans,
    after: (told) => {
      told.save('c', 'my c');
      told.remotely('c', 'their c');
    },
  },
  'a folder renamed here, a file in it edited there': {
    hydrated: true,
    before: plans,
    after: (told) => {
      told.move('plans', 'drawings');
      told.remotely('plans/a', 'their a');
    },
  },
  'names that are swapped there': {
    hydrated: true,
    before: plans,
    after: (told) => {
      told.remoteMove('plans/a', 'x');
      told.remoteMove('c', 'plans/a');
      told.remoteMove('x', 'c');
    },
  },
  'a folder deleted there': { hydrated: true, before: plans, after: (told) => told.remoteDelete('plans') },
  'a folder deleted there, with what a program left in it': {
    hydrated: true,
    before: plans,
    after: (told) => {
      told.save('plans/x~', 'a leftover');
      told.remoteDelete('plans');
    },
  },
  'a folder deleted there, a file in it edited here': {
    hydrated: true,
    before: plans,
    after: (told) => {
      told.remoteDelete('plans');
      told.save('plans/a', 'my a');
    },
  },
  'a folder deleted here': { hydrated: true, before: plans, after: (told) => told.remove('plans') },
  'a folder deleted here, a file in it edited there': {
    hydrated: true,
    before: plans,
    after: (told) => {
      told.remove('plans');
      told.remotely('plans/a', 'their a');
    },
  },
  'a placeholder that is opened, and one that is renewed': {
    hydrated: false,
    before: plans,
    after: (told) => {
      told.want('c', 'full');
      told.remotely('c', 'their c');
    },
  },
  'placeholders that are saved over': {
    hydrated: false,
    before: plans,
    after: (told) => {
      told.save('c.cloud', 'my c');
      told.save('plans.cloudf', 'my plans');
    },
  },
  'a folder placeholder that is opened': {
    hydrated: false,
    before: plans,
    after: (told) => told.want('plans', 'full'),
  },
  'a file that becomes a placeholder': {
    hydrated: true,
    before: plans,
    after: (told) => told.want('plans/a', 'stub'),
  },
  'a file saved under the name of one that is coming': {
    hydrated: true,
    before: nothing,
    after: (told) => {
      told.remotely('c', 'their c');
      told.save('c', 'my c');
    },
  },
  'a file that comes, and one saved under its name before the next start': {
    hydrated: true,
    before: nothing,
    after: (told) => told.remotely('c', 'their c'),
    dead: (told) => told.saveUnseeing('c', 'my c', 'their c'),
  },
  'a file that may only be deleted, edited here': {
    hydrated: true,
    before: (told) => {
      told.remotely('c', 'c as it was');
      told.protect('c');
    },
    after: (told) => told.save('c', 'my c'),
  },
  'a file that is replaced, and saved before the next start': {
    hydrated: true,
    before: plans,
    after: (told) => told.remotely('c', 'their c'),
    dead: (told) => told.save('c', 'my c'),
  },
  'two edits of one file, and its folder gone before the next start': {
    hydrated: true,
    before: plans,
    after: (told) => {
      told.save('plans/a', 'my a');
      told.remotely('plans/a', 'their a');
    },
    dead: (told) => told.tries(() => told.move('plans', 'drawings')),
  },
  'a folder deleted there, and filled again before the next start': {
    hydrated: true,
    before: plans,
    after: (told) => told.remoteDelete('plans'),
    dead: (told) =>
      told.tries(
        () => told.folder('plans'),
        () => told.save('plans/a', 'my a'),
      ),
  },
  'a file that becomes a placeholder, and is saved before the next start': {
    hydrated: true,
    before: plans,
    after: (told) => told.want('plans/a', 'stub'),
    dead: (told) => told.save('plans/a', 'my a'),
  },
  'a placeholder that is renewed, and moved before the next start': {
    hydrated: false,
    before: (told) => told.remotely('c', 'c as it was'),
    after: (told) => told.remotely('c', 'their c'),
    dead: (told) =>
      told.tries(
        () => told.move('c.cloud', 'd.cloud'),
        () => told.save('c', 'my c'),
      ),
  },
  'a file that is replaced, saved at that moment': {
    hydrated: true,
    before: (told) => told.remotely('c', 'c as it was'),
    after: (told) => told.remotely('c', 'their c'),
    meanwhile: (told) => told.save('c', 'my c'),
  },
  'a file that is deleted there, saved at that moment': {
    hydrated: true,
    before: (told) => told.remotely('c', 'c as it was'),
    after: (told) => told.remoteDelete('c'),
    meanwhile: (told) => told.save('c', 'my c'),
  },
  'a file that becomes a placeholder, saved at that moment': {
    hydrated: true,
    before: (told) => told.remotely('c', 'c as it was'),
    after: (told) => told.want('c', 'stub'),
    meanwhile: (told) => told.save('c', 'my c'),
  },
  'a file that becomes a placeholder that is saved over, and a folder made in its place': {
    hydrated: true,
    before: (told) => told.remotely('c', 'c as it was'),
    after: (told) => told.want('c', 'stub'),
    dead: (told) =>
      told.tries(
        () => told.save('c.cloud', 'my c'),
        () => told.folder('c'),
      ),
  },
  'a file that becomes a placeholder, saved at that moment, and a folder made in its place': {
    hydrated: true,
    before: (told) => told.remotely('c', 'c as it was'),
    after: (told) => told.want('c', 'stub'),
    meanwhile: (told) => told.save('c', 'my c'),
    dead: (told) => told.tries(() => told.folder('c')),
  },
  'a file that is replaced, saved at that moment, and a folder made in its place': {
    hydrated: true,
    before: (told) => told.remotely('c', 'c as it was'),
    after: (told) => told.remotely('c', 'their c'),
    meanwhile: (told) => told.save('c', 'my c'),
    dead: (told) => told.tries(() => told.folder('c')),
  },
  'a file that is deleted there, saved at that moment, and a folder made in its place': {
    hydrated: true,
    before: (told) => told.remotely('c', 'c as it was'),
    after: (told) => told.remoteDelete('c'),
    meanwhile: (told) => told.save('c', 'my c'),
    dead: (told) => told.tries(() => told.folder('c')),
  },
  'a placeholder that is renewed, taken for something else at that moment': {
    hydrated: false,
    before: (told) => told.remotely('c', 'c as it was'),
    after: (told) => told.remotely('c', 'their c'),
    meanwhile: (told) => told.tries(() => told.move('c.cloud', 'd.cloud')),
  },
};
