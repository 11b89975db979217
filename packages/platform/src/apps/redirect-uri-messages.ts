import { outOfBand, type RedirectUriFault, redirectUriFault } from './redirect-uri.ts';

/** How many a client may register; each is compared with every request. */
const mostRedirectUris = 50;

/** What is wrong with a list of redirect URIs: each one that may not be registered, by its own text, and why. */
export function redirectUriMessages(uris: readonly string[]): string[] {
  if (uris.length > mostRedirectUris) return [`are too many: send at most ${mostRedirectUris}`];
  return uris.flatMap((uri) => {
    const fault = redirectUriFault(uri);
    return fault === undefined ? [] : [`${nameOf(uri)}: ${messages[fault]}`];
  });
}

function nameOf(uri: string): string {
  if (uri === '') return '(empty)';
  return uri.length > 200 ? `${uri.slice(0, 200)}…` : uri;
}

const messages: Readonly<Record<RedirectUriFault, string>> = {
  malformed: 'must be an absolute URI in printable ASCII; write anything else as %XX',
  fragment: 'must not have a fragment; leave out # and what follows it',
  user_info: 'must not hold a user name or password; leave out what stands before @',
  wildcard: 'must not hold *; register each address in full',
  not_https: 'must begin with https://; http:// is for localhost, 127.0.0.1 and [::1] only',
  scheme_without_dot: 'must use a scheme that is a reversed domain name, like com.example.app:/callback',
  urn: `must be ${outOfBand} where it is a URN`,
};
