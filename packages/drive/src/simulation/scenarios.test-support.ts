import type { Install, SimulatedWorld } from './world.test-support.ts';

/** A short story in two parts: how things were in step, and what happened then. */
export interface Scenario {
  /** Everything is downloaded; else everything is a placeholder. */
  hydrated: boolean;
  before(told: Telling): void;
  after(told: Telling): void;
}

/** What people can do in a scenario; every content is one somebody wrote and is owed. */
export class Telling {
  readonly world: SimulatedWorld;
  readonly install: Install;

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
    if (old !== undefined) this.#supersede(old.content);
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
    this.install.disk.move(from, to);
    this.install.disk.syncNames();
  }

  remove(path: string): void {
    const { disk } = this.install;
    for (const [each, { content }] of disk.names)
      if (each === path || each.startsWith(`${path}/`)) this.#supersede(content);
    disk.remove(path);
    disk.syncNames();
  }

  want(path: string, what: 'full' | 'stub'): void {
    if (this.install.engine?.want(path, what) !== true) throw new Error(`nothing at ${path}`);
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
};
