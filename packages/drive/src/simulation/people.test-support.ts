import { DiskProblem } from '../ports/disk-problem.ts';
import type { ItemName, NewItem } from '../ports/remote.ts';
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
    case 0:
      createsThere(world, at);
      return;
    case 1:
      world.trace.push(`remote: folder ${name} in ${folder.id}`);
      server.create('folder', at);
      return;
    case 2:
    case 3:
      if (file !== undefined) writesThere(world, file);
      return;
    case 4:
      if (any !== undefined) movesThere(world, any, folder, name);
      return;
    default:
      if (any !== undefined) deletesThere(world, any);
  }
}

export function createsThere(world: SimulatedWorld, at: NewItem): void {
  const content = newContent(world);
  world.trace.push(`remote: create ${at.name} in ${at.parentId} "${content}"`);
  const { id } = world.server.create('file', at, content);
  world.secrets?.sent(world.server, id, content);
}

export function writesThere(world: SimulatedWorld, { id }: ItemName): void {
  const content = newContent(world);
  world.trace.push(`remote: write ${id} "${content}"`);
  world.server.write(id, content);
  world.secrets?.sent(world.server, id, content);
}

export function movesThere(world: SimulatedWorld, { id }: ItemName, folder: ItemName, name: string): void {
  const { server, outOfSight } = world;
  world.trace.push(`remote: move ${id} to ${folder.id}/${name}`);
  server.move(id, folder.id, name);
  world.secrets?.moved();
  world.deletes.movedThere(id);
  if (server.seen(id) !== undefined) outOfSight.shown(id);
}

export function deletesThere(world: SimulatedWorld, { id }: ItemName): void {
  world.trace.push(`remote: delete ${id}`);
  world.deletes.deletedThere(id, world.installs);
  world.server.remove(id);
}

const isPlaceholder = (path: string) => /\.cloudf?$/.test(path);

function pathsHere({ names }: SimulatedDisk): string[] {
  return [...names.keys()].filter((path) => path !== '' && !path.startsWith(hidden));
}

function actLocally(world: SimulatedWorld, install: Install): void {
  const { chance } = world;
  const { disk } = install;
  if (disk.away !== 'no') return;
  const paths = pathsHere(disk);
  const folders = ['', ...paths.filter((path) => disk.need(path).kind === 'folder')];
  const files = paths.filter((path) => disk.need(path).kind === 'file' && !isPlaceholder(path));
  const folder = chance.of(folders) ?? '';
  const within = (name: string) => (folder === '' ? name : `${folder}/${name}`);
  const name = chance.of(world.bothCases ? bothCases : names) ?? 'a';
  const any = chance.of(paths);
  const file = chance.of(files);
  switch (chance.below(7)) {
    case 0:
      createsHere(world, install, within(name));
      return;
    case 1:
      world.trace.push(`${install.name}: folder ${within(name)}`);
      disk.makeFolder(within(name));
      return;
    case 2:
    case 3:
      if (file !== undefined) savesHere(world, install, file, chance.once(0.4));
      return;
    case 4:
    case 5:
      if (any !== undefined) movesHere(world, install, any, within(name));
      return;
    default:
      if (any !== undefined) deletesHere(world, install, any);
  }
}

export function createsHere(world: SimulatedWorld, { name: who, disk }: Install, path: string): void {
  if (disk.find(path) !== undefined) return;
  world.trace.push(`${who}: create ${path}`);
  save(world, disk, path, (content) => disk.writeFile(path, content));
}

/** @param over as programs do that write a new file and move it over the old one */
export function savesHere(world: SimulatedWorld, install: Install, file: string, over: boolean): void {
  const { name: who, disk } = install;
  world.trace.push(`${who}: ${over ? 'save over' : 'write'} ${file}`);
  const before = disk.need(file).content;
  const isAstray = world.secrets?.isAstray(install, file) === true;
  // Who saves over a placeholder has not deleted what it stands for; where they have moved it first, nobody can tell.
  const isOverStub = before.startsWith('gatehouse [');
  if (!isOverStub || world.movedByPeople.has(before)) supersede(world, disk, file);
  const stub = isOverStub ? before : world.overStubs.get(before);
  save(world, disk, file, (content) => {
    if (stub !== undefined) world.overStubs.set(content, stub);
    if (over) disk.saveOver(file, content);
    else disk.writeFile(file, content);
    world.outOfSight.written(install, before, content, over);
  });
  world.secrets?.written(before, disk.need(file).content, over && isAstray);
}

/** @param plain without the ending of a placeholder */
export function movesHere(world: SimulatedWorld, install: Install, any: string, plain: string): void {
  const { name: who, disk } = install;
  const to = plain + (/\.cloudf?$/.exec(any)?.[0] ?? '');
  world.trace.push(`${who}: move ${any} to ${to}`);
  const taken = withAllIn(disk, any);
  const contents = taken.map((path) => disk.need(path).content);
  world.outOfSight.moved(install, contents);
  world.deletes.touchedHere(install, any);
  for (const each of contents) {
    world.movedByPeople.add(each);
    tookStub(world, each);
  }
  world.hasMovedHere = true;
  world.hasTakenFolders ||= taken.some((path) => isFolderHere(disk, path));
  disk.move(any, to);
  world.secrets?.movedHere(install, to);
}

export function deletesHere(world: SimulatedWorld, install: Install, any: string): void {
  const { name: who, disk } = install;
  world.trace.push(`${who}: delete ${any}`);
  const gone = withAllIn(disk, any);
  world.deletes.deletedHere(install, gone);
  world.hasTakenFolders ||= gone.some((path) => isFolderHere(disk, path));
  for (const path of gone) {
    tookStub(world, disk.need(path).content);
    supersede(world, disk, path);
  }
  disk.remove(any);
}

const withAllIn = (disk: SimulatedDisk, path: string) =>
  pathsHere(disk).filter((each) => each === path || each.startsWith(`${path}/`));

const isFolderHere = (disk: SimulatedDisk, path: string) =>
  disk.need(path).kind === 'folder' || path.endsWith('.cloudf');

/** The old file keeps what it has under another name, and the new one is what was saved over it. */
function savesByRenaming(world: SimulatedWorld, { chance }: Secrets): void {
  const install = chance.of(world.installs);
  if (install === undefined || install.disk.away !== 'no') return;
  const { name: who, disk } = install;
  const files = pathsHere(disk).filter((path) => disk.need(path).kind === 'file' && !isPlaceholder(path));
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
  tookStub(world, before);
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

/** What was saved over a placeholder is taken away, so that nothing tells any more that it was not deleted. */
export function tookStub({ overStubs, removedByPeople }: SimulatedWorld, content: string): void {
  const stub = overStubs.get(content);
  if (stub !== undefined) removedByPeople.add(stub);
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
