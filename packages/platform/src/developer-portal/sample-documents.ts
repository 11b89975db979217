import type { BlobStore } from '../documents/blobs/blob-store.ts';
import { type FirstDocument, type KeptTexts, keepTexts } from '../documents/lay-out.ts';

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

const kept = new WeakMap<BlobStore, Promise<KeptTexts>>();

/** Makes the sample files durable, once for each store; every sandbox names the same few blobs. */
export function keepSampleTexts(blobs: BlobStore): Promise<KeptTexts> {
  const known = kept.get(blobs);
  if (known !== undefined) return known;
  const keeping = keepTexts(blobs, [...companySamples, ...projectSamples]);
  kept.set(blobs, keeping);
  // A full disk today is no reason to refuse tomorrow.
  keeping.catch(() => kept.delete(blobs));
  return keeping;
}
