import type { DocumentsScope } from '@gatehouse/client';
import type { Folder } from '@gatehouse/wire';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { gatehouse } from '../api/gatehouse.ts';
import type { Entry } from './entry.ts';
import { placeKey } from './place.ts';

/** A folder, or the root, with what is directly in it. */
export function folderQuery(place: DocumentsScope, id: number | undefined) {
  const view = { show_latest_file_version_only: true };
  return queryOptions({
    queryKey: [...placeKey(place), 'folder', id ?? 'root'],
    queryFn: () =>
      id === undefined ? gatehouse.folders.root(place, view) : gatehouse.folders.show(place, id, view),
  });
}

/** A folder with its folders alone, for the tree. */
export function branchQuery(place: DocumentsScope, id: number | undefined) {
  const view = { exclude_files: true };
  return queryOptions({
    queryKey: [...placeKey(place), 'branch', id ?? 'root'],
    queryFn: () =>
      id === undefined ? gatehouse.folders.root(place, view) : gatehouse.folders.show(place, id, view),
  });
}

/** A folder without its content. */
export function plainFolderQuery(place: DocumentsScope, id: number | undefined) {
  const view = { exclude_files: true, exclude_folders: true };
  return queryOptions({
    queryKey: [...placeKey(place), 'plain', id ?? 'root'],
    queryFn: () =>
      id === undefined ? gatehouse.folders.root(place, view) : gatehouse.folders.show(place, id, view),
  });
}

/** The folders above one, from the root down, and itself. */
export function wayQuery(place: DocumentsScope, folder: Folder) {
  return queryOptions({
    queryKey: [...placeKey(place), 'way', folder.id],
    queryFn: async ({ client }): Promise<Folder[]> => {
      const way = [folder];
      // Whoever sees a folder sees those above it.
      for (let above = folder.parent_id; above !== null; above = way[0]?.parent_id ?? null) {
        way.unshift(await client.ensureQueryData(plainFolderQuery(place, above)));
      }
      return way;
    },
  });
}

/** What has these words, or words that begin so, in its name or description. */
export function searchQuery(place: DocumentsScope, words: string) {
  return infiniteQueryOptions({
    queryKey: [...placeKey(place), 'search', words],
    queryFn: async ({ pageParam }) => {
      const view = { page: pageParam, per_page: 50, filters: { search: words } };
      const { value } = await gatehouse.documents.list(place, view).pages().next();
      return { items: value?.items ?? [], total: value?.total ?? 0 };
    },
    initialPageParam: 1,
    getNextPageParam: ({ items, total }, pages) =>
      items.length > 0 && pages.length * 50 < total ? pages.length + 1 : undefined,
  });
}

export function versionsQuery(place: DocumentsScope, fileId: number) {
  return queryOptions({
    queryKey: [...placeKey(place), 'versions', fileId],
    queryFn: () => gatehouse.files.versions(place, fileId).all(),
  });
}

export function accessQuery(place: DocumentsScope, { kind, id }: Pick<Entry, 'kind' | 'id'>) {
  const items = kind === 'folder' ? gatehouse.folders : gatehouse.files;
  return queryOptions({
    queryKey: [...placeKey(place), 'access', id],
    queryFn: () => items.access(place, id),
  });
}

export function settingsQuery(place: DocumentsScope) {
  return queryOptions({
    queryKey: [...placeKey(place), 'settings'],
    queryFn: () => gatehouse.documents.settings(place),
  });
}

/** The tags that a project has, or those of one of its items. A company's own documents have none. */
export function tagsQuery(place: DocumentsScope, documentId?: number) {
  const { companyId, projectId } = place;
  return queryOptions({
    queryKey: [...placeKey(place), 'tags', documentId ?? 'all'],
    queryFn: async () =>
      projectId === undefined
        ? []
        : await gatehouse.customTags
            .list(
              { companyId, projectId },
              { per_page: 500, ...(documentId !== undefined && { document_id: documentId }) },
            )
            .all(),
  });
}

export function trackersQuery(place: DocumentsScope, { kind, id }: Pick<Entry, 'kind' | 'id'>) {
  const items = kind === 'folder' ? gatehouse.folders : gatehouse.files;
  return queryOptions({
    queryKey: [...placeKey(place), 'trackers', id],
    queryFn: () => items.trackers(place, id),
  });
}

/** What the person tracks here themselves: whether others do is none of their business. */
export function trackedQuery(place: DocumentsScope) {
  return queryOptions({
    queryKey: [...placeKey(place), 'tracked'],
    queryFn: () => gatehouse.documents.tracked(place),
  });
}

export function binQuery(place: DocumentsScope) {
  return infiniteQueryOptions({
    queryKey: [...placeKey(place), 'bin'],
    queryFn: async ({ pageParam }) => {
      const { value } = await gatehouse.recycleBin
        .list(place, { page: pageParam, per_page: 100 })
        .pages()
        .next();
      return { items: value?.items ?? [], total: value?.total ?? 0 };
    },
    initialPageParam: 1,
    getNextPageParam: ({ items, total }, pages) =>
      items.length > 0 && pages.length * 100 < total ? pages.length + 1 : undefined,
  });
}

/** What lies in a folder of the bin. */
export function binFolderQuery(place: DocumentsScope, folderId: number) {
  return infiniteQueryOptions({
    queryKey: [...placeKey(place), 'bin', folderId],
    queryFn: async ({ pageParam }) => {
      const { value } = await gatehouse.recycleBin
        .listIn(place, folderId, { page: pageParam, per_page: 100 })
        .pages()
        .next();
      return { items: value?.items ?? [], total: value?.total ?? 0 };
    },
    initialPageParam: 1,
    getNextPageParam: ({ items, total }, pages) =>
      items.length > 0 && pages.length * 100 < total ? pages.length + 1 : undefined,
  });
}

/** What was given up for good and is still being taken away, asked for again until nothing is. */
export function purgeQuery(place: DocumentsScope) {
  return queryOptions({
    queryKey: [...placeKey(place), 'purge'],
    queryFn: () => gatehouse.recycleBin.purgeProgress(place),
    refetchInterval: ({ state: { data } }) => (data !== undefined && data.items_left > 0 ? 2_000 : false),
  });
}

/** Who could be named on an access list: those of the project, or of the company, found by their names. */
export function peopleQuery({ companyId, projectId }: DocumentsScope, search: string) {
  const query = { per_page: 50, ...(search !== '' && { filters: { search } }) };
  return queryOptions({
    queryKey: ['company', companyId, 'readers', projectId ?? 'company', search],
    queryFn: async () => {
      const users =
        projectId === undefined
          ? gatehouse.companyUsers.list(companyId, query)
          : gatehouse.projectUsers.list(companyId, projectId, query);
      const { value } = await users.pages().next();
      return (value?.items ?? []).map(({ id, name, email_address: login }) => ({ id, name, login }));
    },
    placeholderData: keepPreviousData,
  });
}

export function groupsQuery({ companyId }: DocumentsScope) {
  return queryOptions({
    queryKey: ['company', companyId, 'permission-groups'],
    queryFn: () => gatehouse.permissionGroups.list(companyId, { per_page: 200 }).all(),
  });
}
