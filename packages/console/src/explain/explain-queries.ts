import type { ExplainQuery } from '@gatehouse/wire';
import { queryOptions } from '@tanstack/react-query';
import { gatehouse } from '../api/gatehouse.ts';
import { companyKey } from '../company/company.ts';
import type { ExplainSearch } from './explain-search.ts';

export function explanationQuery(companyId: number, asked: ExplainSearch) {
  const { person, client, app, project, document, tool = 'documents', level = 'Read Only' } = asked;
  const query: ExplainQuery = {
    ...(client === undefined ? { person_id: person ?? 0 } : { client_id: client }),
    ...(client === undefined && app !== undefined && { app_id: app }),
    ...(project !== undefined && { project_id: project }),
    ...(document !== undefined && { document_id: document }),
    tool: document === undefined ? tool : 'documents',
    level,
  };
  return queryOptions({
    queryKey: [...companyKey(companyId), 'explain', query],
    queryFn: () => gatehouse.permissions.explain(companyId, query),
  });
}

/** What is in a folder of the Documents tool, as the asking admin sees it; the root where none is named. */
export function folderQuery(companyId: number, projectId: number | undefined, folderId: number | undefined) {
  const scope = { companyId, ...(projectId !== undefined && { projectId }) };
  return queryOptions({
    queryKey: [...companyKey(companyId), 'explain', 'folder', projectId, folderId],
    queryFn: () =>
      folderId === undefined ? gatehouse.folders.root(scope) : gatehouse.folders.show(scope, folderId),
  });
}
