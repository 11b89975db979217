import type { DocumentsScope } from '@gatehouse/client';
import type { File as WireFile } from '@gatehouse/wire';
import { queryClient } from '../../api/gatehouse.ts';
import { placeKey } from '../place.ts';
import { may } from '../rights.ts';
import { folderFinder, sameName } from './folder-finder.ts';
import type { Clash, NameClash, UploadLine } from './line.ts';
import type { Brought } from './read-drop.ts';
import { type Progress, sendFile } from './send-file.ts';

/** Files under way at one time: enough to fill a line, few enough for the others in the office. */
const atOnce = 2;

export interface UploadState {
  readonly lines: readonly UploadLine[];
  /** Folders are being looked at, or made. */
  readonly preparing: boolean;
  /** Names that are taken, of which the person has to say what to do. */
  readonly asked: readonly NameClash[] | undefined;
}

let state: UploadState = { lines: [], preparing: false, asked: undefined };
let answer: ((choices: ReadonlyMap<number, Clash>) => void) | undefined;
let lastId = 0;
const listeners = new Set<() => void>();
const running = new Map<number, AbortController>();
const progress = new Map<number, Progress>();

/** What is under way goes on while the person is in another folder, or on another page of the console. */
export const uploads = {
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  state: () => state,
  add,
  /** A file whose bytes become a version of one that is there, whatever either is called. */
  addVersion(place: DocumentsScope, { id, parent_id }: WireFile, file: File) {
    const line = { ...fresh(place, parent_id ?? 0, file, []), versionOf: id };
    set({ lines: [...state.lines, line] });
    work();
  },
  /** What to do with the names that are taken; without choices nothing of what was brought is sent. */
  answer: (choices: ReadonlyMap<number, Clash>) => answer?.(choices),
  pause(id: number) {
    change(id, { state: 'paused' });
    running.get(id)?.abort();
  },
  resume(id: number) {
    change(id, { state: 'waiting', error: undefined });
    work();
  },
  /** Takes a line out of the list; what was sent of it is forgotten by the server in time. */
  drop(id: number) {
    running.get(id)?.abort();
    progress.delete(id);
    set({ lines: state.lines.filter((line) => line.id !== id) });
  },
  clear() {
    for (const { id, state: is } of state.lines) if (is !== 'sending' && is !== 'waiting') uploads.drop(id);
  },
};

async function add(place: DocumentsScope, folderId: number, brought: readonly Brought[]): Promise<void> {
  set({ preparing: true });
  try {
    const lines = await planned(place, folderId, brought);
    set({ lines: [...state.lines, ...lines] });
  } finally {
    set({ preparing: false, asked: undefined });
    void queryClient.invalidateQueries({ queryKey: placeKey(place) });
  }
  work();
}

/** Makes the folders, asks about the names that are taken, and answers what is to be sent. */
async function planned(place: DocumentsScope, folderId: number, brought: readonly Brought[]) {
  const find = folderFinder(place, folderId);
  const lines: UploadLine[] = [];
  const clashes: NameClash[] = [];
  for (const { path, file } of brought) {
    const folder = await find(path);
    if (file === undefined) continue;
    const line = fresh(place, folder.id, file, path);
    const there = folder.files.find(({ name }) => sameName(name, file.name));
    if (there !== undefined) {
      const mayAddVersion = may(there, 'can_create_version');
      clashes.push({ key: line.id, name: file.name, path, fileId: there.id, mayAddVersion });
    }
    lines.push(line);
  }
  if (clashes.length === 0) return lines;
  const choices = await new Promise<ReadonlyMap<number, Clash>>((resolve) => {
    answer = resolve;
    set({ asked: clashes });
  });
  return lines.flatMap((line) => {
    const clash = clashes.find(({ key }) => key === line.id);
    if (clash === undefined) return choices.size === 0 ? [] : [line];
    const choice = choices.get(line.id);
    if (choice === 'version') return [{ ...line, versionOf: clash.fileId }];
    return choice === 'both' ? [{ ...line, keepBoth: true }] : [];
  });
}

function fresh(place: DocumentsScope, folderId: number, file: File, path: readonly string[]): UploadLine {
  lastId += 1;
  const begun = {
    versionOf: undefined,
    keepBoth: false,
    state: 'waiting',
    sent: 0,
    error: undefined,
  } as const;
  return { id: lastId, place, folderId, file, path, ...begun };
}

function work(): void {
  while (running.size < atOnce) {
    const next = state.lines.find(({ id, state: is }) => is === 'waiting' && !running.has(id));
    if (next === undefined) return;
    void send(next);
  }
}

async function send(line: UploadLine): Promise<void> {
  const { id } = line;
  const aborting = new AbortController();
  running.set(id, aborting);
  const kept = progress.get(id) ?? { etags: [] };
  progress.set(id, kept);
  change(id, { state: 'sending' });
  try {
    await sendFile(line, kept, (sent) => change(id, { sent }), aborting.signal);
    change(id, { state: 'done', sent: line.file.size });
    void queryClient.invalidateQueries({ queryKey: placeKey(line.place) });
  } catch (error) {
    if (!aborting.signal.aborted) change(id, { state: 'failed', error: error as Error });
  } finally {
    running.delete(id);
    work();
  }
}

function change(id: number, news: Partial<UploadLine>): void {
  set({ lines: state.lines.map((line) => (line.id === id ? { ...line, ...news } : line)) });
}

function set(news: Partial<UploadState>): void {
  state = { ...state, ...news };
  for (const listener of listeners) listener();
}
