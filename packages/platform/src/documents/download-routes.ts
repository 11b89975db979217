import { Readable } from 'node:stream';
import { BooleanInput, IdInput } from '@gatehouse/wire';
import Type from 'typebox';
import type { House } from '../house.ts';
import { refuse } from '../rest/rest-call.ts';
import { type RestRoute, restRoute } from '../rest/rest-route.ts';
import type { ByteRange } from './blobs/blob-store.ts';
import { attachment, selectBytes, shortAttachment } from './download.ts';
import { downloadUrlHolds } from './download-url.ts';
import { findVersion } from './file-store.ts';
import { itemFacts, itemOf } from './path.ts';
import { findPath } from './path-store.ts';
import { ItemParams, type Scope, scopes } from './scopes.ts';

const DownloadQuery = Type.Object({
  company_id: Type.Optional(IdInput),
  project_id: Type.Optional(IdInput),
  expires: Type.Optional(IdInput),
  sig: Type.Optional(Type.String()),
  inline: Type.Optional(BooleanInput),
});

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

function shownAs(contentType: string): keyof typeof shown | null {
  if (contentType === 'application/pdf') return 'pdf';
  return /^image\/(?:png|jpeg|gif|webp|avif|bmp|svg\+xml)$/.test(contentType) ? 'picture' : null;
}

export function downloadRoutes(house: House): RestRoute[] {
  return scopes.map((scope) => download(house, scope));
}

/** Behind `url` of a version: needs the token as well, and asks again whether the caller may see the file now. */
function download(house: House, { at, prefix, names }: Scope): RestRoute {
  return restRoute(house, {
    method: 'GET',
    path: `${prefix}/file_versions/:id/download`,
    summary: `The bytes of one version of a file of a ${at}, at the address its url gives.`,
    right: { kind: 'tool', tool: 'documents', at, level: 'Read Only' },
    audit: [],
    on: 'single',
    params: ItemParams,
    query: DownloadQuery,
    reply: null,
    names: (input) => ({ companyId: input.query.company_id, ...names(input) }),
    async handle(call) {
      const { expires, sig } = call.query;
      if (
        expires === undefined ||
        sig === undefined ||
        !downloadUrlHolds(house, call.place, call.params.id, { expires, sig })
      ) {
        return {
          status: 403,
          body: { errors: ['This address has expired or was changed: read the file again for a new one.'] },
        };
      }
      const version = await findVersion(call.tx, call.place.companyId, call.params.id);
      const path = version === null ? null : await findPath(call.tx, call.place, version.fileId);
      const decision = call.decideItem(itemFacts(path));
      if (!decision.allowed) return refuse(decision.reason);
      if (path === null || version === null) return refuse('item_hidden');

      const etag = `"${version.sha256}"`;
      const isHead = call.request.method === 'HEAD';
      const { 'if-range': ifRange, 'if-none-match': ifNoneMatch } = call.request.headers;
      // RFC 9110 section 14.2: a range is asked of GET alone.
      const range = isHead ? undefined : call.request.headers.range;
      // The framework reads a body to its end before it drops it: a HEAD of a large file would cost all of its bytes.
      const bytes = async (part?: ByteRange) =>
        isHead ? Readable.from([]) : await house.blobs.open(version, part);
      const selection = selectBytes({ range, ifRange: ifRange?.toString(), ifNoneMatch }, etag, version.size);
      const view = call.query.inline === true ? shownAs(version.contentType) : null;
      const headers = { ...(view === null ? inert : shown[view]), etag, 'accept-ranges': 'bytes' };
      const described = {
        ...headers,
        'content-type': version.contentType,
        'content-disposition': view === null ? attachment(itemOf(path).name) : 'inline',
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
        const { contentType } = version;
        const disposition = shortAttachment(itemOf(path).name);
        const location = await direct.readAddress(version, { contentType, disposition, seconds: 60 });
        return { status: 302, headers: { ...inert, location } };
      }
      switch (selection.kind) {
        case 'not_modified':
          return { status: 304, headers };
        case 'unsatisfiable':
          return {
            status: 416,
            headers: { ...headers, 'content-range': `bytes */${version.size}` },
            body: { errors: ['The file does not have these bytes.'] },
          };
        case 'all':
          return {
            status: 200,
            headers: { ...described, 'content-length': String(version.size) },
            body: await bytes(),
          };
        case 'part': {
          const { first, last } = selection.range;
          return {
            status: 206,
            headers: {
              ...described,
              'content-length': String(last - first + 1),
              'content-range': `bytes ${first}-${last}/${version.size}`,
            },
            body: await bytes(selection.range),
          };
        }
      }
    },
  });
}
