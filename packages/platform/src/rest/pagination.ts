import type { PageOf } from './rest-call.ts';

export interface PageRequest {
  /** From 1. */
  readonly page: number;
  readonly perPage: number;
  readonly offset: number;
}

const defaultPerPage = 100;

/**
 * The page that is asked for. A large `per_page` is cut down, never refused; a page far past the end is only empty.
 * `most`: 2000 in v1 lists, 300 in /rest/v1.1/projects.
 */
export function pageRequest(
  query: { readonly page?: number | undefined; readonly per_page?: number | undefined },
  most = 2000,
): PageRequest {
  const perPage = Math.min(Math.max(query.per_page ?? defaultPerPage, 1), most);
  const page = Math.min(Math.max(query.page ?? 1, 1), Math.floor(Number.MAX_SAFE_INTEGER / perPage));
  return { page, perPage, offset: (page - 1) * perPage };
}

/**
 * `Link`, `Total` and `Per-Page`. Clients cut the URL after `/rest/v1.0/` by a regular expression, split at `, `
 * and look for `; rel="next"`, so the form is exactly this. All other query parameters stay.
 */
export function pageHeaders(url: URL, { page, perPage, total }: PageOf): Record<string, string> {
  const last = Math.max(Math.ceil(total / perPage), 1);
  const relations: [string, number][] = [];
  if (page > 1) relations.push(['first', 1], ['prev', Math.min(page - 1, last)]);
  if (page < last) relations.push(['next', page + 1], ['last', last]);
  const link = relations.map(([rel, to]) => `<${pageUrl(url, to, perPage)}>; rel="${rel}"`).join(', ');
  return { total: String(total), 'per-page': String(perPage), ...(link === '' ? {} : { link }) };
}

function pageUrl(url: URL, page: number, perPage: number): string {
  const target = new URL(url);
  target.searchParams.set('page', String(page));
  target.searchParams.set('per_page', String(perPage));
  // A comma would end the link for clients that split at it; `>` would end it for all.
  return target.href.replaceAll(',', '%2C').replaceAll('>', '%3E');
}
