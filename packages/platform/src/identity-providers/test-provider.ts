import type { IdentityProviderTest } from '@gatehouse/wire';
import { ClientError } from 'openid-client';
import type { House } from '../house.ts';
import { guardedFetch } from '../outbound/guarded-fetch.ts';
import { configurationOf, rulesOf } from './ask-provider.ts';
import type { StoredProvider } from './identity-provider-store.ts';

/** What is wrong with a provider as it answers now, as far as can be seen before somebody signs in; null: nothing. */
export async function testProvider(
  house: House,
  provider: StoredProvider,
): Promise<IdentityProviderTest['fault']> {
  try {
    const metadata = (await configurationOf(house, provider)).serverMetadata();
    const { jwks_uri: address, authorization_endpoint, token_endpoint } = metadata;
    if (address === undefined || authorization_endpoint === undefined || token_endpoint === undefined)
      return 'not_a_provider';
    const answer = await guardedFetch(address, { method: 'GET', headers: {} }, rulesOf(house));
    const body = (await answer.json()) as { readonly keys?: unknown };
    return answer.ok && Array.isArray(body.keys) && body.keys.length > 0 ? null : 'no_keys';
  } catch (error) {
    // What answered, but not as a provider of this issuer answers (Discovery section 4.3), is no matter of the network.
    return error instanceof ClientError && error.code?.startsWith('OAUTH_') === true
      ? 'not_a_provider'
      : 'unreachable';
  }
}
