import type { Route } from '../route.ts';

const versioned = '/rest/v1.0/';

/** The alias from before versions (`/vapid/me`), which three SDKs in the field can still emit: the same route again. */
export function withLegacyAlias(routes: readonly Route[]): Route[] {
  return routes.flatMap((route) =>
    route.path.startsWith(versioned)
      ? [route, { ...route, path: `/vapid/${route.path.slice(versioned.length)}` }]
      : [route],
  );
}
