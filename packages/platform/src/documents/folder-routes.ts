import { Folder, FolderCreateBody, FolderQuery } from '@gatehouse/wire';
import type { StaticDecode } from 'typebox';
import type { House } from '../house.ts';
import { refuse } from '../rest/rest-call.ts';
import { type RestRoute, restRoute } from '../rest/rest-route.ts';
import { createFolder } from './create-item.ts';
import { loadFolderPage, loadRootPage, type Wanted } from './folder-page.ts';
import { folderView } from './folder-view.ts';
import { once } from './once.ts';
import { findPlacement } from './placement.ts';
import { placementReply } from './placement-reply.ts';
import { binInRoot, binPage } from './recycle-bin/bin-page.ts';
import { CollectionParams, ItemParams, type Scope, scopes } from './scopes.ts';
import { shownTo } from './shown-to.ts';

export function folderRoutes(house: House): RestRoute[] {
  return scopes.flatMap((scope) => [
    listRoot(house, scope),
    showFolder(house, scope),
    addFolder(house, scope),
  ]);
}

function listRoot(house: House, { at, prefix, names }: Scope): RestRoute {
  return restRoute(house, {
    method: 'GET',
    path: `${prefix}/folders`,
    summary: `The root folder of a ${at}, with what it holds.`,
    right: { kind: 'tool', tool: 'documents', at, level: 'Read Only' },
    audit: [],
    params: CollectionParams,
    query: FolderQuery,
    reply: Folder,
    names,
    async handle(call) {
      const page = await loadRootPage(call.tx, call, wantedBy(call.query));
      if (page === null) return refuse('item_hidden');
      const to = shownTo(house, call);
      const body = folderView(page, to);
      if (call.query.exclude_folders !== true) body.folders.push(...(await binInRoot(call.tx, to, body.id)));
      return { status: 200, body, headers: { etag: `"${body.revision}"` } };
    },
  });
}

function showFolder(house: House, { at, prefix, names }: Scope): RestRoute {
  return restRoute(house, {
    method: 'GET',
    path: `${prefix}/folders/:id`,
    summary: `A folder of a ${at}, with what it holds.`,
    right: { kind: 'tool', tool: 'documents', at, level: 'Read Only' },
    audit: [],
    on: 'single',
    params: ItemParams,
    query: FolderQuery,
    reply: Folder,
    names,
    async handle(call) {
      const page = await loadFolderPage(call.tx, call, call.params.id, wantedBy(call.query));
      const to = shownTo(house, call);
      const body =
        page === null
          ? await binPage(call.tx, to, call.params.id, wantedBy(call.query))
          : folderView(page, to);
      if (body === null) return refuse('item_hidden');
      const isRoot = body.parent_id === null && call.query.exclude_folders !== true;
      if (isRoot) body.folders.push(...(await binInRoot(call.tx, to, body.id)));
      return { status: 200, body, headers: { etag: `"${body.revision}"` } };
    },
  });
}

function addFolder(house: House, { at, prefix, names }: Scope): RestRoute {
  return restRoute(house, {
    method: 'POST',
    path: `${prefix}/folders`,
    summary: `Makes a folder in a ${at}.`,
    right: { kind: 'tool', tool: 'documents', at, level: 'Standard' },
    audit: ['folder.created'],
    params: CollectionParams,
    query: FolderQuery,
    body: FolderCreateBody,
    reply: Folder,
    names,
    async handle(call) {
      const { folder } = call.body;
      const wish = {
        parentId: folder.parent_id ?? undefined,
        name: folder.name,
        private: folder.explicit_permissions,
        uniqueName: false,
      };
      return await once(house, call, folder, async () => {
        const placement = await findPlacement(call.tx, call, wish);
        if (placement.kind !== 'free') return placementReply(placement);
        const item = { private: placement.isPrivate, tracked: folder.is_tracked ?? false, description: null };
        const id = await createFolder(house, call.tx, call.origin, call.place, placement.at, item);
        return { documentId: id, versionId: null };
      });
    },
  });
}

function wantedBy(query: StaticDecode<typeof FolderQuery>): Wanted {
  return {
    folders: query.exclude_folders !== true,
    files: query.exclude_files !== true,
    versions: query.show_latest_file_version_only === true ? 'latest' : 'all',
  };
}
