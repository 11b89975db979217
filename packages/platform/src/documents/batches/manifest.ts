import { type BatchedFile, BatchedFiles, batchLimits, parse } from '@gatehouse/wire';
import { faultMessages } from '../../rest/input-faults.ts';
import { fieldErrors, type RestReply } from '../../rest/rest-call.ts';
import { unfit } from '../../rest/unfit.ts';

export type Manifest =
  | { readonly ok: true; readonly files: readonly BatchedFile[] }
  | { readonly ok: false; readonly reply: RestReply };

/** The list that says what the bytes after it are. Where it cannot be read nobody knows where a file ends. */
export function readManifest(field: unknown): Manifest {
  if (field === undefined) return no('is missing: send the list of files as JSON, before data');
  const list = listIn(field);
  if (list === undefined) return no('must be a list of files, as JSON');
  if (list.length === 0 || list.length > batchLimits.files)
    return no(`must be 1 to ${batchLimits.files} files`);
  const strange = unfit(list);
  if (strange !== undefined) return no(strange.fix);
  const parsed = parse(BatchedFiles, { files: list });
  if (!parsed.ok)
    return { ok: false, reply: fieldErrors(faultMessages(BatchedFiles, parsed.faults, 'query'), 400) };
  const { files } = parsed.value;
  const large = files.findIndex(({ size }) => size > batchLimits.bytesOfFile);
  if (large >= 0) return tooLarge(`files[${large}][size]`, batchLimits.bytesOfFile);
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  return bytes > batchLimits.bytes ? tooLarge('data', batchLimits.bytes) : { ok: true, files };
}

function listIn(field: unknown): unknown[] | undefined {
  if (typeof field !== 'string') return undefined;
  try {
    const value: unknown = JSON.parse(field);
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function no(message: string): Manifest {
  return { ok: false, reply: fieldErrors({ files: [message] }, 400) };
}

function tooLarge(field: string, most: number): Manifest {
  const errors = { [field]: [`is too large (maximum is ${most} bytes)`] };
  return { ok: false, reply: { status: 413, body: { errors } } };
}
