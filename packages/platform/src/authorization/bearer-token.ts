import { OAuthError } from './oauth-error.ts';

/** The token of an Authorization header (RFC 6750 section 2.1), never of a query. @throws OAuthError */
export function bearerToken(header: string | undefined): string {
  const token = /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i.exec(header ?? '')?.[1];
  if (token === undefined) throw new OAuthError(header === undefined ? 'no_bearer' : 'bad_bearer');
  return token;
}
