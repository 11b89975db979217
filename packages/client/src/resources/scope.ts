import type { Query } from '../rest/query-string.ts';

/** A Documents tool: that of a project, or the company's own. */
export type DocumentsScope = { companyId: number; projectId?: number };

/** Where the items of a Documents tool live: the project travels in the query, the company in the path. */
export function documentsCall(scope: DocumentsScope, items: string, id?: number) {
  const { companyId, projectId } = scope;
  const base = projectId === undefined ? `/rest/v1.0/companies/${companyId}` : '/rest/v1.0';
  const query: Query = projectId === undefined ? {} : { project_id: projectId };
  return { path: `${base}/${items}${id === undefined ? '' : `/${id}`}`, query, companyId };
}

/** Something about one item, or something done with it. */
export function within(scope: DocumentsScope, items: string, id: number, what: string) {
  const call = documentsCall(scope, items, id);
  return { ...call, path: `${call.path}/${what}` };
}
