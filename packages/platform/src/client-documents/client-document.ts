import { ClientMetadataDocument, parse } from '@gatehouse/wire';
import { outOfBand, redirectUriFault } from '../apps/redirect-uri.ts';
import { textFault } from '../apps/text-rules.ts';

/** What a client says of itself at its own address, as far as we go by it. */
export interface ClientDocument {
  readonly clientId: string;
  readonly name: string;
  /** Who answers for it: the host, and nobody we know. */
  readonly host: string;
  readonly redirectUris: readonly string[];
}

const mostRedirectUris = 20;

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
  if (!usesWhatIsOffered(more)) return undefined;
  if (uris.length === 0 || uris.length > mostRedirectUris) return undefined;
  if (uris.some((uri) => uri === outOfBand || redirectUriFault(uri) !== undefined)) return undefined;
  const { host } = new URL(url);
  if (name !== undefined && textFault(name, 'line') !== undefined) return undefined;
  return { clientId: url, host, name: name ?? host, redirectUris: [...new Set(uris)] };
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

/** A client by URL is a public one: it has no secret here, and proves itself by PKCE and its redirect URIs. */
function usesWhatIsOffered(
  said: Pick<ClientMetadataDocument, 'grant_types' | 'response_types' | 'token_endpoint_auth_method'>,
): boolean {
  return (
    (said.grant_types ?? ['authorization_code']).includes('authorization_code') &&
    (said.response_types ?? ['code']).includes('code') &&
    (said.token_endpoint_auth_method ?? 'none') === 'none'
  );
}
