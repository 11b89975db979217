import { open, type SealContext, seal } from '@gatehouse/service';
import type { House } from '../house.ts';

const context: SealContext = { purpose: 'return-to', associatedData: ['sign-in'] };
const lifetime = 24 * 60 * 60 * 1000;
const longestPath = 8_192;

/** The path as only we can write it, so that a link to our sign-in page can lead nowhere else (check UI-10). */
export function sealReturnTo(house: Keeper, path: string): string | undefined {
  if (!isOwnPath(path)) return undefined;
  const text = JSON.stringify([house.clock.now() + lifetime, path]);
  return seal(house.keys, house.random, context, Buffer.from(text));
}

/** The path in a sealed text of ours; undefined for anything else, also for one that is too old. */
export function openReturnTo(house: Pick<House, 'keys' | 'clock'>, sealed: unknown): string | undefined {
  if (typeof sealed !== 'string' || sealed === '') return undefined;
  const opened = open(house.keys, context, sealed);
  if (opened === undefined) return undefined;
  const [expiresAt, path] = JSON.parse(Buffer.from(opened).toString()) as [number, string];
  return house.clock.now() < expiresAt && isOwnPath(path) ? path : undefined;
}

/**
 * Whether a browser stays with us when it is sent there. `//host` and `/\host` name another host (WHATWG URL,
 * "special authority slashes"), and browsers drop tabs and line breaks before they look.
 */
export function isOwnPath(path: string): boolean {
  return path.length <= longestPath && /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(path);
}

/** What sealing needs of the house. */
export type Keeper = Pick<House, 'keys' | 'clock' | 'random'>;
