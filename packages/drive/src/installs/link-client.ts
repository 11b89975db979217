import { createHash } from 'node:crypto';
import type { LinkError } from '@gatehouse/wire';
import { importJWK, type JWK, SignJWT } from 'jose';
import { Failure } from '../commands/failure.ts';
import { RemoteProblem } from '../ports/remote-problem.ts';
import type { Surroundings } from '../ports/surroundings.ts';

const patience = 30_000;
const longestLine = 16_384;
/** More than the longest list of links. */
const longestAnswer = 1_048_576;

/** What speaks to the link service: its address, the key of this install, and the credential once there is one. */
export interface Speaker {
  readonly linkUrl: string;
  readonly key: JWK;
  readonly credential?: string;
}

/** A refusal of the link service that the caller has an answer to. */
export class LinkRefused extends Error {
  override name = 'LinkRefused';
  readonly body: LinkError;

  constructor(body: LinkError) {
    super(body.error);
    this.body = body;
  }
}

/** One call with a fresh proof of the key (RFC 9449 §4.2), and of the credential where there is one (§7). */
export async function callLink<Answer>(
  speaker: Speaker,
  machine: Surroundings,
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  body?: object,
): Promise<Answer> {
  const { linkUrl } = speaker;
  const url = new URL(path, linkUrl);
  const headers = await headersOf(speaker, machine, method, url);
  if (body !== undefined) headers['content-type'] = 'application/json';
  const response = await fetch(url, {
    method,
    headers,
    redirect: 'error',
    signal: AbortSignal.timeout(patience),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch(away);
  const text = await textOf(response, linkUrl).catch(away);
  if (!response.ok) throw refusal(response.status, text, linkUrl);
  try {
    return (text === '' ? undefined : JSON.parse(text)) as Answer;
  } catch {
    throw new Failure(5, 'error.not-link', { url: linkUrl });
  }
}

function away(cause: unknown): never {
  throw cause instanceof Failure ? cause : new RemoteProblem('busy', '', { cause });
}

/** Whoever says more than the service ever does is not it, and is not listened to until memory is full. */
async function textOf({ body }: Response, url: string): Promise<string> {
  let text = '';
  for await (const part of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += part;
    if (text.length > longestAnswer) throw new Failure(5, 'error.not-link', { url });
  }
  return text;
}

/** The lines of an answer that goes on for as long as it is listened to. */
export async function* linesFromLink(
  speaker: Speaker,
  machine: Surroundings,
  path: string,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const url = new URL(path, speaker.linkUrl);
  const headers = await headersOf(speaker, machine, 'GET', url);
  const response = await fetch(url, { headers, redirect: 'error', signal });
  if (!response.ok || response.body === null)
    throw refusal(response.status, await textOf(response, speaker.linkUrl), speaker.linkUrl);
  let rest = '';
  for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > longestLine) throw new Error('no line of the link service is that long');
    yield* lines;
  }
}

async function headersOf(
  { key, credential }: Speaker,
  machine: Surroundings,
  method: string,
  { origin, pathname }: URL,
): Promise<Record<string, string>> {
  // Without the query (RFC 9449 §4.2).
  const dpop = await proof(key, machine, method, origin + pathname, credential);
  return credential === undefined ? { dpop } : { dpop, authorization: `DPoP ${credential}` };
}

function refusal(status: number, text: string, linkUrl: string): Error {
  if (status === 429 || status >= 500) return new RemoteProblem('busy');
  const body = readError(text);
  switch (body?.error) {
    case 'invalid_token':
      return new Failure(3, 'error.signed-out');
    case 'needs_sign_in':
      return new Failure(3, 'error.link-again', { url: body.sign_in_url ?? linkUrl });
    case 'unlinked':
      return new Failure(3, 'error.unlinked', { url: linkUrl });
    case undefined:
      return new Failure(5, 'error.not-link', { url: linkUrl });
    default:
      return new LinkRefused(body);
  }
}

function readError(text: string): (LinkError & { error: string }) | { error: undefined } {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === 'object' && body !== null && 'error' in body && typeof body.error === 'string')
      return body as LinkError;
  } catch {}
  return { error: undefined };
}

async function proof(
  key: JWK,
  { now, randomId }: Surroundings,
  method: string,
  url: string,
  credential: string | undefined,
): Promise<string> {
  const { kty, crv, x, y } = key as Record<'kty' | 'crv' | 'x' | 'y', string>;
  const ath = credential && createHash('sha256').update(credential).digest('base64url');
  return await new SignJWT({ jti: randomId(), htm: method, htu: url, ...(ath ? { ath } : {}) })
    .setProtectedHeader({ typ: 'dpop+jwt', alg: 'ES256', jwk: { kty, crv, x, y } })
    .setIssuedAt(Math.floor(now() / 1000))
    .sign(await importJWK(key, 'ES256'));
}
