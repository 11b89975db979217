import type { Reader, Writer } from '@gatehouse/database';
import type { Place } from '../../rest/rest-call.ts';
import type { Tables } from '../../schema/tables.ts';
import type { Content } from '../contents.ts';
import { readPlan, type UploadPlan } from './upload-plan.ts';

export type UploadKind = 'form' | 'segments' | 'unified';

export interface Upload {
  readonly id: string;
  readonly companyId: number;
  readonly projectId: number | null;
  readonly personId: number;
  readonly kind: UploadKind;
  readonly plan: UploadPlan;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly usedAt: number | null;
  /** Null until the bytes are whole. */
  readonly whole: Whole | null;
}

export type Whole = Omit<Content, 'contentType'>;

/** A part that has arrived, and whose digest was right. */
export interface Part extends Whole {
  /** From 1. */
  readonly number: number;
}

export async function insertUpload(
  tx: Writer<Tables>,
  { companyId, projectId, personId }: Place,
  upload: Pick<Upload, 'id' | 'kind' | 'plan' | 'createdAt' | 'expiresAt'>,
): Promise<void> {
  await tx
    .insertInto('uploads')
    .values({
      id: upload.id,
      company_id: companyId,
      project_id: projectId,
      person_id: personId,
      kind: upload.kind,
      plan: JSON.stringify(upload.plan),
      created_at: upload.createdAt,
      expires_at: upload.expiresAt,
      completed_at: null,
      used_at: null,
      // Known from the beginning where the store itself takes the bytes; whole they are only with their digest.
      location: upload.plan.ticket?.location ?? upload.plan.formLocation,
      sha256: null,
      size: null,
    })
    .execute();
}

/** How many uploads of somebody are not part of a file yet, and may still become one; stops counting at `most`. */
export async function countOpenUploads(
  tx: Reader<Tables>,
  companyId: number,
  personId: number,
  now: number,
  most: number,
): Promise<number> {
  const rows = await tx
    .selectFrom('uploads')
    .select('id')
    .where('company_id', '=', companyId)
    .where('person_id', '=', personId)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .limit(most)
    .execute();
  return rows.length;
}

/** An upload of this very caller in this very place: for everybody else it is not there. */
export async function findOwnUpload(tx: Reader<Tables>, place: Place, id: string): Promise<Upload | null> {
  const upload = await findUpload(tx, place.companyId, id);
  const isOwn = upload?.personId === place.personId && upload.projectId === place.projectId;
  return isOwn ? upload : null;
}

/** For an address that names it under our signature, whoever calls. */
export async function findUpload(tx: Reader<Tables>, companyId: number, id: string): Promise<Upload | null> {
  const row = await tx
    .selectFrom('uploads')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { location, sha256, size } = row;
  return {
    id,
    companyId,
    projectId: row.project_id,
    personId: row.person_id,
    kind: row.kind,
    plan: readPlan(row.plan),
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    usedAt: row.used_at,
    whole: location === null || sha256 === null || size === null ? null : { location, sha256, size },
  };
}

/** In the order of their numbers. */
export async function listParts(tx: Reader<Tables>, companyId: number, id: string): Promise<Part[]> {
  return await tx
    .selectFrom('upload_parts')
    .select(['number', 'location', 'sha256', 'size'])
    .where('company_id', '=', companyId)
    .where('upload_id', '=', id)
    .orderBy('number')
    .execute();
}

/** Notes a part; false if it had arrived already, or the upload is whole. */
export async function addPart(
  tx: Writer<Tables>,
  companyId: number,
  id: string,
  part: Part & { readonly receivedAt: number },
): Promise<boolean> {
  const { number, location, sha256, size, receivedAt: received_at } = part;
  const upload = await findUpload(tx, companyId, id);
  if (upload === null || upload.whole !== null) return false;
  const row = { upload_id: id, company_id: companyId, number, location, sha256, size, received_at };
  const added = await tx
    .insertInto('upload_parts')
    .values(row)
    .onConflict((conflict) => conflict.columns(['upload_id', 'number']).doNothing())
    .returning('number')
    .execute();
  return added.length === 1;
}

/** Says where the whole bytes lie, once; false if somebody else has said so already. The parts are forgotten. */
export async function completeUpload(
  tx: Writer<Tables>,
  companyId: number,
  id: string,
  { location, sha256, size }: Whole,
  now: number,
): Promise<boolean> {
  const completed = await tx
    .updateTable('uploads')
    .set({ location, sha256, size, completed_at: now })
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .where('completed_at', 'is', null)
    .returning('id')
    .execute();
  if (completed.length === 0) return false;
  await tx
    .deleteFrom('upload_parts')
    .where('company_id', '=', companyId)
    .where('upload_id', '=', id)
    .execute();
  return true;
}

/** What a version may be made of: whole, unused, not expired, and the caller's own. */
export async function findUsableUpload(
  tx: Reader<Tables>,
  place: Place,
  id: string,
  now: number,
): Promise<(Content & { readonly filename: string }) | null> {
  const upload = await findOwnUpload(tx, place, id);
  if (upload === null || upload.whole === null || upload.usedAt !== null || upload.expiresAt <= now)
    return null;
  const { filename, contentType } = upload.plan;
  return { ...upload.whole, contentType, filename };
}

export async function useUpload(
  tx: Writer<Tables>,
  companyId: number,
  id: string,
  now: number,
): Promise<void> {
  await tx
    .updateTable('uploads')
    .set({ used_at: now })
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .execute();
}

/** Uploads whose time is over, whosever they are. */
export async function listExpired(
  tx: Reader<Tables>,
  now: number,
  limit: number,
): Promise<(Pick<Upload, 'id' | 'companyId' | 'plan'> & { readonly isWhole: boolean })[]> {
  const rows = await tx
    .selectFrom('uploads')
    .select(['id', 'company_id', 'plan', 'completed_at'])
    .where('expires_at', '<=', now)
    .orderBy('expires_at')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(({ id, company_id: companyId, plan, completed_at }) => ({
    id,
    companyId,
    plan: readPlan(plan),
    isWhole: completed_at !== null,
  }));
}

/** Forgets an upload and its parts; answers where bytes lie that only they named. */
export async function deleteUpload(tx: Writer<Tables>, companyId: number, id: string): Promise<string[]> {
  const parts = await tx
    .deleteFrom('upload_parts')
    .where('company_id', '=', companyId)
    .where('upload_id', '=', id)
    .returning('location')
    .execute();
  const uploads = await tx
    .deleteFrom('uploads')
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .returning('location')
    .execute();
  const locations = [...parts, ...uploads].flatMap(({ location }) => (location === null ? [] : [location]));
  if (locations.length === 0) return [];
  const kept = await tx
    .selectFrom('contents')
    .select('location')
    .where('location', 'in', locations)
    .execute();
  return locations.filter((location) => !kept.some((content) => content.location === location));
}
