import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import type { House } from '../house.ts';
import type { RestReply } from '../rest/rest-call.ts';
import type { ByteRange } from './blobs/blob-store.ts';
import type { Content } from './contents.ts';
import { attachment, selectBytes, shortAttachment } from './download.ts';

/** Never rendered in our origin: what people upload may be a page with scripts of its own. */
const inert = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
  // A client may keep its copy, and asks by ETag whether it may still have it.
  'cache-control': 'private, no-cache',
};

/**
 * To be looked at in a page of ours. A picture is never a document there. A PDF is shown in a frame by the browser's
 * own viewer, which does not work in a sandbox; the policy lets nothing of it run, load or lead anywhere in our origin.
 */
const shown = {
  picture: inert,
  pdf: {
    ...inert,
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'",
    'x-frame-options': 'SAMEORIGIN',
  },
};

const typeOfEnding: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  bmp: 'image/bmp',
  svg: 'image/svg+xml',
};

/** The type to be looked at as. Programs that send files often name none: then the name tells, as it does on their disk. */
function typeInView({ contentType }: Content, name: string): string {
  if (contentType !== 'application/octet-stream') return contentType;
  const [, ending = ''] = /\.([a-z0-9]+)$/i.exec(name) ?? [];
  return typeOfEnding[ending.toLowerCase()] ?? contentType;
}

function shownAs(contentType: string): keyof typeof shown | null {
  if (contentType === 'application/pdf') return 'pdf';
  return /^image\/(?:png|jpeg|gif|webp|avif|bmp|svg\+xml)$/.test(contentType) ? 'picture' : null;
}

/**
 * The bytes of a content that the caller was found to see, or the part of them that is asked for. `inline`: to be looked
 * at in a page of ours, where they are of a kind that may be.
 */
export async function contentReply(
  house: Pick<House, 'blobs'>,
  request: Pick<FastifyRequest, 'method' | 'headers'>,
  content: Content,
  { name, inline }: { readonly name: string; readonly inline: boolean },
): Promise<RestReply> {
  const etag = `"${content.sha256}"`;
  const isHead = request.method === 'HEAD';
  const { 'if-range': ifRange, 'if-none-match': ifNoneMatch } = request.headers;
  // RFC 9110 section 14.2: a range is asked of GET alone.
  const range = isHead ? undefined : request.headers.range;
  // The framework reads a body to its end before it drops it: a HEAD of a large file would cost all of its bytes.
  const bytes = async (part?: ByteRange) =>
    isHead ? Readable.from([]) : await house.blobs.open(content, part);
  const selection = selectBytes({ range, ifRange: ifRange?.toString(), ifNoneMatch }, etag, content.size);
  const type = inline ? typeInView(content, name) : content.contentType;
  const view = inline ? shownAs(type) : null;
  const headers = { ...(view === null ? inert : shown[view]), etag, 'accept-ranges': 'bytes' };
  const described = {
    ...headers,
    'content-type': type,
    'content-disposition': view === null ? attachment(name) : 'inline',
  };
  const { direct } = house.blobs;
  // What is shown comes from here: the console's policy knows no other origin.
  if (
    direct !== undefined &&
    view === null &&
    !isHead &&
    (selection.kind === 'all' || selection.kind === 'part')
  ) {
    // The bytes do not pass through us, nor does the token go where they are: it is another origin.
    const { contentType } = content;
    const disposition = shortAttachment(name);
    const location = await direct.readAddress(content, { contentType, disposition, seconds: 60 });
    return { status: 302, headers: { ...inert, location } };
  }
  switch (selection.kind) {
    case 'not_modified':
      return { status: 304, headers };
    case 'unsatisfiable':
      return {
        status: 416,
        headers: { ...headers, 'content-range': `bytes */${content.size}` },
        body: { errors: ['The file does not have these bytes.'] },
      };
    case 'all':
      return {
        status: 200,
        headers: { ...described, 'content-length': String(content.size) },
        body: await bytes(),
      };
    case 'part': {
      const { first, last } = selection.range;
      return {
        status: 206,
        headers: {
          ...described,
          'content-length': String(last - first + 1),
          'content-range': `bytes ${first}-${last}/${content.size}`,
        },
        body: await bytes(selection.range),
      };
    }
  }
}
