import type { ByteRange } from './blobs/blob-store.ts';

export type Selection =
  | { readonly kind: 'all' }
  | { readonly kind: 'part'; readonly range: ByteRange }
  | { readonly kind: 'not_modified' }
  | { readonly kind: 'unsatisfiable' };

export interface Conditions {
  readonly range: string | undefined;
  readonly ifRange: string | undefined;
  readonly ifNoneMatch: string | undefined;
}

/** Which bytes to send, in the order of RFC 9110 section 13.2.2. `etag` is strong, quotes included. */
export function selectBytes(
  { range, ifRange, ifNoneMatch }: Conditions,
  etag: string,
  size: number,
): Selection {
  if (ifNoneMatch !== undefined && matches(ifNoneMatch, etag)) return { kind: 'not_modified' };
  // A date never matches: content has no date here, only a digest.
  if (range === undefined || (ifRange !== undefined && ifRange !== etag)) return { kind: 'all' };
  return rangeOf(range, size);
}

/** RFC 9110 section 13.1.2: a list of tags, compared weakly. */
function matches(list: string, etag: string): boolean {
  return list.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag);
}

/**
 * RFC 9110 section 14.2. One range is served; several, or what is no byte range, are answered with the whole, as the
 * section allows: many small ranges of one file are how servers are made to work for nothing (section 17.15).
 */
function rangeOf(header: string, size: number): Selection {
  const [, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/i.exec(header.trim()) ?? [];
  if (from === '' && to === '') return { kind: 'all' };
  if (from === '') {
    const length = Math.min(Number(to), size);
    return length === 0 ? { kind: 'unsatisfiable' } : part(size - length, size - 1);
  }
  const first = Number(from);
  if (to !== '' && Number(to) < first) return { kind: 'all' };
  if (first >= size) return { kind: 'unsatisfiable' };
  return part(first, to === '' ? size - 1 : Math.min(Number(to), size - 1));
}

function part(first: number, last: number): Selection {
  return { kind: 'part', range: { first, last } };
}

/** RFC 6266: the name for every client that reads RFC 8187, and what is left of it in ASCII for the others. */
export function attachment(name: string): string {
  const ascii = name
    .normalize('NFKD')
    .replace(/[^\x20-\x7e]/g, '_')
    .replace(/["\\%]/g, '_');
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encodeExtended(name)}`;
}

/** The same, shorter where the name has nothing to it that needs the second form: for addresses that carry it. */
export function shortAttachment(name: string): string {
  return /^[A-Za-z0-9 ._-]+$/.test(name) ? `attachment; filename="${name}"` : attachment(name);
}

/** RFC 8187 section 3.2.1: everything but `attr-char` as percent-encoded UTF-8. */
function encodeExtended(text: string): string {
  return encodeURIComponent(text).replace(/['()*]/g, (character) => {
    return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  });
}

/** A media type as RFC 9110 section 8.3.1 has it, without parameters; anything else is just bytes. */
export function mediaType(given: string): string {
  const [type = ''] = given.split(';', 1);
  const normal = type.trim().toLowerCase();
  const token = "[a-z0-9!#$%&'*+.^_`|~-]{1,60}";
  return new RegExp(`^${token}/${token}$`).test(normal) ? normal : 'application/octet-stream';
}
