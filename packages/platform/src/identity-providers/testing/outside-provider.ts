import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decodeJwt, exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import Provider, { type ClientMetadata, type Configuration } from 'oidc-provider';

/** Somebody with an account at the provider, and how they sign in there. */
export interface OutsidePerson {
  readonly sub: string;
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly given_name?: string;
  readonly family_name?: string;
  readonly amr?: readonly string[];
}

/** What an id_token says in place of what it should, signed by the provider's own key or another. */
export type Spoilt = Readonly<Record<string, unknown>> | 'signature';

export interface OutsideProvider {
  readonly issuer: string;
  /** The client that a deployment is known by there, made as the provider makes them (RFC 7591). */
  register(redirectUri: string): Promise<{ readonly client_id: string; readonly client_secret: string }>;
  /** Goes through the provider as this person, in a browser of its own, until it sends them back. */
  signIn(person: OutsidePerson, location: string): Promise<string>;
  /** Signs with a new key from now on; the old one is gone. */
  rotateKey(): Promise<void>;
  /** Until `undefined`, what its id_tokens say is not so. */
  spoil(claims: Spoilt | undefined): void;
  /** What happens while it thinks about the next code that is shown to it. */
  meanwhile(what: () => Promise<unknown>): void;
  /** Answers nobody from now on, or again. */
  setDown(down: boolean): void;
  close(): Promise<void>;
}

type Client = ClientMetadata & { client_id: string; client_secret: string };

/** A certified OpenID provider, `oidc-provider`, on an address of this machine. */
export async function startOutsideProvider(
  more: Pick<Configuration, 'clientAuthMethods'> = {},
): Promise<OutsideProvider> {
  const people = new Map<string, OutsidePerson>();
  const clients: Client[] = [];
  let signingIn: OutsidePerson = { sub: 'nobody' };
  let spoilt: Spoilt | undefined;
  let down = false;
  let meanwhile: (() => Promise<unknown>) | undefined;
  let answer: (request: IncomingMessage, response: ServerResponse) => unknown = () => undefined;
  const server = createServer((request, response) => {
    if (down) return request.socket.destroy();
    if (request.url !== '/token' || meanwhile === undefined) return answer(request, response);
    const happens = meanwhile;
    meanwhile = undefined;
    void happens().then(() => answer(request, response));
  });
  server.listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let key: JWK & { readonly kid: string };
  await rotateKey();

  async function rotateKey(): Promise<void> {
    const { privateKey } = await generateKeyPair('RS256', { extractable: true });
    key = { ...(await exportJWK(privateKey)), kid: crypto.randomUUID(), use: 'sig', alg: 'RS256' };
    const provider = new Provider(issuer, {
      ...more,
      jwks: { keys: [key] },
      clients: [...clients],
      cookies: { keys: ['of this provider alone'] },
      features: { devInteractions: { enabled: false }, registration: { enabled: true } },
      claims: {
        openid: ['sub', 'amr'],
        email: ['email', 'email_verified'],
        profile: ['given_name', 'family_name', 'name'],
      },
      interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
      findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ ...people.get(sub), sub }) }),
    });
    provider.use(async (context, next) => {
      if (context.path.startsWith('/interaction/')) {
        const result = await interact(provider, context.req, context.res);
        context.redirect(result);
        return;
      }
      await next();
      if (context.path === '/token' && spoilt !== undefined)
        await respell(context.body as { id_token: string });
    });
    answer = provider.callback();
  }

  /** Whoever signs in does so, and allows what is asked for. */
  async function interact(provider: Provider, request: IncomingMessage, response: ServerResponse) {
    const { prompt, params, session, grantId } = await provider.interactionDetails(request, response);
    if (prompt.name === 'login') {
      const login = { accountId: signingIn.sub, ...(signingIn.amr && { amr: [...signingIn.amr] }) };
      return await provider.interactionResult(request, response, { login });
    }
    assert.ok(session, 'nobody consents before they have signed in');
    const clientId = String(params.client_id);
    const grant =
      (grantId === undefined ? undefined : await provider.Grant.find(grantId)) ??
      new provider.Grant({ accountId: session.accountId, clientId });
    grant.addOIDCScope(String(params.scope));
    const consent = { grantId: await grant.save() };
    return await provider.interactionResult(
      request,
      response,
      { consent },
      { mergeWithLastSubmission: true },
    );
  }

  async function respell(body: { id_token: string }): Promise<void> {
    const other = spoilt === 'signature';
    const claims = { ...decodeJwt(body.id_token), ...(other ? {} : (spoilt as object)) };
    const signer = other ? (await generateKeyPair('RS256')).privateKey : await importJWK(key, 'RS256');
    body.id_token = await new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: key.kid }).sign(signer);
  }

  async function signIn(person: OutsidePerson, location: string): Promise<string> {
    people.set(person.sub, person);
    signingIn = person;
    const jar = new Map<string, string>();
    for (let [next, steps] = [location, 0]; steps < 12; steps += 1) {
      if (!next.startsWith(`${issuer}/`)) return next;
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
      const response = await fetch(next, { redirect: 'manual', headers: { cookie } });
      for (const line of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        jar.set(name, value);
      }
      const onward = response.headers.get('location');
      assert.ok(onward !== null, `${next} was answered by ${response.status}: ${await response.text()}`);
      next = new URL(onward, next).href;
    }
    return assert.fail('the provider sends its people in circles');
  }

  return {
    issuer,
    meanwhile(what) {
      meanwhile = what;
    },
    signIn,
    rotateKey,
    async register(redirectUri) {
      const response = await fetch(`${issuer}/reg`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ redirect_uris: [redirectUri] }),
      });
      assert.equal(response.status, 201, await response.clone().text());
      const { client_id, client_secret } = (await response.json()) as Client;
      clients.push({ client_id, client_secret, redirect_uris: [redirectUri] });
      return { client_id, client_secret };
    },
    spoil: (claims) => {
      spoilt = claims;
    },
    setDown: (isDown) => {
      down = isDown;
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
