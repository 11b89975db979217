import { type Authorizer, GatehouseApi, OAuthClient, type TokenSet } from '@gatehouse/client';
import type { DemoApp, DemoCompany, DemoFile, DemoPerson } from '../demo-file.ts';
import type { Narrator } from './narrator.ts';
import { createVisitor, decide, signIn, type Visitor } from './visitor.ts';
import { tapped } from './wiretap.ts';

/** A loopback address on which nobody listens: the tour reads where the browser would be sent. */
export const callback = 'http://127.0.0.1:8642/callback';
export const outOfBand = 'urn:ietf:wg:oauth:2.0:oob';

/** All that a chapter needs: who is who, the voice, and the ways to the server. */
export interface Guide {
  readonly origin: string;
  readonly say: Narrator;
  readonly fetch: typeof globalThis.fetch;
  readonly demo: DemoFile;
  readonly jim: DemoPerson;
  readonly ana: DemoPerson;
  /** Installed in both companies. */
  readonly safety: DemoApp;
  readonly safetyInSandbox: DemoApp;
  /** May act for itself; not installed in Cascade Builders. */
  readonly nightly: DemoApp;
  readonly ridgeline: DemoCompany;
  readonly cascade: DemoCompany;
  /** Jim's browser, in which he is signed in once the first chapter is told. */
  readonly jimsBrowser: Visitor;
  /** A browser of its own for somebody who signs in right away. */
  browserOf(person: DemoPerson): Promise<Visitor>;
  oauth(app: Pick<DemoApp, 'clientId' | 'clientSecret'>): OAuthClient;
  api(accessToken: string): GatehouseApi;
  /** A form to an OAuth endpoint, with the app's credentials. */
  post(app: DemoApp, path: string, fields: Readonly<Record<string, string>>): Promise<OAuthAnswer>;
  /** A whole authorization by whoever is at this browser, told in one line. */
  allow(visitor: Visitor, app?: DemoApp): Promise<Pair>;
}

export interface OAuthAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Pair extends TokenSet {
  readonly refreshToken: string;
}

export function createGuide(demo: DemoFile, say: Narrator): Guide {
  const origin = demo.platformUrl;
  const fetch = tapped(say, origin);
  const appNamed = (name: string, environment: DemoApp['environment']) =>
    found(demo.apps, (app) => app.name === name && app.environment === environment, name);
  const personAt = (email: string) => found(demo.people, (person) => person.email === email, email);
  const companyNamed = (name: string) => found(demo.companies, (company) => company.name === name, name);
  const safety = appNamed('Safety App', 'production');
  const clients = new Map<string, OAuthClient>();

  const guide: Guide = {
    origin,
    say,
    fetch,
    demo,
    jim: personAt('jim@ridgeline.example'),
    ana: personAt('ana@ridgeline.example'),
    safety,
    safetyInSandbox: appNamed('Safety App', 'sandbox'),
    nightly: appNamed('Nightly Report', 'production'),
    ridgeline: companyNamed('Ridgeline Construction'),
    cascade: companyNamed('Cascade Builders'),
    jimsBrowser: createVisitor(origin, fetch),
    async browserOf(person) {
      const visitor = createVisitor(origin, fetch);
      await say.briefly(`${person.name} signs in`, () => signIn(visitor, '/sign-in', person));
      return visitor;
    },
    oauth({ clientId, clientSecret }) {
      const client =
        clients.get(clientId) ?? new OAuthClient({ issuer: origin, clientId, clientSecret, fetch });
      clients.set(clientId, client);
      return client;
    },
    api: (accessToken) => new GatehouseApi({ baseUrl: origin, authorizer: holding(accessToken), fetch }),
    async post({ clientId, clientSecret }, path, fields) {
      const form = { client_id: clientId, client_secret: clientSecret, ...fields };
      return await answerOf(fetch(origin + path, { method: 'POST', body: new URLSearchParams(form) }));
    },
    async allow(visitor, app = safety) {
      return await say.briefly(`${app.name} is allowed, as in the first chapter`, async () => {
        const client = guide.oauth(app);
        const { url, pending } = await client.startAuthorization(callback);
        const arrived = await decide(visitor, pathOf(url), 'allow');
        return pairOf(await client.finishAuthorization(arrived, pending));
      });
    },
  };
  return guide;
}

export async function answerOf(sent: Promise<Response>): Promise<OAuthAnswer> {
  const response = await sent;
  return { status: response.status, body: (await response.json()) as OAuthAnswer['body'] };
}

export function pairOf(tokens: TokenSet): Pair {
  const { refreshToken } = tokens;
  if (refreshToken === undefined) throw new Error('There was no refresh token.');
  return { ...tokens, refreshToken };
}

export function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}

/** The token as it is: the tour wants to see a refusal, so nothing is renewed behind its back. */
function holding(accessToken: string): Authorizer {
  return {
    authorize: async () => ({ authorization: `Bearer ${accessToken}` }),
    reauthorize: async () => undefined,
  };
}

function found<T>(list: readonly T[], is: (item: T) => boolean, name: string): T {
  const item = list.find(is);
  if (item === undefined) throw new Error(`The demo of this server has no ${name}.`);
  return item;
}
