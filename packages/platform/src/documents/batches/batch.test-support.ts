import { createHash } from 'node:crypto';
import type { File } from '@gatehouse/wire';
import type { At } from '../testing/api.ts';
import type { Character, Site } from '../testing/site.ts';

export const sha256 = (text: string | Uint8Array) => createHash('sha256').update(text).digest('hex');

/** A file as a sender means it; what is not said follows from its text. */
export interface Meant {
  readonly parent_id: number;
  readonly name: string;
  readonly text: string;
  readonly size?: number;
  readonly sha256?: string;
  readonly private?: boolean;
  readonly content_type?: string;
  readonly idempotency_token?: string;
}

export interface BatchAnswer {
  readonly files: readonly {
    readonly status: number;
    readonly file?: File;
    readonly errors?: unknown;
  }[];
  readonly errors?: unknown;
}

export function listOf(files: readonly Meant[]): string {
  return JSON.stringify(
    files.map(({ text, ...file }) => ({ size: Buffer.byteLength(text), sha256: sha256(text), ...file })),
  );
}

/** Sends files as one batch; `bytes` in the place of their texts. */
export async function sendBatch(
  site: Site,
  who: Character,
  at: At,
  files: readonly Meant[] | string,
  bytes = typeof files === 'string' ? '' : files.map(({ text }) => text).join(''),
): Promise<{ status: number; body: BatchAnswer }> {
  const form = new FormData();
  form.set('files', typeof files === 'string' ? files : listOf(files));
  form.set('data', new Blob([bytes]));
  const api = site.as[who];
  const response = await api.call(api.path(at, 'files/batch'), { method: 'POST', body: form });
  return { status: response.status, body: (await response.json()) as BatchAnswer };
}
