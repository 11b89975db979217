import type { IncomingMessage } from 'node:http';
import { get } from 'node:https';
import type { AddressRules } from '../outbound/address-rules.ts';
import { judgedLookup, type Resolve } from '../outbound/judged-lookup.ts';
import { isDocumentUrl } from './document-url.ts';

export interface FetchedDocument {
  readonly text: string;
  readonly cacheControl: string;
}

/** From connecting to the last byte. */
const longest = 5_000;
/** As the draft advises (section 6.6). */
const mostBytes = 5 * 1024;

/**
 * The text of a client's metadata document, or of its keys; undefined for whatever is no plain 200 with JSON of the right size. No
 * redirect is followed: it would lead from an address that was judged to one that was not (draft section 4). Nothing
 * of us goes along: no cookie, no proxy, no connection that somebody else uses.
 */
export async function fetchDocument(
  url: string,
  rules: AddressRules,
  resolve?: Resolve,
): Promise<FetchedDocument | undefined> {
  if (!isDocumentUrl(url, rules)) return undefined;
  const signal = AbortSignal.timeout(longest);
  const lookup = judgedLookup('https:', rules, resolve);
  const { promise, resolve: done, reject } = Promise.withResolvers<IncomingMessage>();
  const request = get(url, { lookup, agent: false, signal, headers: { accept: 'application/json' } }, done);
  request.on('error', reject);
  try {
    const response = await promise;
    const { statusCode, headers } = response;
    const isJson = /^application\/(?:[a-z0-9.-]+\+)?json *(?:;|$)/i.test(headers['content-type'] ?? '');
    if (statusCode !== 200 || !isJson) return undefined;
    const text = await bounded(response);
    return text === undefined ? undefined : { text, cacheControl: headers['cache-control'] ?? '' };
  } catch {
    return undefined;
  } finally {
    request.destroy();
  }
}

async function bounded(response: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > mostBytes) return undefined;
    chunks.push(chunk);
  }
  return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
}
