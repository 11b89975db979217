import type { AuthorizationServerMetadata } from '@gatehouse/wire';
import { secureUrl } from '../secure-url.ts';
import type { Surroundings } from '../surroundings.ts';
import { AnswerLost, DiscoveryFailed } from './oauth-errors.ts';
import { patience, readAnswer } from './post-form.ts';

const WELL_KNOWN = '/.well-known/oauth-authorization-server';

/**
 * Fetches the metadata of an authorization server (RFC 8414 §3). Throws AnswerLost when the server cannot be
 * reached, DiscoveryFailed when it has no metadata or speaks for another issuer.
 */
export async function discover(
  issuer: string,
  world: Pick<Surroundings, 'fetch'>,
): Promise<AuthorizationServerMetadata> {
  const { origin, pathname } = secureUrl(issuer);
  const url = origin + WELL_KNOWN + (pathname === '/' ? '' : pathname);
  const metadata = await fetchJson(url, world);
  if (!isMetadata(metadata)) throw new DiscoveryFailed(`${url} holds no authorization server metadata.`);
  // RFC 8414 §3.3: identical, byte for byte. Otherwise one server could pose as another (mix-up).
  if (metadata.issuer !== issuer) {
    throw new DiscoveryFailed(`Expected issuer ${issuer}, but the metadata names ${metadata.issuer}.`);
  }
  return metadata;
}

async function fetchJson(url: string, world: Pick<Surroundings, 'fetch'>): Promise<unknown> {
  let response: Response;
  try {
    response = await world.fetch(url, {
      headers: { accept: 'application/json' },
      redirect: 'error',
      signal: patience(),
    });
    if (response.ok) return await readAnswer(response);
  } catch (cause) {
    throw new AnswerLost(`${url} cannot be read.`, { cause });
  }
  const message = `${url} answers with status ${response.status}.`;
  throw response.status < 500 ? new DiscoveryFailed(message) : new AnswerLost(message);
}

/** Only what this client relies upon; the rest is optional by the RFC. */
function isMetadata(value: unknown): value is AuthorizationServerMetadata {
  if (typeof value !== 'object' || value === null) return false;
  const { issuer, authorization_endpoint, token_endpoint } = value as Record<string, unknown>;
  return [issuer, authorization_endpoint, token_endpoint].every((member) => typeof member === 'string');
}
