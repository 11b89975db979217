import assert from 'node:assert/strict';
import type { File, Folder } from '@gatehouse/wire';
import type { At, Errors, Reply } from './api.ts';
import type { Character, Site } from './site.ts';

/** Whatever came back: a folder, a file, or why not. */
export type Item = File & Folder & Errors & { readonly file?: File; readonly error_type?: string };

/** Sends a change as somebody, JSON both ways. */
export async function send<Body = Item>(
  site: Site,
  who: Character,
  at: At,
  method: string,
  resource: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Reply<Body>> {
  const api = site.as[who];
  const response = await api.call(api.path(at, resource), {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Body, headers: response.headers };
}

/** A folder made by somebody; in the root where no folder is named. */
export async function folderOf(site: Site, who: Character, at: At, name: string, parent_id?: number) {
  const { status, body } = await site.as[who].makeFolder(at, { name, parent_id });
  assert.equal(status, 201, JSON.stringify(body));
  return body;
}

export async function fileOf(
  site: Site,
  who: Character,
  at: At,
  name: string,
  parent?: number,
  content?: string,
) {
  const fields: Record<string, string> =
    parent === undefined ? { name } : { name, parent_id: String(parent) };
  const { status, body } = await site.as[who].upload(at, fields, content);
  assert.equal(status, 201, JSON.stringify(body));
  return body;
}
