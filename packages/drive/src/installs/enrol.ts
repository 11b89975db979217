import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { arch, hostname, platform } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import type { InstallBegun, InstallFinished } from '@gatehouse/wire';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { Failure } from '../commands/failure.ts';
import type { Surroundings } from '../ports/surroundings.ts';
import type { InstallRecord } from './install-file.ts';
import { callLink, LinkRefused, type Speaker } from './link-client.ts';

/** What the person is asked to do; the enrolment goes on when they have done it. */
export interface Ask {
  openInBrowser(url: string): void;
  typeCode(code: string, url: string): void;
  /** What the browser shows when it comes back: a page in the person's language. */
  readonly back: string;
}

interface Enrolment {
  readonly speaker: Speaker;
  readonly machine: Surroundings;
  readonly verifier: string;
  readonly about: { name: string; platform: string; code_challenge: string };
}

export interface Enrolled {
  readonly record: InstallRecord;
  readonly finished: InstallFinished;
}

/** A new key, made here, which never leaves this machine; the person lets it in by a browser. */
export async function enrol(
  linkUrl: string,
  machine: Surroundings,
  how: 'browser' | 'code',
  ask: Ask,
): Promise<Enrolled> {
  const key = await newKey();
  // Letters and digits are what a verifier may have (RFC 7636 §4.1); twice 128 bits are more than enough of them.
  const verifier = machine.randomId() + machine.randomId();
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const about = { ...self(), code_challenge: challenge };
  const enrolment = { speaker: { linkUrl, key }, machine, verifier, about };
  const finished = how === 'browser' ? await byBrowser(enrolment, ask) : await byCode(enrolment, ask);
  return recorded(linkUrl, key, finished);
}

/** Let in by a key that the person made elsewhere, where nobody sits at this machine. */
export async function enrolByKey(
  linkUrl: string,
  machine: Surroundings,
  signInKey: string,
): Promise<Enrolled> {
  const key = await newKey();
  const body = { ...self(), sign_in_key: signInKey };
  const finished = await callLink<InstallFinished>(
    { linkUrl, key },
    machine,
    'POST',
    '/v1/installs/enrol',
    body,
  ).catch((error: unknown) => {
    const wrong =
      error instanceof LinkRefused && ['invalid_grant', 'invalid_request'].includes(error.body.error);
    throw wrong ? new Failure(3, 'error.sign-in-key', { url: linkUrl }) : error;
  });
  return recorded(linkUrl, key, finished);
}

async function newKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  return await exportJWK(privateKey);
}

/** What this machine calls itself. */
function self() {
  return { name: (hostname() || 'computer').slice(0, 80), platform: `${platform()} ${arch()}` };
}

function recorded(linkUrl: string, key: JWK, finished: InstallFinished): Enrolled {
  const { credential, install } = finished;
  return { record: { linkUrl, installId: install.id, credential, key }, finished };
}

/** The browser comes back to a listener of this machine (RFC 8252 §7.3). */
async function byBrowser({ speaker, machine, verifier, about }: Enrolment, ask: Ask) {
  const state = machine.randomId();
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const redirect_uri = `http://127.0.0.1:${(server.address() as AddressInfo).port}/back`;
    const body = { ...about, redirect_uri, state };
    const begun = await callLink<InstallBegun>(speaker, machine, 'POST', '/v1/installs/begin', body);
    if (begun.browser_url === undefined) throw new Failure(5, 'error.not-link', { url: speaker.linkUrl });
    const code = cameBack(server, state, begun.expires_in, ask.back);
    ask.openInBrowser(begun.browser_url);
    const finish = { enrolment_id: begun.enrolment_id, code_verifier: verifier, code: await code };
    return await callLink<InstallFinished>(speaker, machine, 'POST', '/v1/installs/finish', finish);
  } catch (error) {
    throw error instanceof LinkRefused ? new Failure(3, 'error.enrol-refused') : error;
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

/** The code of the answer that carries our state; what else asks at this port gets nothing, and changes nothing. */
function cameBack(server: Server, state: string, seconds: number, page: string): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const timer = setTimeout(() => reject(new Failure(3, 'error.enrol-late')), seconds * 1000);
  server.on('request', (request, response) => {
    // Anybody on the machine may ask here, for anything: what is no address is no answer either.
    const asked = URL.parse(request.url ?? '/', 'http://127.0.0.1');
    const isOurs = asked?.pathname === '/back' && asked.searchParams.get('state') === state;
    const code = asked?.searchParams.get('code') ?? null;
    response.writeHead(isOurs ? 200 : 404, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      connection: 'close',
    });
    response.end(isOurs ? page : '');
    if (!isOurs) return;
    response.once('finish', () => {
      if (code === null) reject(new Failure(3, 'error.enrol-refused'));
      else resolve(code);
    });
  });
  return promise.finally(() => clearTimeout(timer));
}

/** The person types a code on any device (RFC 8628 §3.5). */
async function byCode({ speaker, machine, verifier, about }: Enrolment, ask: Ask): Promise<InstallFinished> {
  const begun = await callLink<InstallBegun>(speaker, machine, 'POST', '/v1/installs/begin', about);
  ask.typeCode(begun.user_code ?? '', begun.verification_uri ?? speaker.linkUrl);
  const body = { enrolment_id: begun.enrolment_id, code_verifier: verifier };
  let pause = begun.interval ?? 5;
  for (;;) {
    await wait(pause * 1000);
    try {
      return await callLink<InstallFinished>(speaker, machine, 'POST', '/v1/installs/finish', body);
    } catch (error) {
      const code = error instanceof LinkRefused ? error.body.error : undefined;
      if (code === 'slow_down') pause += 5;
      else if (code === 'expired_token') throw new Failure(3, 'error.enrol-late');
      else if (code !== 'authorization_pending')
        throw code === undefined ? error : new Failure(3, 'error.enrol-refused');
    }
  }
}
