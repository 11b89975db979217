import { type Disk, stateFolder } from '../ports/disk.ts';
import { DiskProblem } from '../ports/disk-problem.ts';
import type { ItemName, Remote } from '../ports/remote.ts';
import { RemoteProblem } from '../ports/remote-problem.ts';
import { askingTurns } from './asking.test-support.ts';
import type { Chance } from './chance.test-support.ts';
import {
  createsHere,
  createsThere,
  deletesHere,
  deletesThere,
  movesHere,
  movesThere,
  personActs,
  savesHere,
  writesThere,
} from './people.test-support.ts';
import type { Install, SimulatedWorld } from './world.test-support.ts';

/** Told what a step is about to touch, before it does. */
export interface Crosses {
  /** @param isGoing whether it is to be taken from there */
  here(install: Install, path: string, isGoing?: boolean): void;
  there(item: ItemName): void;
  /** What is to get a name in a folder. */
  into(at: { parentId: number; name: string }): void;
}

/**
 * A person does something to the very thing that a step is about to touch, in the moment before it does; and sometimes the
 * end comes a moment after.
 * @param share of such moments in which somebody does
 */
export function crossing(world: SimulatedWorld, chance: Chance, share: number): Crosses {
  const happens = (deed: () => void, often = 1) => {
    if (world.isHealed || !chance.once(often * share)) return;
    try {
      deed();
    } catch (error) {
      if (!(error instanceof DiskProblem) && !(error instanceof RemoteProblem)) throw error;
    }
  };
  const name = () => chance.of(['a', 'b', 'c', 'd.txt']) ?? 'a';
  return {
    here(install, path, isGoing = false) {
      if (path === '' || path.startsWith(stateFolder) || install.disk.away !== 'no') return;
      happens(
        () => {
          endsSoon(world, chance, install);
          crossesHere(world, chance, install, path, name());
          world.outOfSight.disturbed(install);
        },
        isGoing ? 8 : 1,
      );
    },
    there: (item) => happens(() => crossesThere(world, chance, item, name())),
    into: ({ parentId, name: wanted }) =>
      happens(() => {
        if (parentId !== 1 && chance.once(0.2)) deletesThere(world, { id: parentId, kind: 'folder' });
        else createsThere(world, { parentId, name: wanted });
      }),
  };
}

function endsSoon({ faults }: SimulatedWorld, chance: Chance, { steps }: Install): void {
  if (faults.crash > 0 && chance.once(0.2))
    steps.crashAt = Math.min(steps.crashAt, steps.count + 1 + chance.below(12));
}

function crossesHere(
  world: SimulatedWorld,
  chance: Chance,
  install: Install,
  path: string,
  name: string,
): void {
  const { disk } = install;
  const slash = path.lastIndexOf('/');
  const beside = slash < 0 ? name : `${path.slice(0, slash)}/${name}`;
  const kind = disk.find(path)?.kind;
  if (kind === undefined) {
    createsHere(world, install, path);
    return;
  }
  switch (chance.below(kind === 'folder' ? 3 : 6)) {
    case 0:
      deletesHere(world, install, path);
      return;
    case 1:
      movesHere(world, install, path, beside);
      return;
    default:
      if (kind === 'folder') createsHere(world, install, `${path}/${name}`);
      else savesHere(world, install, path, chance.once(0.5));
  }
}

function crossesThere(world: SimulatedWorld, chance: Chance, item: ItemName, name: string): void {
  const parent = world.server.items.get(item.id)?.parentId;
  if (parent === undefined || item.id === 1) return;
  const folder = { id: chance.once(0.5) ? 1 : parent, kind: 'folder' } as const;
  switch (chance.below(item.kind === 'folder' ? 3 : 5)) {
    case 0:
      deletesThere(world, item);
      return;
    case 1:
      movesThere(world, item, folder, name);
      return;
    default:
      if (item.kind === 'folder') createsThere(world, { parentId: item.id, name });
      else writesThere(world, item);
  }
}

/** Between the looks people do what they do elsewhere, and ask for things. */
export function crossedTurns(world: SimulatedWorld): void {
  if (world.chance.once(0.5)) askingTurns(world);
  else personActs(world);
}

export function crossedDisk(port: Disk, touches: (path: string, isGoing?: boolean) => void): Disk {
  return {
    ...port,
    stat(path) {
      touches(path);
      return port.stat(path);
    },
    hash(path) {
      touches(path);
      return port.hash(path);
    },
    read(path, from, to) {
      touches(path);
      return port.read(path, from, to);
    },
    sync(path) {
      touches(path);
      return port.sync(path);
    },
    syncFolder(path) {
      touches(path);
      return port.syncFolder(path);
    },
    move(from, to) {
      touches(from, true);
      touches(to);
      return port.move(from, to);
    },
    makeFolder(path) {
      touches(path);
      return port.makeFolder(path);
    },
    removeFolder(path) {
      touches(path);
      return port.removeFolder(path);
    },
    removeFile(path) {
      touches(path);
      return port.removeFile(path);
    },
  };
}

export function crossedRemote(port: Remote, { there, into }: Crosses): Remote {
  return {
    ...port,
    createFolder(at, token) {
      into(at);
      return port.createFolder(at, token);
    },
    move(item, to, expected) {
      there(item);
      into(to);
      return port.move(item, to, expected);
    },
    remove(item, expected) {
      there(item);
      return port.remove(item, expected);
    },
    upload(to, content, ask) {
      if ('fileId' in to) there({ id: to.fileId, kind: 'file' });
      else into(to);
      return port.upload(to, content, ask);
    },
    uploadEach(files) {
      for (const { to } of files) into(to);
      return port.uploadEach(files);
    },
    download(item, from) {
      there(item);
      return port.download(item, from);
    },
  };
}
