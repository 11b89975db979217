import { Readable } from 'node:stream';
import type { Writer } from '@gatehouse/database';
import type { Origin } from '../audit/audit.ts';
import type { House } from '../house.ts';
import type { Place } from '../rest/rest-call.ts';
import type { Tables } from '../schema/tables.ts';
import type { BlobStore } from './blobs/blob-store.ts';
import { noteChange, standingOf } from './changes.ts';
import { type Content, claimContent } from './contents.ts';
import { addReader, createFile, createFolder } from './create-item.ts';
import { findPlacement } from './placement.ts';
import { adminOf } from './viewer.ts';

/** A folder, or a text file, that is there from the beginning. */
export interface FirstDocument {
  readonly path: readonly string[];
  readonly text?: string;
  /** Whom it is shared with; Admins of the tool need no share. */
  readonly private?: { readonly readerIds: readonly number[] };
}

/** Bytes that are durable, by the text they hold. */
export type KeptTexts = ReadonlyMap<string, Content>;

/** Makes the texts durable: bytes come before the rows that name them. */
export async function keepTexts(
  blobs: BlobStore,
  documents: readonly Pick<FirstDocument, 'text'>[],
): Promise<KeptTexts> {
  const kept = new Map<string, Content>();
  for (const { text } of documents) {
    if (text === undefined || kept.has(text)) continue;
    const bytes = Buffer.from(text);
    const blob = await blobs.receive(Readable.from([bytes]), { maxBytes: bytes.length });
    await blob.keep();
    const { location, sha256, size } = blob;
    kept.set(text, { location, sha256, size, contentType: 'text/plain' });
  }
  return kept;
}

/**
 * The same for several companies. What lies in a bucket is one person's in one company, and nobody else's rows may name
 * it; a folder holds it once for all of them.
 */
export async function keepTextsForEach(
  blobs: BlobStore,
  documents: readonly Pick<FirstDocument, 'text'>[],
  companies: number,
): Promise<KeptTexts[]> {
  const each = [await keepTexts(blobs, documents)];
  while (each.length < companies)
    each.push(blobs.direct === undefined ? (each[0] ?? new Map()) : await keepTexts(blobs, documents));
  return each;
}

interface Stage {
  readonly house: Pick<House, 'blobs' | 'clock' | 'random'>;
  readonly tx: Writer<Tables>;
  readonly origin: Origin;
  readonly texts: KeptTexts;
}

/** Lays documents out in an empty Documents tool, parents first, by the rules of an upload of its Admin. */
export async function layOut(
  { house, tx, origin, texts }: Stage,
  place: Place,
  documents: readonly FirstDocument[],
): Promise<void> {
  const folders = new Map<string, number>();
  const claim = (text: string) => claimContent(house, tx, place, contentOf(texts, text));
  for (const { path, text, private: share } of documents) {
    const isPrivate = share !== undefined;
    const item = { private: isPrivate, tracked: false, description: null };
    const parentId = folders.get(path.slice(0, -1).join('/'));
    const wish = { parentId, name: path.at(-1) ?? '', private: isPrivate, uniqueName: false };
    const placement = await findPlacement(tx, adminOf(place), wish);
    if (placement.kind !== 'free') throw new Error(`There is no place for ${path.join('/')}.`);
    const { at } = placement;
    const id =
      text === undefined
        ? await createFolder(house, tx, origin, place, at, item)
        : await createFile(house, tx, origin, place, at, item, await claim(text));
    if (text === undefined) folders.set(path.join('/'), id);
    if (share === undefined || share.readerIds.length === 0) continue;
    const before = await standingOf(tx, place, id);
    for (const personId of share.readerIds) await addReader(tx, place.companyId, id, personId);
    await noteChange(house, tx, place, { id, kind: text === undefined ? 'folder' : 'file', before });
  }
}

function contentOf(texts: KeptTexts, text: string): Content {
  const content = texts.get(text);
  if (content === undefined) throw new Error('A text was not kept before it was laid out.');
  return content;
}
