import type { Caller, Named } from './rest-call.ts';

export interface Asked {
  readonly companyId: number | null;
  readonly projectId: number | null;
}

export type AskedResult =
  | { readonly ok: true; readonly asked: Asked; readonly at: 'account' | 'company' | 'project' }
  | { readonly ok: false; readonly status: 400 | 403; readonly error: string };

/** First line as published; the header's name is what a client's developer will search for. */
export const MISSING_HEADER =
  'Missing Procore-Company-Id header! Every API call must carry this header. Its value is the id of the company that is being called.';

export interface CompanyQuestion {
  /** `account`: GET /me and GET /companies, which need no company. */
  readonly scope: 'company' | 'account';
  readonly caller: Caller;
  /** The header as Node gives it: repeated, it arrives joined by commas. */
  readonly header: string | readonly string[] | undefined;
  readonly named: Named;
  readonly mode: 'tolerant' | 'strict';
}

/**
 * Which company the call is about. Never one that the request does not name: guessing would read or write in the
 * wrong company, with every permission right.
 */
export function askedCompany({ scope, caller, header, named, mode }: CompanyQuestion): AskedResult {
  const fromHeader = readHeader(header);
  if (fromHeader === 'malformed') {
    return no(
      400,
      'Procore-Company-Id must be one whole number: the id of the company that is being called.',
    );
  }
  const fromCall = named.companyId ?? undefined;
  const projectId = named.projectId ?? null;
  if (fromHeader !== undefined && fromCall !== undefined && fromHeader !== fromCall) {
    return no(403, 'Procore-Company-Id and the call itself name different companies.');
  }
  if (scope === 'account' && fromCall === undefined && projectId === null) {
    return { ok: true, at: 'account', asked: { companyId: accountCompany(caller, fromHeader), projectId } };
  }
  const companyId = fromHeader ?? (mode === 'tolerant' ? fromCall : undefined);
  if (companyId === undefined) return no(400, MISSING_HEADER);
  return { ok: true, at: projectId === null ? 'company' : 'project', asked: { companyId, projectId } };
}

/** A client's own token is someone only inside a company, so there the header says who; a person is the same everywhere. */
function accountCompany(caller: Caller, fromHeader: number | undefined): number | null {
  const clientAlone = caller.kind === 'app' && caller.claims.familyId === null;
  return clientAlone ? (fromHeader ?? null) : null;
}

function readHeader(header: CompanyQuestion['header']): number | undefined | 'malformed' {
  if (header === undefined) return undefined;
  // Two headers, or one that holds two ids, leave it open which company is meant.
  if (typeof header !== 'string' || !/^[0-9]{1,15}$/.test(header.trim())) return 'malformed';
  return Number(header.trim());
}

function no(status: 400 | 403, error: string): AskedResult {
  return { ok: false, status, error };
}
