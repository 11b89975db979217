import { FileVersion, FileVersionCreateBody, FileVersionQuery, PageQuery } from '@gatehouse/wire';
import Type from 'typebox';
import type { House } from '../../house.ts';
import { pageRequest } from '../../rest/pagination.ts';
import { fieldErrors, refuse } from '../../rest/rest-call.ts';
import { type RestRoute, restRoute } from '../../rest/rest-route.ts';
import { findTarget } from '../changing/target.ts';
import { claimContent } from '../contents.ts';
import { findVersion, recentVersionsOf } from '../file-store.ts';
import { versionView } from '../file-view.ts';
import { once } from '../once.ts';
import { CollectionParams, InProject, ItemParams, type Scope, scopes } from '../scopes.ts';
import { withFile } from '../shown-item.ts';
import { shownTo } from '../shown-to.ts';
import { settleForm } from '../uploads/finish-upload.ts';
import { incomingContent } from '../uploads/incoming-content.ts';
import { addVersion, versionDenied } from './add-version.ts';
import { receiveVersion } from './incoming-version.ts';

export function versionRoutes(house: House): RestRoute[] {
  return scopes.flatMap((scope) => [
    createVersion(house, scope),
    listVersions(house, scope),
    promoteVersion(house, scope),
  ]);
}

function createVersion(house: House, { at, prefix, names }: Scope): RestRoute {
  return restRoute(house, {
    method: 'POST',
    path: `${prefix}/file_versions`,
    summary: `Adds a version to a file of a ${at}: multipart, the content as file_version[data], or an upload.`,
    right: { kind: 'action', at, action: 'create_version' },
    audit: ['file.version_created', 'upload.completed'],
    on: 'single',
    params: CollectionParams,
    query: FileVersionQuery,
    body: FileVersionCreateBody,
    reply: FileVersion,
    names,
    upload: {
      receive: (part, call) =>
        receiveVersion(house, part, call, { field: 'file_version[data]', fileId: call.query.file_id }),
      discard: (upload) => upload.blob.discard(),
    },
    before: async (call) =>
      call.body.file_version.upload_uuid === undefined
        ? undefined
        : await settleForm(house, call, call.body.file_version.upload_uuid),
    async handle(call) {
      const { tx, place, received, body, query } = call;
      if (query.file_id === undefined)
        return fieldErrors({ file_id: ['is missing: send a whole number'] }, 400);
      const target = await findTarget(tx, call, query.file_id, 'file');
      if (target === null) return refuse('item_hidden');
      const asked = [query.file_id, body, received?.blob.sha256];
      return await once(house, call, asked, async () => {
        const denial = await versionDenied(house, call, target);
        if (denial !== null) return await withFile(house, call, target.item.id, denial);
        const incoming = await incomingContent(house, { tx, place, received }, body.file_version.upload_uuid);
        if (incoming === undefined) return fieldErrors({ data: [noContent] });
        if ('reply' in incoming) return incoming.reply;
        const taken = await incoming.take();
        if ('reply' in taken) return taken.reply;
        const notes = body.file_version.notes ?? null;
        const versionId = await addVersion(house, call, target, taken.content, notes);
        return { documentId: target.item.id, versionId };
      });
    },
  });
}

const noContent =
  'is missing: send the content as the multipart part file_version[data], or name an upload_uuid';

function listVersions(house: House, { at, prefix, names }: Scope): RestRoute {
  return restRoute(house, {
    method: 'GET',
    path: `${prefix}/files/:id/versions`,
    summary: `The versions of a file of a ${at}, the latest first.`,
    right: { kind: 'action', at, action: 'view' },
    audit: [],
    on: 'single',
    params: ItemParams,
    query: Type.Object({ ...InProject, ...PageQuery.properties }),
    reply: Type.Array(FileVersion),
    names,
    async handle(call) {
      const { tx, place, query } = call;
      const target = await findTarget(tx, call, call.params.id, 'file');
      if (target === null) return refuse('item_hidden');
      const { page, perPage, offset } = pageRequest(query);
      const { id, name } = target.item;
      const [latest] = await recentVersionsOf(tx, place.companyId, id, 1);
      const versions = await recentVersionsOf(tx, place.companyId, id, perPage, offset);
      const { urlOf } = shownTo(house, call);
      return {
        status: 200,
        body: versions.map((version) => versionView(version, name, urlOf)),
        // Versions are numbered from 1, and none is ever taken out.
        page: { page, perPage, total: latest?.number ?? 0 },
      };
    },
  });
}

function promoteVersion(house: House, { at, prefix, names }: Scope): RestRoute {
  return restRoute(house, {
    method: 'POST',
    path: `${prefix}/file_versions/:id/promote`,
    summary: `Makes the content of an older version the latest of its file of a ${at}, as a version of its own.`,
    right: { kind: 'action', at, action: 'create_version' },
    audit: ['file.version_created'],
    on: 'single',
    params: ItemParams,
    query: Type.Object(InProject),
    reply: FileVersion,
    names,
    async handle(call) {
      const { tx, place } = call;
      const version = await findVersion(tx, place.companyId, call.params.id);
      const target = version === null ? null : await findTarget(tx, call, version.fileId, 'file');
      if (version === null || target === null) return refuse('item_hidden');
      return await once(house, call, version.id, async () => {
        const denial = await versionDenied(house, call, target);
        if (denial !== null) return await withFile(house, call, target.item.id, denial);
        const content = await claimContent(house, tx, place, version);
        const versionId = await addVersion(house, call, target, content, version.notes);
        return { documentId: target.item.id, versionId };
      });
    },
  });
}
