import { File, FileQuery, FileUpdateBody, Folder, FolderQuery, FolderUpdateBody } from '@gatehouse/wire';
import Type from 'typebox';
import type { House } from '../../house.ts';
import { refuse } from '../../rest/rest-call.ts';
import { type RestRoute, restRoute } from '../../rest/rest-route.ts';
import { once } from '../once.ts';
import { deleteItem, findDeleted, restoreItem } from '../recycle-bin/bin.ts';
import { ItemParams, type Scope, scopes } from '../scopes.ts';
import { withFile } from '../shown-item.ts';
import { settleForm } from '../uploads/finish-upload.ts';
import { receiveVersion, updateFile } from '../versions/incoming-version.ts';
import { findTarget } from './target.ts';
import { untilOf, updateItem } from './update-item.ts';

/** Changes of folders and files that are there. */
export function changeRoutes(house: House): RestRoute[] {
  return scopes.flatMap((scope) => [
    updateFolder(house, scope),
    deleteFolder(house, scope),
    changeFile(house, scope),
    deleteFile(house, scope),
  ]);
}

function updateFolder(house: House, { at, prefix, names }: Scope): RestRoute {
  return restRoute(house, {
    method: 'PATCH',
    path: `${prefix}/folders/:id`,
    summary: `Renames, moves, marks or tracks a folder of a ${at}; out of the recycle bin, restores it.`,
    right: { kind: 'action', at, action: 'view' },
    audit: ['folder.updated', 'folder.access_changed', 'folder.trackers_changed', 'folder.restored'],
    on: 'single',
    params: ItemParams,
    query: FolderQuery,
    body: FolderUpdateBody,
    reply: Folder,
    names,
    async handle(call) {
      const { folder } = call.body;
      const { id } = call.params;
      const wishes = {
        name: folder.name,
        parentId: folder.parent_id,
        private: folder.explicit_permissions,
        tracked: folder.is_tracked,
        tags: folder.custom_tag_ids,
      };
      const update = async () => {
        const target = await findTarget(call.tx, call, id, 'folder');
        const deleted = target === null ? await findDeleted(call.tx, call, id, 'folder') : null;
        const denial =
          target !== null
            ? await updateItem(house, call, target, wishes)
            : deleted !== null && wishes.parentId !== undefined
              ? await restoreItem(house, call, deleted, { ...wishes, uniqueName: false })
              : refuse('item_hidden');
        return denial ?? { documentId: id, versionId: null };
      };
      return await once(house, call, call.body, update, 200);
    },
  });
}

function changeFile(house: House, { at, prefix, names }: Scope): RestRoute {
  return restRoute(house, {
    method: 'PATCH',
    path: `${prefix}/files/:id`,
    summary: `Renames, moves, marks, tracks or checks out a file of a ${at}; out of the recycle bin, restores it.`,
    right: { kind: 'action', at, action: 'view' },
    audit: [
      'file.updated',
      'file.access_changed',
      'file.trackers_changed',
      'file.restored',
      'file.version_created',
      'upload.completed',
    ],
    on: 'single',
    params: ItemParams,
    query: FileQuery,
    body: FileUpdateBody,
    reply: File,
    names,
    upload: {
      receive: (part, call) =>
        receiveVersion(house, part, call, { field: 'file[data]', fileId: call.params.id }),
      discard: (upload) => upload.blob.discard(),
    },
    before: async (call) =>
      call.body.file.upload_uuid === undefined
        ? undefined
        : await settleForm(house, call, call.body.file.upload_uuid),
    async handle(call) {
      const { file } = call.body;
      const { id } = call.params;
      const checked = file.checked_out_until === undefined ? undefined : untilOf(file.checked_out_until);
      if (checked !== undefined && 'reply' in checked) return checked.reply;
      const wishes = {
        name: file.name,
        parentId: file.parent_id,
        private: file.explicit_permissions ?? file.private,
        description: file.description,
        tracked: file.is_tracked,
        tags: file.custom_tag_ids,
        checkedOutUntil: checked?.until,
      };
      const update = async () => {
        const target = await findTarget(call.tx, call, id, 'file');
        const deleted = target === null ? await findDeleted(call.tx, call, id, 'file') : null;
        const denial =
          target !== null
            ? await updateFile(house, call, target, wishes, file.upload_uuid)
            : deleted !== null && wishes.parentId !== undefined
              ? await restoreItem(house, call, deleted, { ...wishes, uniqueName: false })
              : refuse('item_hidden');
        if (denial !== null) return await withFile(house, call, id, denial);
        return { documentId: id, versionId: null };
      };
      return await once(house, call, [call.body, call.received?.blob.sha256], update, 200);
    },
  });
}

function deleteFolder(house: House, { at, prefix, names }: Scope): RestRoute {
  return restRoute(house, {
    method: 'DELETE',
    path: `${prefix}/folders/:id`,
    summary: `Puts a folder of a ${at}, with all it holds, into the recycle bin.`,
    right: { kind: 'action', at, action: 'delete' },
    audit: ['folder.deleted'],
    on: 'single',
    params: ItemParams,
    query: FolderQuery,
    reply: Type.Object({}),
    names,
    async handle(call) {
      const target = await findTarget(call.tx, call, call.params.id, 'folder');
      if (target === null) return refuse('item_hidden');
      return (await deleteItem(house, call, target)) ?? { status: 200, body: {} };
    },
  });
}

function deleteFile(house: House, { at, prefix, names }: Scope): RestRoute {
  return restRoute(house, {
    method: 'DELETE',
    path: `${prefix}/files/:id`,
    summary: `Puts a file of a ${at} into the recycle bin.`,
    right: { kind: 'action', at, action: 'delete' },
    audit: ['file.deleted'],
    on: 'single',
    params: ItemParams,
    query: FileQuery,
    reply: Type.Object({}),
    names,
    async handle(call) {
      const target = await findTarget(call.tx, call, call.params.id, 'file');
      if (target === null) return refuse('item_hidden');
      return (await deleteItem(house, call, target)) ?? { status: 200, body: {} };
    },
  });
}
