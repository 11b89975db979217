import type { Writer } from '@gatehouse/database';
import type { UploadPlan } from '../../documents/uploads/upload-plan.ts';
import { addPart, completeUpload, insertUpload } from '../../documents/uploads/upload-store.ts';
import type { Place } from '../../rest/rest-call.ts';
import type { Tables } from '../../schema/tables.ts';

export const plainPlan: UploadPlan = {
  filename: 'Tidewater plan.pdf',
  contentType: 'application/pdf',
  inline: false,
  size: 10,
  sha256: null,
  segments: [{ size: 10, sha256: 'a'.repeat(64) }],
  metadata: null,
  ticket: null,
  formLocation: null,
};

export const uploadIds = { uploadId: 'half-an-upload', finishedUploadId: 'a-finished-upload' };

/** An upload of which a part has arrived, and one that is whole and waits to be used. */
export async function addUploads(tx: Writer<Tables>, place: Place, now: number): Promise<void> {
  for (const id of Object.values(uploadIds))
    await insertUpload(tx, place, {
      id,
      kind: 'unified',
      plan: plainPlan,
      createdAt: now,
      expiresAt: now + 3_600_000,
    });
  const bytes = { location: 'a part', sha256: 'a'.repeat(64), size: 10 };
  await addPart(tx, place.companyId, uploadIds.uploadId, { ...bytes, number: 1, receivedAt: now });
  await completeUpload(tx, place.companyId, uploadIds.finishedUploadId, { ...bytes, location: 'whole' }, now);
}
