import { DiskProblem } from '../ports/disk-problem.ts';
import { RemoteProblem } from '../ports/remote-problem.ts';
import type { SimulatedDisk } from './disk.test-support.ts';
import type { Secrets } from './secrets.test-support.ts';
import type { Install, SimulatedWorld } from './world.test-support.ts';

const names = ['a', 'b', 'c', 'd.txt'];
/** On some volumes these are two names. */
const bothCases = ['a', 'A', 'b', 'B', 'd.txt', 'D.txt'];
const hidden = '.gatehouse-drive';

/** Somebody does something, on the remote or in the folder of an install. */
export function personActs(world: SimulatedWorld): void {
  const { chance } = world;
  const install = chance.once(0.4) ? undefined : chance.of(world.installs);
  try {
    if (world.secrets?.chance.once(0.1)) {
      savesByRenaming(world, world.secrets);
      return;
    }
    if (install === undefined) actRemotely(world);
    else actLocally(world, install);
  } catch (error) {
    if (!(error instanceof DiskProblem) && !(error instanceof RemoteProblem)) throw error;
  } finally {
    if (install !== undefined) world.outOfSight.disturbed(install);
  }
}

let saved = 0;
export const startCounting = () => {
  saved = 0;
};

function newContent(world: SimulatedWorld): string {
  const content = `content ${++saved}`;
  world.written.add(content);
  return content;
}

function actRemotely(world: SimulatedWorld): void {
  const { chance, server } = world;
  const items = [...server.items.values()].filter(({ id }) => server.alive(id));
  const folders = items.filter(({ kind }) => kind === 'folder');
  const file = chance.of(items.filter(({ kind }) => kind === 'file'));
  const folder = chance.of(folders);
  const any = chance.of(items.filter(({ id }) => id !== 1));
  const name = chance.of(world.bothCases ? bothCases : names) ?? 'a';
  if (folder === undefined) return;
  const at = {
    parentId: folder.id,
    name,
    ...(world.secrets?.chance.once(0.3) && ({ isPrivate: true } as const)),
  };
  switch (chance.below(6)) {
    case 0: {
      const content = newContent(world);
      world.trace.push(`remote: create ${name} in ${folder.id} "${content}"`);
      const { id } = server.create('file', at, content);
      world.secrets?.sent(server, id, content);
      return;
    }
    case 1:
      world.trace.push(`remote: folder ${name} in ${folder.id}`);
      server.create('folder', at);
      return;
    case 2:
    case 3: {
      if (file === undefined) return;
      const content = newContent(world);
      world.trace.push(`remote: write ${file.id} "${content}"`);
      server.write(file.id, content);
      world.secrets?.sent(server, file.id, content);
      return;
    }
    case 4:
      if (any === undefined) return;
      world.trace.push(`remote: move ${any.id} to ${folder.id}/${name}`);
      server.move(any.id, folder.id, name);
      world.secrets?.moved();
      if (server.seen(any.id) !== undefined) world.outOfSight.shown(any.id);
      return;
    default:
      if (any === undefined) return;
      world.trace.push(`remote: delete ${any.id}`);
      server.remove(any.id);
  }
}

function actLocally(world: SimulatedWorld, install: Install): void {
  const { chance, outOfSight } = world;
  const { name: who, disk } = install;
  if (disk.away !== 'no') return;
  const paths = [...disk.names.keys()].filter((path) => path !== '' && !path.startsWith(hidden));
  const folders = ['', ...paths.filter((path) => disk.need(path).kind === 'folder')];
  const files = paths.filter((path) => disk.need(path).kind === 'file' && !/\.cloudf?$/.test(path));
  const folder = chance.of(folders) ?? '';
  const suffix = (path: string) => /\.cloudf?$/.exec(path)?.[0] ?? '';
  const within = (name: string) => (folder === '' ? name : `${folder}/${name}`);
  const name = chance.of(world.bothCases ? bothCases : names) ?? 'a';
  const hasFolder = (some: string[]) => some.some((path) => isFolderHere(disk, path));
  const any = chance.of(paths);
  const file = chance.of(files);
  switch (chance.below(7)) {
    case 0: {
      const path = within(name);
      if (disk.find(path) !== undefined) return;
      world.trace.push(`${who}: create ${path}`);
      save(world, disk, path, (content) => disk.writeFile(path, content));
      return;
    }
    case 1:
      world.trace.push(`${who}: folder ${within(name)}`);
      disk.makeFolder(within(name));
      return;
    case 2:
    case 3: {
      if (file === undefined) return;
      const over = chance.once(0.4);
      world.trace.push(`${who}: ${over ? 'save over' : 'write'} ${file}`);
      const before = disk.need(file).content;
      const isAstray = world.secrets?.isAstray(install, file) === true;
      supersede(world, disk, file);
      save(world, disk, file, (content) => {
        if (over) disk.saveOver(file, content);
        else disk.writeFile(file, content);
        outOfSight.written(install, before, content, over);
      });
      world.secrets?.written(before, disk.need(file).content, over && isAstray);
      return;
    }
    case 4:
    case 5: {
      if (any === undefined) return;
      const to = within(name) + suffix(any);
      world.trace.push(`${who}: move ${any} to ${to}`);
      const taken = paths.filter((path) => path === any || path.startsWith(`${any}/`));
      const contents = taken.map((path) => disk.need(path).content);
      outOfSight.moved(install, contents);
      for (const each of contents) world.movedByPeople.add(each);
      world.hasMovedHere = true;
      world.hasTakenFolders ||= hasFolder(taken);
      disk.move(any, to);
      world.secrets?.movedHere(install, to);
      return;
    }
    default: {
      if (any === undefined) return;
      world.trace.push(`${who}: delete ${any}`);
      const gone = paths.filter((path) => path === any || path.startsWith(`${any}/`));
      world.hasTakenFolders ||= hasFolder(gone);
      for (const path of gone) supersede(world, disk, path);
      disk.remove(any);
    }
  }
}

const isFolderHere = (disk: SimulatedDisk, path: string) =>
  disk.need(path).kind === 'folder' || path.endsWith('.cloudf');

/** The old file keeps what it has under another name, and the new one is what was saved over it. */
function savesByRenaming(world: SimulatedWorld, { chance }: Secrets): void {
  const install = chance.of(world.installs);
  if (install === undefined || install.disk.away !== 'no') return;
  const { name: who, disk } = install;
  const files = [...disk.names.keys()].filter(
    (path) => !path.startsWith(hidden) && disk.need(path).kind === 'file' && !/\.cloudf?$/.test(path),
  );
  const file = chance.of(files);
  if (file === undefined) return;
  const old = `${file}.bak`;
  world.trace.push(`${who}: save ${file}, the old one is ${old}`);
  const before = disk.need(file).content;
  const isAstray = world.secrets?.isAstray(install, file) === true;
  if (disk.find(old) !== undefined) {
    supersede(world, disk, old);
    disk.remove(old);
  }
  world.outOfSight.tookElsewhere(install, [before]);
  world.movedByPeople.add(before);
  world.hasMovedHere = true;
  disk.move(file, old);
  save(world, disk, file, (content) => disk.writeFile(file, content));
  world.secrets?.written(before, disk.need(file).content, isAstray);
  world.secrets?.movedHere(install, old);
  world.outOfSight.disturbed(install);
}

export function supersede(world: SimulatedWorld, disk: SimulatedDisk, path: string): void {
  const { content } = disk.need(path);
  world.owed.delete(content);
  world.removedByPeople.add(content);
}

function save(
  world: SimulatedWorld,
  disk: SimulatedDisk,
  path: string,
  write: (content: string) => void,
): void {
  const content = newContent(world);
  write(content);
  const durable = world.chance.once(0.5);
  if (durable) {
    disk.sync(path);
    disk.syncNames();
  }
  world.owed.set(content, { durable });
}
