import { type RequestOptions, request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import type { DeliveryFault } from '@gatehouse/wire';
import type { AddressRules } from '../outbound/address-rules.ts';
import { judgedLookup, PrivateAddress, type Resolve, resolveName } from '../outbound/judged-lookup.ts';
import { readEndpointUrl } from './endpoint-url.ts';

export interface EventPost {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type Posted =
  | { readonly arrived: true; readonly status: number }
  | {
      readonly arrived: false;
      readonly status: number | null;
      readonly fault: DeliveryFault;
      /** For the operator alone: its name leads to where nothing is sent. */
      readonly inside?: true;
    }
  /** We were told to stop: nothing is known, and nothing is held against the address. */
  | 'interrupted';

/** From connecting to the status line. */
const longest = 5_000;
/** Nobody reads what the address says beyond its status; this much may come before the line is cut. */
const mostOfAnswer = 64 * 1024;

/**
 * Posts once. Redirects are not followed: they would lead from an address that was checked to one that was not. The
 * name is resolved here, and the very address that was judged is connected to.
 */
export async function postEvent(
  { url: text, headers, body }: EventPost,
  rules: AddressRules,
  stopping: AbortSignal,
  resolve: Resolve = resolveName,
): Promise<Posted> {
  const read = readEndpointUrl(text, rules);
  if (!read.ok) return failed(read.fault === 'private_address' ? 'private_address' : 'refused_url');
  const { url, scheme } = read;
  const timeout = AbortSignal.timeout(longest);
  const options: RequestOptions = {
    method: 'POST',
    headers: { ...headers, 'content-length': Buffer.byteLength(body) },
    lookup: judgedLookup(scheme, rules, resolve),
    // A connection of its own: nothing that one receiver does can hold up another.
    agent: false,
    signal: AbortSignal.any([timeout, stopping]),
  };
  try {
    const status = await statusOf(
      scheme === 'https:' ? requestSecure(url, options) : requestPlain(url, options),
      body,
    );
    if (status >= 200 && status < 300) return { arrived: true, status };
    return { arrived: false, status, fault: status >= 300 && status < 400 ? 'redirect' : 'status' };
  } catch (error) {
    if (stopping.aborted) return 'interrupted';
    // Whoever typed the name is not told that it leads inside: they could ask us for the names of our network, one by one.
    if (error instanceof PrivateAddress) return { ...failed('unreachable'), inside: true };
    return failed(timeout.aborted ? 'timeout' : faultOf(error));
  }
}

function statusOf(request: ReturnType<typeof requestPlain>, body: string): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  request.on('error', reject);
  request.on('response', (response) => {
    let read = 0;
    response.on('data', (bytes: Buffer) => {
      read += bytes.length;
      if (read > mostOfAnswer) response.destroy();
    });
    response.on('error', () => {});
    resolve(response.statusCode ?? 0);
  });
  request.end(body);
  return promise;
}

function faultOf(error: unknown): DeliveryFault {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /CERT|TLS|SSL|SIGNATURE|ISSUER/.test(code) ? 'untrusted_certificate' : 'unreachable';
}

function failed(fault: DeliveryFault) {
  return { arrived: false, status: null, fault } as const;
}
