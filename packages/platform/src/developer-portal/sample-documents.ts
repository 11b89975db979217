import { Readable } from 'node:stream';
import type { Writer } from '@gatehouse/database';
import { levels } from '../access/levels.ts';
import type { Origin } from '../audit/audit.ts';
import type { BlobStore } from '../documents/blobs/blob-store.ts';
import { type Content, createFile, createFolder } from '../documents/create-item.ts';
import { findPlacement } from '../documents/placement.ts';
import type { House } from '../house.ts';
import type { Place } from '../rest/rest-call.ts';
import type { Tables } from '../schema/tables.ts';

/** A folder, or a text file, of a new sandbox. Parents come first. */
interface Sample {
  readonly path: readonly string[];
  readonly text?: string;
  readonly private?: true;
}

export const companySamples: readonly Sample[] = [
  { path: ['Company standards'] },
  {
    path: ['Company standards', 'Naming of drawings.txt'],
    text: 'Discipline, number, title: A-101 Ground floor\n',
  },
  { path: ['Management'], private: true },
];

export const projectSamples: readonly Sample[] = [
  { path: ['Drawings'] },
  { path: ['Drawings', 'A-101 Ground floor.txt'], text: 'A-101 Ground floor, revision A\n' },
  { path: ['Drawings', 'S-201 Core walls.txt'], text: 'S-201 Core walls, revision A\n' },
  { path: ['Photos'] },
  { path: ['Contracts'], private: true },
  { path: ['Contracts', 'Steel supplier.txt'], text: 'A file in a private folder: try who can see it.\n' },
];

/** Bytes that are durable, by the text they hold. */
export type SampleFiles = ReadonlyMap<string, Content>;

const kept = new WeakMap<BlobStore, Promise<SampleFiles>>();

/** Makes the sample files durable, once for each store; every sandbox names the same few blobs. */
export function keepSampleFiles(blobs: BlobStore): Promise<SampleFiles> {
  const known = kept.get(blobs);
  if (known !== undefined) return known;
  const keeping = keepAll(blobs);
  kept.set(blobs, keeping);
  // A full disk today is no reason to refuse tomorrow.
  keeping.catch(() => kept.delete(blobs));
  return keeping;
}

async function keepAll(blobs: BlobStore): Promise<SampleFiles> {
  const files = new Map<string, Content>();
  for (const { text } of [...companySamples, ...projectSamples]) {
    if (text === undefined || files.has(text)) continue;
    const bytes = Buffer.from(text);
    const blob = await blobs.receive(Readable.from([bytes]), { maxBytes: bytes.length });
    await blob.keep();
    files.set(text, { sha256: blob.sha256, size: blob.size, contentType: 'text/plain' });
  }
  return files;
}

interface Stage {
  readonly house: Pick<House, 'clock' | 'random'>;
  readonly tx: Writer<Tables>;
  readonly origin: Origin;
  readonly files: SampleFiles;
}

/** Lays samples out in an empty Documents tool, by the rules of an upload. */
export async function layOut(
  { house, tx, origin, files }: Stage,
  place: Place,
  samples: readonly Sample[],
): Promise<void> {
  const folders = new Map<string, number>();
  for (const { path, text, private: hidden = false } of samples) {
    const item = { private: hidden, tracked: false, description: null };
    const parentId = folders.get(path.slice(0, -1).join('/'));
    const wish = { parentId, name: path.at(-1) ?? '', private: hidden, uniqueName: false };
    const placement = await findPlacement(tx, { place, level: levels.Admin }, wish);
    if (placement.kind !== 'free') throw new Error(`There is no place for ${path.join('/')}.`);
    const content = text === undefined ? undefined : files.get(text);
    if (content !== undefined) await createFile(house, tx, origin, place, placement.at, item, content);
    else folders.set(path.join('/'), await createFolder(house, tx, origin, place, placement.at, item));
  }
}
