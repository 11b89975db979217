import type { House } from '../house.ts';
import type { Place } from '../rest/rest-call.ts';

/** A folder as the console shows it, or the root; no name in it. */
export function consoleLink(
  { issuer }: Pick<House, 'issuer'>,
  { companyId, projectId }: Pick<Place, 'companyId' | 'projectId'>,
  folder: number | null,
): string {
  const project = projectId === null ? '' : `/projects/${projectId}`;
  const query = folder === null ? '' : `?folder=${folder}`;
  return `${issuer}/console/companies/${companyId}${project}/documents${query}`;
}
