import type { Talk } from './load/drive.ts';
import { get, postForm } from './load/requests.ts';
import type { Grounds } from './systems/system.ts';

export const scenarioNames = ['client-credentials', 'refresh', 'introspection', 'listing'] as const;

export type ScenarioName = (typeof scenarioNames)[number];

export const scenarioTitles: Readonly<Record<ScenarioName, string>> = {
  'client-credentials': 'Tokens by client credentials',
  refresh: 'Refreshes, each with the refresh token just received',
  introspection: 'Introspections of a live access token',
  listing: 'Authorised folder listings',
};

/** One talk for each connection. Talks of `refresh` remember where their chain is, from round to round. */
export function talksOf(scenario: ScenarioName, grounds: Grounds): readonly Talk[] {
  const { client, accessToken, refreshTokens, paths, listingHeaders } = grounds;
  const at = (path: string) => new URL(path, grounds.url);
  const credentials = { client_id: client.id, client_secret: client.secret };
  const bearer = { authorization: `Bearer ${accessToken}` };
  const always = (request: Buffer, sign: string): readonly Talk[] =>
    refreshTokens.map(() => ({ next: () => request, heard: (body) => expectIn(body, sign) }));
  switch (scenario) {
    case 'client-credentials':
      return always(
        postForm(at(paths.token), { grant_type: 'client_credentials', ...credentials }),
        '"access_token":"',
      );
    case 'refresh':
      return refreshTokens.map((token) => chain(at(paths.token), credentials, token));
    case 'introspection':
      return always(
        grounds.introspectionBy === 'form'
          ? postForm(at(paths.introspection), { ...credentials, token: accessToken })
          : get(at(paths.introspection), bearer),
        '"active":true',
      );
    case 'listing':
      return always(get(at(paths.listing), { ...bearer, ...listingHeaders }), '"Drawings"');
  }
}

/** A 200 can still say No: an inactive token, an empty folder. */
function expectIn(body: Buffer, sign: string): void {
  if (!body.includes(sign)) throw new Error(`An answer without ${sign}: ${body}`);
}

function chain(url: URL, credentials: Readonly<Record<string, string>>, first: string): Talk {
  let current = first;
  return {
    next: () => postForm(url, { grant_type: 'refresh_token', ...credentials, refresh_token: current }),
    heard(body) {
      const { refresh_token: next } = JSON.parse(body.toString()) as { refresh_token?: string };
      if (next === undefined) throw new Error(`${url.host} does not rotate refresh tokens: ${body}`);
      current = next;
    },
  };
}
