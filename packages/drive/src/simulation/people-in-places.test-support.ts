import { DiskProblem } from '../ports/disk-problem.ts';
import { RemoteProblem } from '../ports/remote-problem.ts';
import type { Chance } from './chance.test-support.ts';
import type { SimulatedDisk } from './disk.test-support.ts';
import type { SimulatedServer } from './server.test-support.ts';
import type { Install, SimulatedWorld } from './world.test-support.ts';

/** Where somebody works: in the folder of an install, or at the server itself. */
interface Place {
  /** Of all that lies there. */
  paths(): string[];
  isFolder(path: string): boolean;
  makeFolder(path: string): void;
  write(path: string, content: string): void;
  move(from: string, to: string): void;
  remove(path: string): void;
}

/** What somebody may do. */
export interface Habits {
  /** The folder they stay in; '' where they go everywhere. */
  readonly within: string;
  readonly moves: boolean;
  readonly folders: boolean;
}

const names = ['a', 'b', 'c', 'd.txt'];

/**
 * Does what one stream of chance says, by what is there: the same where the same is there, whatever else there is, and
 * whatever the install is called. `plain` gives the name that a path has in every run.
 */
export class Person {
  readonly #chance: Chance;
  readonly #habits: Habits;
  readonly #plain: (path: string) => string;
  readonly #name: string;
  #saved = 0;

  constructor(name: string, chance: Chance, habits: Habits, plain: (path: string) => string) {
    this.#name = name;
    this.#chance = chance;
    this.#habits = habits;
    this.#plain = plain;
  }

  actsIn(world: SimulatedWorld, install: Install | undefined): void {
    const place = install === undefined ? atServer(world.server) : inFolder(install.disk);
    try {
      this.#acts(world, place, install?.name ?? 'remote');
    } catch (error) {
      if (!(error instanceof DiskProblem) && !(error instanceof RemoteProblem)) throw error;
    }
  }

  #acts({ trace, written }: SimulatedWorld, place: Place, where: string): void {
    const chance = this.#chance;
    const { within, moves, folders: makes } = this.#habits;
    const mine = place
      .paths()
      .filter((path) => within === '' || path.startsWith(`${within}/`))
      .toSorted((one, other) => (this.#plain(one) < this.#plain(other) ? -1 : 1));
    const files = mine.filter((path) => !place.isFolder(path) && !isStub(path));
    const folders = [within, ...mine.filter((path) => place.isFolder(path))];
    const [folder = '', any, file, name = ''] = [
      chance.of(folders),
      chance.of(makes ? mine : mine.filter((path) => !place.isFolder(path))),
      chance.of(files),
      chance.of(names),
    ];
    const at = folder === '' ? name : `${folder}/${name}`;
    const content = `${this.#name} ${++this.#saved}`;
    written.add(content);
    const turn = chance.below(moves ? 6 : 4);
    const said = [`create ${at}`, `write ${file}`, `delete ${any}`, `folder ${at}`, `move ${any} to ${at}`];
    trace.push(`${where}: ${said[Math.min(turn, 4)]} (${content})`);
    if (turn === 0) {
      if (!mine.includes(at)) place.write(at, content);
    } else if (turn === 1) {
      if (file !== undefined) place.write(file, content);
    } else if (turn === 2) {
      if (any !== undefined) place.remove(any);
    } else if (turn === 3) {
      if (makes) place.makeFolder(at);
    } else if (any !== undefined) place.move(any, at + (/\.cloudf?$/.exec(any)?.[0] ?? ''));
  }
}

const isStub = (path: string) => /\.cloudf?$/.test(path);

function inFolder(disk: SimulatedDisk): Place {
  return {
    paths: () => [...disk.names.keys()].filter((path) => path !== '' && !path.startsWith('.gatehouse-drive')),
    isFolder: (path) => disk.need(path).kind === 'folder',
    makeFolder: (path) => disk.makeFolder(path),
    write: (path, content) => disk.writeFile(path, content),
    move: (from, to) => disk.move(from, to),
    remove: (path) => disk.remove(path),
  };
}

function atServer(server: SimulatedServer): Place {
  const found = (path: string) => everyPath(server).get(path) ?? (path === '' ? 1 : undefined);
  const need = (path: string) => {
    const id = found(path);
    if (id === undefined) throw new RemoteProblem('missing');
    return id;
  };
  const into = (path: string) => {
    const slash = path.lastIndexOf('/');
    return { parentId: need(path.slice(0, Math.max(0, slash))), name: path.slice(slash + 1) };
  };
  return {
    paths: () => [...everyPath(server).keys()],
    isFolder: (path) => server.need(need(path)).kind === 'folder',
    makeFolder: (path) => void server.create('folder', into(path)),
    write(path, content) {
      const id = found(path);
      if (id === undefined) server.create('file', into(path), content);
      else server.write(id, content);
    },
    move(from, to) {
      const { parentId, name } = into(to);
      server.move(need(from), parentId, name);
    },
    remove: (path) => server.remove(need(path)),
  };
}

/** Every item of a server by its path. */
function everyPath(server: SimulatedServer): Map<string, number> {
  const found = new Map<string, number>();
  const walk = (id: number, above: string) => {
    for (const item of server.children(id)) {
      found.set(above + item.name, item.id);
      walk(item.id, `${above}${item.name}/`);
    }
  };
  walk(1, '');
  return found;
}

/** What is there in the end, in lines. */
export function endOf(server: SimulatedServer, plain: (path: string) => string = (path) => path): string[] {
  return [...everyPath(server)]
    .map(([path, id]) => `${plain(path)}: ${server.need(id).versions.at(-1) ?? '/'}`)
    .toSorted();
}
