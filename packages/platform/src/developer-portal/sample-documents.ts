import type { BlobStore } from '../documents/blobs/blob-store.ts';
import { type FirstDocument, type KeptTexts, keepTexts } from '../documents/lay-out.ts';
import type { House } from '../house.ts';

/** What a new sandbox holds at company level. */
export const companySamples: readonly FirstDocument[] = [
  { path: ['Company standards'] },
  {
    path: ['Company standards', 'Naming of drawings.txt'],
    text: 'Discipline, number, title: A-101 Ground floor\n',
  },
  { path: ['Management'], private: { readerIds: [] } },
];

/** What each of its projects holds. */
export const projectSamples: readonly FirstDocument[] = [
  { path: ['Drawings'] },
  { path: ['Drawings', 'A-101 Ground floor.txt'], text: 'A-101 Ground floor, revision A\n' },
  { path: ['Drawings', 'S-201 Core walls.txt'], text: 'S-201 Core walls, revision A\n' },
  { path: ['Photos'] },
  { path: ['Contracts'], private: { readerIds: [] } },
  { path: ['Contracts', 'Steel supplier.txt'], text: 'A file in a private folder: try who can see it.\n' },
];

/** What no row names yet stays in the store for longer than this (collect-contents.ts): a sandbox may still name it. */
const keptFor = 12 * 3_600_000;
const kept = new WeakMap<BlobStore, { readonly since: number; readonly texts: Promise<KeptTexts> }>();

/** Makes the sample files durable, now and then; the sandboxes made meanwhile name the same few blobs. */
export function keepSampleTexts({ blobs, clock }: Pick<House, 'blobs' | 'clock'>): Promise<KeptTexts> {
  const documents = [...companySamples, ...projectSamples];
  // What lies in a bucket is one person's in one company: each sandbox has its own.
  if (blobs.direct !== undefined) return keepTexts(blobs, documents);
  const known = kept.get(blobs);
  const since = clock.now();
  if (known !== undefined && since - known.since < keptFor) return known.texts;
  const texts = keepTexts(blobs, documents);
  kept.set(blobs, { since, texts });
  // A full disk today is no reason to refuse tomorrow.
  texts.catch(() => kept.delete(blobs));
  return texts;
}
