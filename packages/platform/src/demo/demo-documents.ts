import { Readable } from 'node:stream';
import type { Writer } from '@gatehouse/database';
import { levels } from '../access/levels.ts';
import type { Origin } from '../audit/audit.ts';
import { addReader, createFile, createFolder } from '../documents/create-item.ts';
import { findPlacement } from '../documents/placement.ts';
import type { House } from '../house.ts';
import type { Place } from '../rest/rest-call.ts';
import type { Tables } from '../schema/tables.ts';
import type { CastDocument } from './cast.ts';

export interface DemoContent {
  readonly sha256: string;
  readonly size: number;
  readonly contentType: string;
}

/** Stores the bytes of the demo's files, durable before any row names them. */
export async function keepContents(
  house: House,
  documents: readonly CastDocument[],
): Promise<ReadonlyMap<CastDocument, DemoContent>> {
  const contents = new Map<CastDocument, DemoContent>();
  for (const document of documents) {
    if (document.text === undefined) continue;
    const bytes = Readable.from([Buffer.from(document.text)]);
    const blob = await house.blobs.receive(bytes, { maxBytes: house.settings.maxUpload });
    await blob.keep();
    contents.set(document, { sha256: blob.sha256, size: blob.size, contentType: 'text/plain' });
  }
  return contents;
}

/** Lays the documents out in one place, parents first, by the same rules as an upload of its tool Admin. */
export async function writeDocuments(
  stage: {
    readonly house: House;
    readonly tx: Writer<Tables>;
    readonly personIds: ReadonlyMap<string, number>;
    readonly contents: ReadonlyMap<CastDocument, DemoContent>;
  },
  origin: Origin,
  place: Place,
  documents: readonly CastDocument[],
): Promise<void> {
  const { house, tx, personIds, contents } = stage;
  const folders = new Map<string, number>();
  for (const document of documents) {
    const name = document.path.at(-1) ?? '';
    const parentId = folders.get(document.path.slice(0, -1).join('/'));
    const item = { private: document.private !== undefined, tracked: false, description: null };
    const wish = { parentId, name, private: item.private, uniqueName: false };
    const placement = await findPlacement(tx, { place, level: levels.Admin }, wish);
    if (placement.kind !== 'free') throw new Error(`The demo has no place for ${document.path.join('/')}.`);
    const content = contents.get(document);
    const id =
      content === undefined
        ? await createFolder(house, tx, origin, place, placement.at, item)
        : await createFile(house, tx, origin, place, placement.at, item, content);
    if (content === undefined) folders.set(document.path.join('/'), id);
    for (const reader of document.private?.readers ?? []) {
      const personId = personIds.get(reader);
      if (personId !== undefined) await addReader(tx, place.companyId, id, personId);
    }
  }
}
