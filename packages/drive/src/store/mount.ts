import { identityOf, joined, partialFolder, trashFolder } from '../executing/run.ts';
import { bytesOf } from '../executing/stub-file.ts';
import { type Disk, type Stat, stateFolder } from '../ports/disk.ts';
import { DiskProblem } from '../ports/disk-problem.ts';
import type { Surroundings } from '../ports/surroundings.ts';
import type { Keeper } from './keeper.ts';
import { rememberPrivacy } from './remembered-privacy.ts';
import { State } from './state.ts';

interface Mark {
  mount: string;
  key: string;
  /** Counts the openings, and all that was kept until the last look: a database that is a copy from before knows of less. */
  epoch: number;
}

const markFile = joined(stateFolder, 'mount.json');
const markNew = joined(stateFolder, 'mount.new');
const markNext = joined(stateFolder, 'mount.next');

/**
 * The base, if it belongs to this folder. A folder without its mark, or another folder in its place, is an unplugged
 * disk: nothing is concluded from it. A base that is lost or older than the folder is no base: both sides are united
 * and nothing is deleted.
 */
export async function openMount(
  keeper: Keeper,
  disk: Disk,
  surroundings: Surroundings,
): Promise<{ state: State; mountKey: string } | undefined> {
  const state = new State(keeper);
  const root = await disk.stat('');
  if (root?.kind !== 'folder') return undefined;
  const known = {
    mount: state.notes('meta').get('mount'),
    epoch: epochOf(state),
    root: state.notes('meta').get('root'),
  };
  const found = await readMark(disk);
  const identity = rootIdentity(root);
  if (known.mount !== undefined) {
    if (found === undefined ? state.synced.size > 1 : found.mount !== known.mount) return undefined;
    if (known.root !== identity) return undefined;
  }
  const mark: Mark = found ?? { mount: surroundings.randomId(), key: surroundings.randomId(), epoch: 0 };
  if (mark.epoch > known.epoch) forgetBase(state);
  mark.epoch = Math.max(mark.epoch, known.epoch) + 1;
  const remember = () =>
    state
      .change()
      .note('meta', 'mount', mark.mount)
      .note('meta', 'root', identity)
      .note('meta', 'epoch', mark.epoch)
      .commit();
  for (const folder of [stateFolder, partialFolder, trashFolder]) await makeIfMissing(disk, folder);
  // A folder that takes no mark is no mount; of one that is known, the database must never be the older one.
  if (known.mount === undefined) {
    await writeMark(disk, mark, markNew);
    await disk.syncFolder(stateFolder);
    const now = await disk.stat('');
    if (now === undefined || rootIdentity(now) !== identity) return undefined;
  }
  remember();
  if (known.mount !== undefined) {
    await writeMark(disk, mark, markNew);
    await disk.syncFolder(stateFolder);
  }
  return { state, mountKey: mark.key };
}

interface Marked {
  state: State;
  disk: Disk;
  mountKey: string;
}

/**
 * After a look the mark says how much is kept by now, so that a copy of the database from before is known as one. Where it
 * cannot be written it says less, which does no harm.
 * @param marked what it says
 */
export async function keepMark({ state, disk, mountKey: key }: Marked, marked: number): Promise<number> {
  const epoch = epochOf(state);
  if (epoch === marked) return marked;
  try {
    // Durable before it has the name; that it has it need not be.
    await writeMark(disk, { mount: String(state.notes('meta').get('mount')), key, epoch }, markNext);
    return epoch;
  } catch (error) {
    if (!(error instanceof DiskProblem)) throw error;
    return marked;
  }
}

/**
 * Before the first step of a look: a copy of the database from before it is known as one, wherever the look is cut off. The
 * database first, which is never to know of less than the mark.
 */
export async function markAhead(parts: Marked, marked: number): Promise<number> {
  const { state } = parts;
  state
    .change()
    .note('meta', 'epoch', epochOf(state) + 1)
    .commit();
  return await keepMark(parts, marked);
}

export const epochOf = (state: State): number => Number(state.notes('meta').get('epoch') ?? 0);

/** Whether the folder is the one that was opened: a disk can go while a mount is kept. */
export async function isSameFolder({ state, disk }: { state: State; disk: Disk }): Promise<boolean> {
  const root = await disk.stat('');
  if (root?.kind !== 'folder' || state.notes('meta').get('root') !== rootIdentity(root)) return false;
  return (await readMark(disk))?.mount === state.notes('meta').get('mount');
}

/** Without a time of birth the inode number has to do: the rest changes with what is in the folder. */
const rootIdentity = (root: Stat): string => identityOf(root).split('~')[0] ?? '';

/** Both sides are united at the next look, and nothing is deleted. */
export function forgetBase(state: State): void {
  const draft = state.change();
  for (const { nid } of [...state.synced.all()]) {
    rememberPrivacy(state, nid, draft);
    draft.forget(nid);
  }
  draft.gone([...state.remote.all()].map(({ key }) => key));
  for (const kind of [
    'op',
    'held',
    'want',
    'rule',
    'problem',
    'refused',
    'approved',
    'still',
    'deleted',
  ] as const)
    for (const key of state.notes(kind).keys()) draft.note(kind, key);
  for (const each of ['cursor', 'audited', 'went-back']) draft.note('meta', each);
  draft.commit();
  state.remote.root = 0;
}

/**
 * Whether a folder below the root is one that is kept the same by itself, with what lies in it. A copy of this very mount
 * is none: it is a folder like others.
 */
export async function isOtherMount(
  { state, disk }: Pick<Marked, 'state' | 'disk'>,
  folder: string,
): Promise<boolean> {
  try {
    const mount = (await readMark(disk, joined(folder, markFile)))?.mount;
    return mount !== undefined && mount !== state.notes('meta').get('mount');
  } catch (error) {
    if (!(error instanceof DiskProblem)) throw error;
    // Nobody knows whose it is.
    return error.code !== 'vanished';
  }
}

async function readMark(disk: Disk, path = markFile): Promise<Mark | undefined> {
  if ((await disk.stat(path)) === undefined) return undefined;
  try {
    return JSON.parse((await bytesOf(disk, path, 4096)).toString()) as Mark;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

async function writeMark(disk: Disk, mark: Mark, draft: string): Promise<void> {
  await disk.write(draft, 0, [Buffer.from(JSON.stringify(mark))]);
  await disk.replace(draft, markFile);
}

async function makeIfMissing(disk: Disk, folder: string): Promise<void> {
  try {
    await disk.makeFolder(folder);
    await disk.syncFolder(folder.slice(0, Math.max(0, folder.lastIndexOf('/'))));
  } catch (error) {
    if (!(error instanceof DiskProblem) || error.code !== 'taken') throw error;
  }
}
