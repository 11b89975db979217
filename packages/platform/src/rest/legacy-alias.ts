import type { Route } from '../route.ts';

const versioned = '/rest/v1.0/';

/**
 * The same routes under the two older spellings that published SDKs can still emit (wire reference B.1): `/vapid/me`
 * from before versions, and plain `/me`, which is what `client.get('/me')` of the JavaScript SDK asks for.
 */
export function withLegacyAliases(routes: readonly Route[]): Route[] {
  return routes.flatMap((route) => {
    if (!route.path.startsWith(versioned)) return [route];
    const resource = route.path.slice(versioned.length);
    return [route, { ...route, path: `/vapid/${resource}` }, { ...route, path: `/${resource}` }];
  });
}
