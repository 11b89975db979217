import { File, FileCreateBody, FileQuery, FileVersion, FileVersionQuery } from '@gatehouse/wire';
import type { House } from '../house.ts';
import { fieldErrors, refuse } from '../rest/rest-call.ts';
import { type RestRoute, restRoute } from '../rest/rest-route.ts';
import { createFile } from './create-item.ts';
import { versionUrls } from './download-url.ts';
import { findFile, findVersion } from './file-store.ts';
import { fileView, versionView } from './file-view.ts';
import { once } from './once.ts';
import { itemFacts, itemOf } from './path.ts';
import { findPath } from './path-store.ts';
import { findPlacement } from './placement.ts';
import { placementReply } from './placement-reply.ts';
import { binFile } from './recycle-bin/bin-page.ts';
import { CollectionParams, ItemParams, type Scope, scopes } from './scopes.ts';
import { shownTo } from './shown-to.ts';
import { receiveFile, wishOf } from './upload.ts';
import { settleForm } from './uploads/finish-upload.ts';
import { incomingContent } from './uploads/incoming-content.ts';

export function fileRoutes(house: House): RestRoute[] {
  return scopes.flatMap((scope) => [
    showFile(house, scope),
    addFile(house, scope),
    showVersion(house, scope),
  ]);
}

function showFile(house: House, { at, prefix, names }: Scope): RestRoute {
  return restRoute(house, {
    method: 'GET',
    path: `${prefix}/files/:id`,
    summary: `A file of a ${at}, with its versions.`,
    right: { kind: 'tool', tool: 'documents', at, level: 'Read Only' },
    audit: [],
    on: 'single',
    params: ItemParams,
    query: FileQuery,
    reply: File,
    names,
    async handle(call) {
      const path = await findPath(call.tx, call.place, call.params.id);
      if (path === null) {
        const body = await binFile(call.tx, shownTo(house, call), call.params.id);
        if (body !== null) return { status: 200, body, headers: { etag: `"${body.revision}"` } };
      }
      const decision = call.decideItem(itemFacts(path));
      if (!decision.allowed) return refuse(decision.reason);
      const which = call.query.show_latest_version_only === true ? 'latest' : 'all';
      const file = await findFile(call.tx, call, call.params.id, which);
      if (path === null || file === null) return refuse('item_hidden');
      const body = fileView(file, path.slice(0, -1), shownTo(house, call));
      return { status: 200, body, headers: { etag: `"${body.revision}"` } };
    },
  });
}

function addFile(house: House, { at, prefix, names }: Scope): RestRoute {
  return restRoute(house, {
    method: 'POST',
    path: `${prefix}/files`,
    summary: `Uploads a file into a folder of a ${at}: multipart, the content as file[data].`,
    right: { kind: 'tool', tool: 'documents', at, level: 'Standard' },
    audit: ['file.created', 'upload.completed'],
    params: CollectionParams,
    query: FileQuery,
    body: FileCreateBody,
    reply: File,
    names,
    upload: {
      receive: (part, call) => receiveFile(house, part, call),
      discard: (upload) => upload.blob.discard(),
    },
    before: async (call) =>
      call.body.file.upload_uuid === undefined
        ? undefined
        : await settleForm(house, call, call.body.file.upload_uuid),
    async handle(call) {
      const { received, body, tx, place } = call;
      return await once(house, call, [body, received?.blob.sha256], async () => {
        const incoming = await incomingContent(house, { tx, place, received }, body.file.upload_uuid);
        if (incoming === undefined)
          return fieldErrors({
            data: ['is missing: send the content as the multipart part file[data], or name an upload_uuid'],
          });
        if ('reply' in incoming) return incoming.reply;
        const wish = wishOf(body, incoming.filename);
        const placement = await findPlacement(tx, call, wish);
        if (placement.kind !== 'free') return placementReply(placement);
        const taken = await incoming.take();
        if ('reply' in taken) return taken.reply;
        const item = {
          private: placement.isPrivate,
          tracked: body.file.is_tracked ?? false,
          description: body.file.description ?? null,
        };
        const id = await createFile(house, tx, call.origin, place, placement.at, item, taken.content);
        return { documentId: id, versionId: null };
      });
    },
  });
}

function showVersion(house: House, { at, prefix, names }: Scope): RestRoute {
  return restRoute(house, {
    method: 'GET',
    path: `${prefix}/file_versions/:id`,
    summary: `One version of a file of a ${at}.`,
    right: { kind: 'tool', tool: 'documents', at, level: 'Read Only' },
    audit: [],
    on: 'single',
    params: ItemParams,
    query: FileVersionQuery,
    reply: FileVersion,
    names,
    async handle(call) {
      const version = await findVersion(call.tx, call.place.companyId, call.params.id);
      const path = version === null ? null : await findPath(call.tx, call.place, version.fileId);
      const decision = call.decideItem(itemFacts(path));
      if (!decision.allowed) return refuse(decision.reason);
      if (path === null || version === null) return refuse('item_hidden');
      const view = versionView(version, itemOf(path).name, versionUrls(house, call.place));
      return { status: 200, body: view };
    },
  });
}
