import { PageQuery, PurgeProgress, RecycleBinItem, RestoreBody } from '@gatehouse/wire';
import Type from 'typebox';
import type { House } from '../../house.ts';
import { pageRequest } from '../../rest/pagination.ts';
import { refuse } from '../../rest/rest-call.ts';
import { type RestRoute, restRoute } from '../../rest/rest-route.ts';
import { CollectionParams, InProject, ItemParams, type Scope, scopes } from '../scopes.ts';
import { shownItem } from '../shown-item.ts';
import { findDeleted, purgeBin, purgeItem, restoreItem } from './bin.ts';
import {
  countDeleted,
  countInDeleted,
  countPurged,
  findBinId,
  findBinPath,
  findDeletedItem,
  listDeleted,
  listInDeleted,
} from './bin-store.ts';
import { binItemViews } from './bin-view.ts';

/** What was deleted by itself, as a list of its own: the wire knows the bin only as a folder. */
export function binRoutes(house: House): RestRoute[] {
  return scopes.flatMap((scope) => [
    listBin(house, scope),
    listFolderInBin(house, scope),
    showPurge(house, scope),
    restoreOne(house, scope),
    purgeOne(house, scope),
    purgeAll(house, scope),
  ]);
}

function listBin(house: House, { at, prefix, names }: Scope): RestRoute {
  return restRoute(house, {
    method: 'GET',
    path: `${prefix}/recycle_bin`,
    summary: `What was deleted from the documents of a ${at} and can be restored, the latest first.`,
    right: { kind: 'action', at, action: 'see_recycle_bin' },
    audit: [],
    params: CollectionParams,
    query: Type.Object({ ...InProject, ...PageQuery.properties }),
    reply: Type.Array(RecycleBinItem),
    names,
    async handle({ tx, place, query }) {
      const slice = pageRequest(query);
      const binId = await findBinId(tx, place);
      const total = binId === null ? 0 : await countDeleted(tx, place.companyId, binId);
      const items = binId === null ? [] : await listDeleted(tx, place.companyId, binId, slice);
      return {
        status: 200,
        body: await binItemViews(tx, place, items),
        page: { page: slice.page, perPage: slice.perPage, total },
      };
    },
  });
}

function listFolderInBin(house: House, { at, prefix, names }: Scope): RestRoute {
  return restRoute(house, {
    method: 'GET',
    path: `${prefix}/recycle_bin/:id/items`,
    summary: `What lies in a folder that was deleted from the documents of a ${at}, by name.`,
    right: { kind: 'action', at, action: 'see_recycle_bin' },
    audit: [],
    on: 'single',
    params: ItemParams,
    query: Type.Object({ ...InProject, ...PageQuery.properties }),
    reply: Type.Array(RecycleBinItem),
    names,
    async handle(call) {
      const { tx, place } = call;
      const folder = await findDeleted(tx, call, call.params.id, 'folder');
      if (folder === null) return refuse('item_hidden');
      const slice = pageRequest(call.query);
      const total = await countInDeleted(tx, place.companyId, folder.id);
      const items = await listInDeleted(tx, place.companyId, folder.id, slice);
      // Below the root and the bin stands what was deleted, and when is told of that alone.
      const [, , deleted] = (await findBinPath(tx, place, folder.id)) ?? [];
      const top = await findDeletedItem(tx, place.companyId, deleted?.id ?? folder.id);
      return {
        status: 200,
        body: await binItemViews(tx, place, items, top ?? undefined),
        page: { page: slice.page, perPage: slice.perPage, total },
      };
    },
  });
}

/** More are not counted, so that a look costs little however much there is. */
const mostCounted = 20_000;

function showPurge(house: House, { at, prefix, names }: Scope): RestRoute {
  return restRoute(house, {
    method: 'GET',
    path: `${prefix}/recycle_bin/purge`,
    summary: `How much of what was given up for good is still being taken away from a ${at}.`,
    right: { kind: 'action', at, action: 'see_recycle_bin' },
    audit: [],
    params: CollectionParams,
    query: Type.Object(InProject),
    reply: PurgeProgress,
    names,
    async handle({ tx, place }) {
      const counted = await countPurged(tx, place, mostCounted + 1);
      return {
        status: 200,
        body: { items_left: Math.min(counted, mostCounted), at_least: counted > mostCounted },
      };
    },
  });
}

function restoreOne(house: House, { at, prefix, names }: Scope): RestRoute {
  return restRoute(house, {
    method: 'POST',
    path: `${prefix}/recycle_bin/:id/restore`,
    summary: `Puts something deleted from the documents of a ${at} back to where it was, or into another folder.`,
    right: { kind: 'action', at, action: 'restore' },
    audit: ['folder.restored', 'file.restored', 'folder.access_changed', 'file.access_changed'],
    on: 'single',
    params: ItemParams,
    query: Type.Object(InProject),
    body: RestoreBody,
    reply: Type.Object({ id: Type.Integer() }),
    names,
    async handle(call) {
      const item = await findDeleted(call.tx, call, call.params.id);
      if (item === null) return refuse('item_hidden');
      const wish = { parentId: call.body.restore?.parent_id, uniqueName: true };
      const denial = await restoreItem(house, call, item, wish);
      return denial ?? { status: 200, ...(await shownItem(house, call, item)) };
    },
  });
}

function purgeOne(house: House, { at, prefix, names }: Scope): RestRoute {
  return restRoute(house, {
    method: 'DELETE',
    path: `${prefix}/recycle_bin/:id`,
    summary: `Gives something deleted from the documents of a ${at} up for good.`,
    right: { kind: 'action', at, action: 'purge' },
    audit: ['folder.purged', 'file.purged'],
    on: 'single',
    params: ItemParams,
    query: Type.Object(InProject),
    reply: Type.Object({}),
    names,
    async handle(call) {
      const item = await findDeleted(call.tx, call, call.params.id);
      if (item === null) return refuse('item_hidden');
      return (await purgeItem(house, call, item)) ?? { status: 200, body: {} };
    },
  });
}

function purgeAll(house: House, { at, prefix, names }: Scope): RestRoute {
  return restRoute(house, {
    method: 'DELETE',
    path: `${prefix}/recycle_bin`,
    summary: `Gives all that was deleted from the documents of a ${at} up for good.`,
    right: { kind: 'action', at, action: 'purge' },
    audit: ['recycle_bin.purged'],
    params: CollectionParams,
    query: Type.Object(InProject),
    reply: Type.Object({}),
    names,
    async handle(call) {
      const binId = await findBinId(call.tx, call.place);
      if (binId !== null) await purgeBin(house, call, binId);
      return { status: 200, body: {} };
    },
  });
}
