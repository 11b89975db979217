import { REFRESH_EXPIRED } from '@gatehouse/wire';
import type { Pair } from './provider.ts';

/** What became of a refresh token that was sent, or not. */
export type Refreshing =
  | { readonly kind: 'pair'; readonly pair: Pair }
  /** The server has said that the grant is dead. */
  | { readonly kind: 'dead'; readonly expired: boolean }
  /** It refuses us, not the grant: our credentials, its load. The grant is as it was. */
  | { readonly kind: 'refused'; readonly why: string }
  /** Nobody was reached; the token is unused for certain. */
  | { readonly kind: 'not_sent' }
  /** It may have been used: the answer did not come. */
  | { readonly kind: 'lost' };

const neverConnected = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/** Reads an error of the client library, outermost first. Whatever is not certain counts as lost. */
export function refusalOf(error: unknown): Refreshing {
  const chain = causes(error);
  for (const { error: code, error_description, status } of chain) {
    if (code === 'invalid_grant') return { kind: 'dead', expired: error_description === REFRESH_EXPIRED };
    if (typeof code === 'string') return { kind: 'refused', why: code };
    // A proxy's or a server's 5xx says nothing about what it did before.
    if (typeof status === 'number' && status >= 400 && status < 500)
      return { kind: 'refused', why: String(status) };
  }
  return chain.some(({ code }) => typeof code === 'string' && neverConnected.has(code))
    ? { kind: 'not_sent' }
    : { kind: 'lost' };
}

interface Caused {
  readonly error?: unknown;
  readonly error_description?: unknown;
  readonly status?: unknown;
  readonly code?: unknown;
  readonly cause?: unknown;
}

function causes(error: unknown): readonly Caused[] {
  const chain: Caused[] = [];
  for (let each = error; typeof each === 'object' && each !== null && chain.length < 8; ) {
    chain.push(each);
    each = (each as Caused).cause;
  }
  return chain;
}
