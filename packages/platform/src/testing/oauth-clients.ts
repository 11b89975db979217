import { createHash } from 'node:crypto';
import { systemRandom } from '@gatehouse/service';
import { DEVICE_CODE_GRANT, type GrantType } from '@gatehouse/wire';
import { createApp, createClient } from '../apps/create-app.ts';
import type { Origin } from '../audit/audit.ts';
import { createServiceAccount } from '../service-accounts/create-service-account.ts';
import { answerConsent, type FormBrowser, signInByForm } from './sign-in-by-form.ts';
import { startPlatform, type TestPlatform } from './start-platform.ts';

export interface TestClient {
  readonly clientId: string;
  readonly clientSecret: string | undefined;
}

/** What an endpoint answered, its body read. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface OAuthStage extends AsyncDisposable {
  readonly platform: TestPlatform;
  /** Signed in. */
  readonly browser: FormBrowser;
  readonly personId: number;
  readonly web: TestClient;
  readonly other: TestClient;
  /** Its person has never allowed it anything. */
  readonly fresh: TestClient;
  /** A public client: no secret, PKCE. */
  readonly native: TestClient;
  /** An app that may act for itself. */
  readonly machine: TestClient;
  /** A traditional service account. */
  readonly account: TestClient & { readonly id: number };
  post(path: string, fields: Readonly<Record<string, string | undefined>>): Promise<Answer>;
  /** A fresh code of `web`, or of another client, by a real Allow. */
  code(client?: TestClient, parameters?: Readonly<Record<string, string>>): Promise<string>;
  /** A fresh pair of `web`. */
  pair(): Promise<Pair>;
  redeem(
    client: TestClient,
    code: string,
    more?: Readonly<Record<string, string | undefined>>,
  ): Promise<Answer>;
  refresh(client: TestClient, refreshToken: string): Promise<Answer>;
  revoke(client: TestClient, token: string): Promise<Answer>;
  introspect(client: TestClient, token: string, hint?: string): Promise<Answer>;
  /** Whether token/info knows the access token. */
  isAlive(accessToken: string): Promise<boolean>;
  /** How many audit rows name this event. */
  audited(event: string): Promise<number>;
}

export interface Pair {
  readonly accessToken: string;
  readonly refreshToken: string;
}

export const redirectUri = 'https://web.example/cb';
const system: Origin = { requestId: 'test', address: '', actor: { kind: 'system' }, clientId: null };

/** A platform with clients of every kind, and a person who is signed in. */
export async function setOAuthStage(settings: Parameters<typeof startPlatform>[0] = {}): Promise<OAuthStage> {
  const platform = await startPlatform(settings);
  const { house, url, demo } = platform;
  const person = demo.people.find(({ email }) => email.startsWith('jim@'));
  const company = demo.companies.find(({ environment }) => environment === 'production');
  if (person === undefined || company === undefined) throw new Error('The demo has nobody to test with.');
  const { id: personId } = await house.database.read((tx) =>
    tx.selectFrom('people').select('id').where('email', '=', person.email).executeTakeFirstOrThrow(),
  );
  const clients = await house.database.write(async (tx) => {
    const make = async (name: string, grantTypes: readonly GrantType[], confidential: boolean) => {
      const app = await createApp(house, tx, system, {
        name,
        description: '',
        publisher: 'Tests',
        developerId: personId,
      });
      return await createClient(house, tx, system, {
        appId: app.id,
        environment: 'production',
        grantTypes,
        redirectUris: [redirectUri, 'http://127.0.0.1/cb', 'urn:ietf:wg:oauth:2.0:oob'],
        confidential,
      });
    };
    const user = ['authorization_code', 'refresh_token', DEVICE_CODE_GRANT] as const;
    return {
      web: await make('Web', user, true),
      other: await make('Other', user, true),
      fresh: await make('Fresh', user, true),
      native: await make('Native', user, false),
      machine: await make('Machine', ['client_credentials'], true),
      account: await createServiceAccount(house, tx, system, {
        companyId: company.id,
        name: 'Account',
        createdBy: personId,
      }),
    };
  });
  const browser = await signInByForm(url, person);

  async function post(path: string, fields: Readonly<Record<string, string | undefined>>): Promise<Answer> {
    const given = Object.entries(fields).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    );
    return await answerOf(fetch(new URL(path, url), { method: 'POST', body: new URLSearchParams(given) }));
  }
  const credentials = ({ clientId, clientSecret }: TestClient) => ({
    client_id: clientId,
    client_secret: clientSecret,
  });
  const stage: Omit<OAuthStage, typeof Symbol.asyncDispose> = {
    platform,
    browser,
    personId,
    ...clients,
    post,
    async code(client = clients.web, parameters = {}) {
      const location = await answerConsent(browser, authorizePath(client, parameters));
      const code = new URL(location, url).searchParams.get('code');
      if (code === null) throw new Error('There was no code.');
      return code;
    },
    async pair() {
      const { body } = await stage.redeem(clients.web, await stage.code());
      return pairOf(body);
    },
    redeem: (client, code, more = {}) =>
      post('/oauth/token', {
        grant_type: 'authorization_code',
        ...credentials(client),
        code,
        redirect_uri: redirectUri,
        ...more,
      }),
    refresh: (client, token) =>
      post('/oauth/token', { grant_type: 'refresh_token', ...credentials(client), refresh_token: token }),
    revoke: (client, token) => post('/oauth/revoke', { ...credentials(client), token }),
    introspect: (client, token, hint) =>
      post('/oauth/introspect', { ...credentials(client), token, token_type_hint: hint }),
    async isAlive(accessToken) {
      const headers = { authorization: `Bearer ${accessToken}` };
      return (await answerOf(fetch(new URL('/oauth/token/info', url), { headers }))).status === 200;
    },
    async audited(event) {
      const rows = await house.database.read((tx) =>
        tx.selectFrom('audit_events').select(['id', 'event']).execute(),
      );
      return rows.filter((row) => row.event === event).length;
    },
  };
  return { ...stage, [Symbol.asyncDispose]: () => platform.close() };
}

export async function answerOf(sent: Promise<Response>): Promise<Answer> {
  const response = await sent;
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Readonly<Record<string, unknown>>,
  };
}

export function pairOf(body: Readonly<Record<string, unknown>>): Pair {
  return { accessToken: String(body.access_token), refreshToken: String(body.refresh_token) };
}

export function authorizePath(client: TestClient, parameters: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: client.clientId,
    redirect_uri: redirectUri,
    ...parameters,
  });
  return `/oauth/authorize?${query}`;
}

export function makeProof(): { readonly verifier: string; readonly challenge: Record<string, string> } {
  const verifier = Buffer.from(systemRandom.bytes(32)).toString('base64url');
  const digest = createHash('sha256').update(verifier).digest('base64url');
  return { verifier, challenge: { code_challenge: digest, code_challenge_method: 'S256' } };
}
