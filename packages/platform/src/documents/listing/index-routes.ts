import {
  DocumentItem,
  DocumentItemCompact,
  DocumentItemV2,
  DocumentRevision,
  DocumentsQuery,
  FolderContentQuery,
  FolderItemV2,
  IdInput,
} from '@gatehouse/wire';
import Type, { type TSchema } from 'typebox';
import { loadItem } from '../../access/item-store.ts';
import { levels } from '../../access/levels.ts';
import type { House } from '../../house.ts';
import { pageRequest } from '../../rest/pagination.ts';
import { refuse } from '../../rest/rest-call.ts';
import { type RestRoute, restRoute } from '../../rest/rest-route.ts';
import { versionUrls } from '../download-url.ts';
import { recentVersionsOf } from '../file-store.ts';
import { itemFacts, itemOf } from '../path.ts';
import { findPath, findRootId } from '../path-store.ts';
import { shownTo } from '../shown-to.ts';
import type { Viewer } from '../viewer.ts';
import { itemFilter, itemOrder } from './asked-for.ts';
import { type Listing, listItems } from './index-store.ts';
import { folderItemViewV2, itemView, itemViewCompact, itemViewV2, revisionView } from './item-view.ts';
import { withSurroundings } from './shown-items.ts';

export function indexRoutes(house: House): RestRoute[] {
  return [
    ...places.flatMap((place) => [
      index(house, place, 'v1.0'),
      index(house, place, 'v2.0'),
      revisions(house, place),
    ]),
    ...folderPlaces.flatMap((place) => [
      folderContent(house, place, 'root'),
      folderContent(house, place, 'one'),
    ]),
  ];
}

const places = [
  {
    at: 'project',
    path: 'projects/:project_id',
    names: ({ params }: Input) => ({ projectId: params.project_id }),
  },
  {
    at: 'company',
    path: 'companies/:company_id',
    names: ({ params }: Input) => ({ companyId: params.company_id }),
  },
] as const;

const folderPlaces = [
  {
    at: 'project',
    path: 'companies/:company_id/projects/:project_id',
    names: ({ params }: Input) => ({ companyId: params.company_id, projectId: params.project_id }),
  },
  places[1],
] as const;

interface Input {
  readonly params: { readonly company_id?: number; readonly project_id?: number };
}

/** Each is there where the path names it. */
const placeParams = { company_id: Type.Optional(IdInput), project_id: Type.Optional(IdInput) };

/** v2 says its collections under `data`, a hundred items at most. */
const mostPerPage = { 'v1.0': 2000, 'v2.0': 100 };
const defaultPerPage = { 'v1.0': 100, 'v2.0': 10 };

function inData(items: TSchema) {
  return Type.Object({ data: Type.Array(items) });
}

function index(
  house: House,
  { at, path, names }: (typeof places)[number],
  version: 'v1.0' | 'v2.0',
): RestRoute {
  return restRoute(house, {
    method: 'GET',
    path: `/rest/${version}/${path}/documents`,
    summary: `Every folder and file of a ${at} that the caller may see, in one flat list.`,
    right: { kind: 'tool', tool: 'documents', at, level: 'Read Only' },
    audit: [],
    params: Type.Object(placeParams),
    query: DocumentsQuery,
    reply:
      version === 'v1.0'
        ? Type.Array(DocumentItem)
        : inData(Type.Union([DocumentItemV2, DocumentItemCompact])),
    names,
    async handle(call) {
      const { query, tx, place } = call;
      const page = pageRequest({ per_page: defaultPerPage[version], ...query }, mostPerPage[version]);
      const filter = itemFilter(query.filters);
      const folderId = query.filters?.folder_id;
      const within =
        folderId === undefined ? ({ kind: 'place' } as const) : ({ kind: 'subtree', folderId } as const);
      // Like a folder that is not there: a list of nothing.
      const hidden =
        (folderId !== undefined && !call.decideItem(await loadItem(tx, place, folderId)).allowed) ||
        // A folder in which one may look lies outside the bin, and so does all that it holds.
        (filter.inBin && (folderId !== undefined || !call.has('Admin')));
      const listing: Listing = { within, filter, order: itemOrder(query.sort), slice: page };
      const { total, items } = hidden
        ? { total: 0, items: [] }
        : await listItems(tx, house.database.engine, call, listing);
      const shown = await withSurroundings(tx, place.companyId, items);
      const to = shownTo(house, call);
      const onBeat = goesThroughHidden(call, listing);
      if (version === 'v1.0')
        return {
          status: 200,
          body: shown.map((item) => itemView(item, to)),
          page: { ...page, total },
          onBeat,
        };
      const view = query.view === 'sync_compact' ? itemViewCompact : itemViewV2;
      return {
        status: 200,
        body: { data: shown.map((item) => view(item, to)) },
        page: { ...page, total },
        onBeat,
      };
    },
  });
}

/**
 * What has words is found wherever it is, and what lies in a tree folder by folder; only then is it asked who may see
 * it. What lies in one folder is found from what the caller may see there.
 */
function goesThroughHidden({ sight }: Viewer, { within, filter }: Listing): boolean {
  return sight !== levels.Admin && (within.kind !== 'folder' || filter.words !== undefined);
}

function folderContent(
  house: House,
  { at, path, names }: (typeof folderPlaces)[number],
  which: 'root' | 'one',
): RestRoute {
  return restRoute(house, {
    method: 'GET',
    path: `/rest/v2.0/${path}/folders${which === 'one' ? '/:id' : ''}`,
    summary: `What a folder of a ${at} holds, ${which === 'one' ? 'as' : 'the root folder:'} one mixed list.`,
    right: { kind: 'tool', tool: 'documents', at, level: 'Read Only' },
    audit: [],
    on: which === 'one' ? 'single' : 'collection',
    params: Type.Object({ ...placeParams, id: Type.Optional(IdInput) }),
    query: FolderContentQuery,
    reply: inData(Type.Union([FolderItemV2, DocumentItemCompact])),
    names,
    async handle(call) {
      const { query, tx, place } = call;
      const folderId = call.params.id ?? (await findRootId(tx, place));
      const way = folderId === null ? null : await findPath(tx, place, folderId);
      if (way === null || folderId === null || itemOf(way).kind !== 'folder') return refuse('item_hidden');
      const decision = call.decideItem(itemFacts(way));
      if (!decision.allowed) return refuse(decision.reason);
      const page = pageRequest({ per_page: defaultPerPage['v2.0'], ...query }, mostPerPage['v2.0']);
      const asked = itemFilter(query.filters);
      const only =
        query.exclude_folders === true ? 'file' : query.exclude_files === true ? 'folder' : undefined;
      const nothing = query.exclude_folders === true && query.exclude_files === true;
      const listing: Listing = {
        within: { kind: query.include_descendants === true ? 'subtree' : 'folder', folderId },
        filter: { ...asked, inBin: false, kind: only ?? asked.kind },
        order: itemOrder(query.sort),
        slice: page,
      };
      const { total, items } = nothing
        ? { total: 0, items: [] }
        : await listItems(tx, house.database.engine, call, listing);
      const shown = await withSurroundings(tx, place.companyId, items);
      const to = shownTo(house, call);
      const view = query.view === 'sync_compact' ? itemViewCompact : folderItemViewV2;
      return {
        status: 200,
        body: { data: shown.map((item) => view(item, to)) },
        page: { ...page, total },
        onBeat: goesThroughHidden(call, listing),
      };
    },
  });
}

const mostRevisions = 20;

function revisions(house: House, { at, path, names }: (typeof places)[number]): RestRoute {
  return restRoute(house, {
    method: 'GET',
    path: `/rest/v2.0/${path}/documents/:document_id/revisions`,
    summary: `The ${mostRevisions} most recent versions of a file of a ${at}.`,
    right: { kind: 'tool', tool: 'documents', at, level: 'Read Only' },
    audit: [],
    on: 'single',
    params: Type.Object({ ...placeParams, document_id: IdInput }),
    reply: inData(DocumentRevision),
    names,
    async handle(call) {
      const way = await findPath(call.tx, call.place, call.params.document_id);
      const decision = call.decideItem(itemFacts(way));
      if (!decision.allowed) return refuse(decision.reason);
      if (way === null || itemOf(way).kind !== 'file') return refuse('item_hidden');
      const { id, name } = itemOf(way);
      const versions = await recentVersionsOf(call.tx, call.place.companyId, id, mostRevisions);
      const urlOf = versionUrls(house, call.place);
      return { status: 200, body: { data: versions.map((version) => revisionView(version, name, urlOf)) } };
    },
  });
}
