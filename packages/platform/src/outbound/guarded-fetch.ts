import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import { type AddressRules, mayConnect } from './address-rules.ts';
import { judgedLookup, PrivateAddress, type Resolve } from './judged-lookup.ts';

/** From connecting to the last byte. */
const longest = 8_000;
/** Key sets and metadata of large providers are some ten kilobytes. */
const mostBytes = 256 * 1024;

export interface GuardedRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | undefined;
}

/**
 * A request to an address that somebody else named: only to where `AddressRules` let us connect, to the very address
 * that was judged, within a time and a size. No redirect is followed, and nothing of us goes along.
 *
 * @throws PrivateAddress, and whatever the network throws.
 */
export async function guardedFetch(
  url: string,
  { method, headers, body }: GuardedRequest,
  rules: AddressRules,
  resolve?: Resolve,
): Promise<Response> {
  const { protocol, hostname } = new URL(url);
  if (protocol !== 'https:' && protocol !== 'http:') throw new PrivateAddress();
  const literal = hostname.replace(/^\[|\]$/g, '');
  if (isIP(literal) !== 0 && !mayConnect(literal, protocol, rules)) throw new PrivateAddress();
  const { promise, resolve: done, reject } = Promise.withResolvers<IncomingMessage>();
  const send = protocol === 'https:' ? requestHttps : requestHttp;
  const request = send(
    url,
    {
      method,
      headers,
      agent: false,
      lookup: judgedLookup(protocol, rules, resolve),
      signal: AbortSignal.timeout(longest),
    },
    done,
  );
  request.on('error', reject);
  request.end(body);
  try {
    const response = await promise;
    const bytes = await bounded(response);
    const { statusCode: status = 502 } = response;
    const empty = status === 204 || status === 304;
    return new Response(empty ? null : bytes, { status, headers: headersOf(response) });
  } finally {
    request.destroy();
  }
}

async function bounded(response: IncomingMessage): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > mostBytes) throw new Error('The answer is too large.');
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

function headersOf({ headers }: IncomingMessage): Headers {
  const read = new Headers();
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) read.set(name, Array.isArray(value) ? value.join(', ') : value);
  return read;
}
