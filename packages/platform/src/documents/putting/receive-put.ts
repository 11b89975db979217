import type { FilePutQuery } from '@gatehouse/wire';
import type { House } from '../../house.ts';
import type { FilePart, Receipt } from '../../rest/rest-call.ts';
import type { UploadCall } from '../../rest/rest-route.ts';
import { BlobError } from '../blobs/blob-store.ts';
import type { Denial } from '../changing/target.ts';
import { checkPlacementSoFar } from '../placement.ts';
import { placementReply } from '../placement-reply.ts';
import { failureReply, receiveBytes, type Upload } from '../upload.ts';
import { announcedDigest, conditionFails, wrongDigest } from './conditions.ts';
import { type Address, findSpot } from './spot.ts';

/** Takes the bytes of a PUT. What can be refused before them costs no bytes; it is all asked again once they are there. */
export async function receivePut(
  house: House,
  part: FilePart,
  call: UploadCall<unknown, FilePutQuery>,
  address: Address,
): Promise<Receipt<Upload>> {
  const announced = announcedDigest(call);
  if ('reply' in announced) return announced;
  const { maxPut } = house.settings;
  if (Number(call.request.headers['content-length'] ?? 0) > maxPut)
    return { reply: failureReply(new BlobError('too_large'), maxPut) };
  const refusal = await refusedAtOnce(house, call, address);
  if (refusal !== null) return 'refused' in refusal ? refusal : { reply: refusal };
  const contentType = call.query.content_type ?? part.contentType;
  const receipt = await receiveBytes(house, { ...part, contentType }, maxPut);
  if (!('kept' in receipt) || announced.digest === undefined) return receipt;
  const { blob } = receipt.kept;
  if (blob.sha256 === announced.digest) return receipt;
  await blob.discard();
  return { reply: wrongDigest };
}

async function refusedAtOnce(
  house: House,
  call: UploadCall<unknown, FilePutQuery>,
  address: Address,
): Promise<Denial | null> {
  return await house.database.read(async (tx) => {
    // What is sent again may find what it made the first time.
    if (call.request.headers['idempotency-token'] !== undefined) {
      const { folderId: parentId } = address;
      const wish = { parentId, name: undefined, private: address.private, uniqueName: false };
      const refusal = await checkPlacementSoFar(tx, call, wish);
      return refusal === null ? null : placementReply(refusal);
    }
    const spot = await findSpot(tx, call, address);
    if (spot.kind === 'none') return spot.denial;
    return await conditionFails(tx, call, spot.kind === 'file' ? spot.target.item : null);
  });
}
