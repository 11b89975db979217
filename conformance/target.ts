import { createHash, randomBytes } from 'node:crypto';
import { type Browser, openBrowser } from './browser.ts';

export interface Client {
  readonly client_id: string;
  /** Left out for a public client. */
  readonly client_secret?: string;
}

/** A client that shows who it is by a signed assertion (RFC 7523), and may act for itself. */
export interface Signer {
  readonly client_id: string;
  /** The private half of the key that is registered for it, with `alg` and `kid`. */
  readonly private_jwk: Readonly<Record<string, string>>;
}

/** Documents of clients that nobody registered, where the server can fetch them. */
export interface ClientDocuments {
  /** Redirects to `redirect_uri`. */
  readonly sound: string;
  /** Each is wrong in its own way: says another id, holds a secret, redirects, is too large, is no JSON. */
  readonly unsound: readonly string[];
}

/**
 * What a run needs to know of the server under test; `target.json` has exactly this shape. The clients are
 * registered for `redirect_uri` and the device grant, `web` and `native` also for `loopback_redirect_uri`; to `fresh` the
 * person has never allowed anything.
 */
export interface TargetFile {
  /** The issuer, byte for byte. */
  readonly issuer: string;
  readonly person: { readonly email: string; readonly password: string };
  /** Three confidential clients of people, a public one, and one that acts for itself. */
  readonly clients: Readonly<Record<'web' | 'other' | 'fresh' | 'native' | 'machine', Client>>;
  /** What its page is to call `web`. */
  readonly web_name: string;
  readonly signer: Signer;
  /** Left out where the server takes no clients by documents. */
  readonly client_documents?: ClientDocuments;
  readonly redirect_uri: string;
  readonly loopback_redirect_uri: string;
  /** A path of the protected API that any live token may read. */
  readonly api: string;
  /** How long a spent refresh token is answered with the same pair, in seconds; 0 for not at all. */
  readonly refresh_grace: number;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; empty where it is none. */
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Pair {
  readonly access: string;
  readonly refresh: string;
}

/** A parameter sent once, not at all (undefined), or several times. */
export type Fields = Readonly<Record<string, string | readonly string[] | undefined>>;

export interface Target extends TargetFile {
  readonly url: (path: string) => string;
  /** The document of RFC 8414. */
  readonly metadata: Readonly<Record<string, unknown>>;
  /** Signed in as the person. */
  readonly browser: Browser;
  /** One that nobody has signed in with. */
  newBrowser(): Browser;
  /** The server's time goes on. Where it cannot be moved, the run waits. */
  pass(seconds: number): Promise<void>;
  /** The server's time, in seconds. */
  now(): number;
  post(path: string, fields: Fields, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  send(path: string, init: RequestInit): Promise<Answer>;
  /** The path and query of an authorization request of `web`, or of what `fields` say. */
  authorizePath(fields?: Fields): string;
  /** A fresh code, by a real Allow. */
  code(client?: Client, fields?: Fields): Promise<string>;
  redeem(client: Client, code: string, more?: Fields): Promise<Answer>;
  /** A fresh pair of `web`, or of another client. */
  pair(client?: Client): Promise<Pair>;
  refresh(client: Client, token: string, more?: Fields): Promise<Answer>;
  revoke(client: Client, token: string, more?: Fields): Promise<Answer>;
  introspect(client: Client, token: string, more?: Fields): Promise<Answer>;
  /** The status of the protected API for a token. */
  use(access: string): Promise<number>;
}

export interface Means {
  /** Moves the server's clock; left out, time is waited for. */
  readonly pass?: (seconds: number) => Promise<void>;
  /** Where the clock was moved: what it says, in seconds. */
  readonly now?: () => number;
}

const endpoints: Readonly<Record<string, string>> = {
  '/oauth/authorize': 'authorization_endpoint',
  '/oauth/token': 'token_endpoint',
  '/oauth/revoke': 'revocation_endpoint',
  '/oauth/introspect': 'introspection_endpoint',
};

/** A server to probe, with its person signed in. @throws where it cannot be reached or the sign-in fails */
export async function openTarget(
  file: TargetFile,
  { pass = wait, now = () => Date.now() / 1000 }: Means = {},
): Promise<Target> {
  const wellKnown = new URL('/.well-known/oauth-authorization-server', file.issuer);
  const metadata = (await answerOf(fetch(wellKnown))).body;
  /** Probes name endpoints by their paths here; they lie where the metadata says. */
  const url = (path: string) => {
    const { pathname, search, href } = new URL(path, file.issuer);
    const there = metadata[endpoints[pathname] ?? ''];
    return typeof there === 'string' ? there + search : href;
  };
  const browser = openBrowser(file.issuer);
  const target: Target = {
    ...file,
    url,
    metadata,
    browser,
    pass,
    now,
    newBrowser: () => openBrowser(file.issuer),
    post: (path, fields, headers = {}) =>
      answerOf(fetch(url(path), { method: 'POST', body: form(fields), headers, redirect: 'manual' })),
    send: (path, init) => answerOf(fetch(url(path), { redirect: 'manual', ...init })),
    authorizePath: (fields = {}) =>
      `${new URL(url('/oauth/authorize')).pathname}?${form({
        response_type: 'code',
        client_id: file.clients.web.client_id,
        redirect_uri: file.redirect_uri,
        // A server may remember an Allow; most of what is asked here is about the page that asks for one.
        prompt: 'consent',
        ...fields,
      })}`,
    async code(client = file.clients.web, fields = {}) {
      const path = target.authorizePath({ client_id: client.client_id, ...fields });
      const location = await browser.decide(path, 'allow');
      const code = new URL(location).searchParams.get('code');
      if (code === null) throw new Error(`There was no code: ${location}`);
      return code;
    },
    redeem: (client, code, more = {}) =>
      target.post('/oauth/token', {
        grant_type: 'authorization_code',
        ...client,
        code,
        redirect_uri: file.redirect_uri,
        ...more,
      }),
    async pair(client = file.clients.web) {
      const proof = client.client_secret === undefined ? makeProof() : undefined;
      const code = await target.code(client, proof?.challenge);
      return pairOf(await target.redeem(client, code, { code_verifier: proof?.verifier }));
    },
    refresh: (client, token, more = {}) =>
      target.post('/oauth/token', { grant_type: 'refresh_token', ...client, refresh_token: token, ...more }),
    revoke: (client, token, more = {}) => target.post('/oauth/revoke', { ...client, token, ...more }),
    introspect: (client, token, more = {}) => target.post('/oauth/introspect', { ...client, token, ...more }),
    async use(access) {
      return (await target.send(file.api, { headers: { authorization: `Bearer ${access}` } })).status;
    },
  };
  await browser.signIn(target.authorizePath(), file.person);
  return target;
}

export function pairOf({ status, body, text }: Answer): Pair {
  if (status !== 200) throw new Error(`There were no tokens: ${status} ${text}`);
  return { access: String(body.access_token), refresh: String(body.refresh_token) };
}

export interface Proof {
  readonly verifier: string;
  readonly challenge: { readonly code_challenge: string; readonly code_challenge_method: 'S256' };
}

export function makeProof(): Proof {
  const verifier = randomBytes(32).toString('base64url');
  const digest = createHash('sha256').update(verifier).digest('base64url');
  return { verifier, challenge: { code_challenge: digest, code_challenge_method: 'S256' } };
}

/** The header of HTTP Basic for a client, each half form-encoded first (RFC 6749 2.3.1). */
export function basic({ client_id, client_secret = '' }: Client): { authorization: string } {
  const pair = `${encodeURIComponent(client_id)}:${encodeURIComponent(client_secret)}`;
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}

export function form(fields: Fields): URLSearchParams {
  const search = new URLSearchParams();
  for (const [name, given] of Object.entries(fields)) {
    for (const value of given === undefined ? [] : [given].flat()) search.append(name, String(value));
  }
  return search;
}

async function answerOf(sent: Promise<Response>): Promise<Answer> {
  const response = await sent;
  const text = await response.text();
  const json = (response.headers.get('content-type') ?? '').includes('json') && text !== '';
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: json ? (JSON.parse(text) as Answer['body']) : {},
  };
}

function wait(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}
