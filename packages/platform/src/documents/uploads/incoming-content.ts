import type { Writer } from '@gatehouse/database';
import type { House } from '../../house.ts';
import { fieldErrors, type Place, type RestReply } from '../../rest/rest-call.ts';
import type { Tables } from '../../schema/tables.ts';
import { type Content, claimContent } from '../contents.ts';
import { failureReply, type Upload } from '../upload.ts';
import { findUsableUpload, useUpload } from './upload-store.ts';

/** Bytes that a call brings along, in its body or by naming an upload, before they belong to anything. */
export interface IncomingContent extends Content {
  /** The name the sender had for them. */
  readonly filename: string | undefined;
  /**
   * Makes them durable and claims them for the version that the same unit inserts. To be called last, when nothing
   * can be refused any more: an upload is used up by it.
   */
  take(): Promise<{ readonly content: Content } | { readonly reply: RestReply }>;
}

type Surroundings = Pick<House, 'blobs' | 'clock'>;

interface Call {
  readonly tx: Writer<Tables>;
  readonly place: Place;
  /** What the route's `receive` made of a file part. */
  readonly received: Upload | undefined;
}

/**
 * What a call brings: the file part of its body, or else the upload it names. Undefined without either. A name that
 * is no finished upload of this caller in this place is answered the same, whatever it is.
 */
export async function incomingContent(
  house: Surroundings,
  call: Call,
  uploadId: string | undefined,
): Promise<IncomingContent | { readonly reply: RestReply } | undefined> {
  if (call.received !== undefined) return contentInBody(house, call, call.received);
  if (uploadId === undefined) return undefined;
  return (
    (await claimUpload(house, call, uploadId)) ?? {
      reply: fieldErrors({ upload_uuid: ['names no finished upload of yours that is still unused'] }),
    }
  );
}

/** The bytes of the body alone. */
export function contentInBody(
  house: Surroundings,
  { tx, place }: Pick<Call, 'tx' | 'place'>,
  { blob, ...upload }: Upload,
): IncomingContent {
  const { location, sha256, size } = blob;
  const incoming = { location, sha256, size, contentType: upload.contentType };
  return {
    ...incoming,
    filename: upload.filename,
    async take() {
      const content = await claimContent(house, tx, place, incoming);
      try {
        // Part of the unit: after it only the commit can fail. Superfluous bytes stay unkept, and are discarded.
        if (content.location === location) await blob.keep();
      } catch (error) {
        return { reply: failureReply(error, size) };
      }
      return { content };
    },
  };
}

/** An upload that whoever calls has finished in this place and not yet used; null if it is not one. */
async function claimUpload(
  house: Surroundings,
  { tx, place }: Pick<Call, 'tx' | 'place'>,
  uploadId: string,
): Promise<IncomingContent | null> {
  const upload = await findUsableUpload(tx, place, uploadId, house.clock.now());
  if (upload === null) return null;
  const { filename, ...incoming } = upload;
  return {
    ...incoming,
    filename,
    async take() {
      await useUpload(tx, place.companyId, uploadId, house.clock.now());
      return { content: await claimContent(house, tx, place, incoming) };
    },
  };
}
