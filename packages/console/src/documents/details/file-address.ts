import type { DocumentsScope } from '@gatehouse/client';

/** An address of the API as a page of the same server asks for it, by the cookie of the session. */
export function onThisServer(url: string): string {
  const { pathname, search } = new URL(url, location.origin);
  return pathname + search;
}

/** Where a folder comes from as one zip. */
export function zipAddress({ companyId, projectId }: DocumentsScope, folderId: number): string {
  return projectId === undefined
    ? `/rest/v1.0/companies/${companyId}/folders/${folderId}/zip`
    : `/rest/v1.0/folders/${folderId}/zip?company_id=${companyId}&project_id=${projectId}`;
}

/** The same bytes to be looked at: only pictures and PDF are given so, and never by way of another host. */
export function inlineAddress(url: string): string {
  return `${onThisServer(url)}&inline=true`;
}
