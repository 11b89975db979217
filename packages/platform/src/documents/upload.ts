import { FileCreateBody, parse } from '@gatehouse/wire';
import type { House } from '../house.ts';
import { type FilePart, fieldErrors, type Receipt, type RestReply } from '../rest/rest-call.ts';
import type { UploadCall } from '../rest/rest-route.ts';
import { BlobError, type ReceivedBlob } from './blobs/blob-store.ts';
import { mediaType } from './download.ts';
import { checkPlacementSoFar, type Wish } from './placement.ts';
import { placementReply } from './placement-reply.ts';

/** Bytes that have arrived whole and belong to nothing yet. */
export interface Upload {
  readonly blob: ReceivedBlob;
  readonly filename: string | undefined;
  readonly contentType: string;
}

/** Takes the part `file[data]` to the blob store. What can be refused by the fields before it costs no bytes. */
export async function receiveFile(
  house: House,
  part: FilePart,
  call: UploadCall<unknown, unknown>,
): Promise<Receipt<Upload>> {
  if (part.field !== 'file[data]') {
    return { reply: fieldErrors({ [part.field]: ['is not taken: send the content as file[data]'] }, 400) };
  }
  const early = parse(FileCreateBody, { file: {}, ...call.fields });
  if (early.ok) {
    // What is sent again may find its name taken by what it made the first time.
    const again = call.request.headers['idempotency-token'] !== undefined;
    const wish = { ...wishSoFar(early.value), ...(again ? { name: undefined } : {}) };
    const refusal = await house.database.read((tx) => checkPlacementSoFar(tx, call, wish));
    if (refusal !== null) {
      const reply = placementReply(refusal);
      return 'refused' in reply ? reply : { reply };
    }
  }
  return await receiveBytes(house, part);
}

/** Takes bytes to the blob store, of a part that somebody was found to be allowed to send. */
export async function receiveBytes(
  house: House,
  part: FilePart,
  maxBytes = house.settings.maxUpload,
): Promise<Receipt<Upload>> {
  try {
    const blob = await house.blobs.receive(part.stream, { maxBytes, spent: true });
    return { kept: { blob, filename: part.filename, contentType: mediaType(part.contentType) } };
  } catch (error) {
    return { reply: failureReply(error, maxBytes) };
  }
}

/** Where a file wants to go. Without a name it keeps the one it had on the sender's machine. */
export function wishOf(body: FileCreateBody, filename: string | undefined): Wish {
  return { ...wishSoFar(body), name: body.file.name ?? lastSegment(filename ?? '') };
}

function wishSoFar({ file }: FileCreateBody) {
  return {
    parentId: file.parent_id ?? undefined,
    name: file.name,
    private: file.explicit_permissions ?? file.private,
    uniqueName: file.unique_name ?? false,
  };
}

/** Some senders give a whole path of their own machine; it says nothing about ours. */
function lastSegment(filename: string): string {
  return filename.split(/[/\\]/).at(-1) ?? '';
}

/** What is answered where bytes could not be taken in. */
export function failureReply(error: unknown, maxBytes: number): RestReply {
  if (!(error instanceof BlobError)) throw error;
  switch (error.reason) {
    case 'too_large':
      return { status: 413, body: { errors: { data: [`is too large (maximum is ${maxBytes} bytes)`] } } };
    // RFC 4918 section 11.5.
    case 'no_space':
      return {
        status: 507,
        body: { errors: ['There is no space left to store this file. Nothing was stored.'] },
      };
    case 'interrupted':
      return fieldErrors({ data: ['did not arrive whole: nothing was stored'] }, 400);
    // The object store does not answer. Nothing was used up, and the same call may succeed in a moment.
    case 'unavailable':
      return {
        status: 503,
        headers: { 'retry-after': '5' },
        body: { errors: ['The file store cannot be reached at the moment. Nothing was stored.'] },
      };
    case 'missing':
      throw error;
  }
}
