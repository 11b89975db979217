import { ClientMetadataDocument, parse } from '@gatehouse/wire';
import { type ClientKey, readClientKey } from '../apps/client-key.ts';
import { outOfBand, redirectUriFault } from '../apps/redirect-uri.ts';
import { textFault } from '../apps/text-rules.ts';
import { namesDocument } from './document-url.ts';

/** What a client says of itself at its own address, as far as we go by it. */
export interface ClientDocument {
  readonly clientId: string;
  readonly name: string;
  /** Who answers for it: the host, and nobody we know. */
  readonly host: string;
  readonly redirectUris: readonly string[];
  /** What proves the client: its keys, or where they are; null for a client that proves itself by nothing. */
  readonly keys: readonly ClientKey[] | { readonly uri: string } | null;
}

const mostRedirectUris = 20;
/** Each may be tried for an assertion that names none. */
const mostKeys = 10;

/** The document found at `url`; undefined where it is another's, contradicts itself, or asks for what it cannot have. */
export function readDocument(url: string, text: string): ClientDocument | undefined {
  const members = jsonFrom(text);
  // A secret that stands in a public document is none, and whoever wrote it does not know (draft section 4.1).
  if (members === undefined || 'client_secret' in members || 'client_secret_expires_at' in members)
    return undefined;
  const parsed = parse(ClientMetadataDocument, members);
  // Byte for byte: else one host could speak for a client of another.
  if (!parsed.ok || parsed.value.client_id !== url) return undefined;
  const { redirect_uris: uris, client_name: name, ...more } = parsed.value;
  const keys = keysFrom(more);
  if (keys === undefined || !usesWhatIsOffered(more)) return undefined;
  if (uris.length === 0 || uris.length > mostRedirectUris) return undefined;
  if (uris.some((uri) => uri === outOfBand || redirectUriFault(uri) !== undefined)) return undefined;
  const { host } = new URL(url);
  if (name !== undefined && textFault(name, 'line') !== undefined) return undefined;
  return { clientId: url, host, name: name ?? host, redirectUris: [...new Set(uris)], keys };
}

function jsonFrom(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null && !Array.isArray(json)
      ? (json as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

function usesWhatIsOffered(said: Pick<ClientMetadataDocument, 'grant_types' | 'response_types'>): boolean {
  return (
    (said.grant_types ?? ['authorization_code']).includes('authorization_code') &&
    (said.response_types ?? ['code']).includes('code')
  );
}

/** No secret is shared with a client by URL: it is public, or signs by keys that it shows (draft section 4.1). */
function keysFrom({
  token_endpoint_auth_method: method = 'none',
  jwks,
  jwks_uri: uri,
}: Pick<ClientMetadataDocument, 'token_endpoint_auth_method' | 'jwks' | 'jwks_uri'>):
  | ClientDocument['keys']
  | undefined {
  if (method === 'none') return null;
  // One of the two and never both (RFC 7591 section 2).
  if (method !== 'private_key_jwt' || (jwks === undefined) === (uri === undefined)) return undefined;
  if (uri !== undefined) return namesDocument(uri) ? { uri } : undefined;
  return usableKeys(jwks?.keys ?? []);
}

/** The keys of a set at an address; none where it cannot be read. */
export function readKeySet(_url: string, text: string): readonly ClientKey[] | undefined {
  const keys = jsonFrom(text)?.keys;
  return Array.isArray(keys) ? usableKeys(keys) : undefined;
}

/** As for registered keys: what is none of those kinds, or has a private part, is nobody's proof of anything. */
function usableKeys(jwks: readonly unknown[]): readonly ClientKey[] {
  return jwks.slice(0, mostKeys).flatMap((jwk) => {
    const read = typeof jwk === 'object' && jwk !== null ? readClientKey({ ...jwk }) : undefined;
    return read?.ok === true ? [read.key] : [];
  });
}
