import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import { type AddressRules, mayConnect } from './address-rules.ts';

/** All addresses of a name. */
export type Resolve = (host: string) => Promise<readonly LookupAddress[]>;

/** As the operating system knows them. */
export const resolveName: Resolve = (host) => lookup(host, { all: true });

/** A name led nowhere that may be connected to. */
export class PrivateAddress extends Error {}

/**
 * A resolver that gives on only what may be connected to: the very address that was judged, so that a name which
 * answers differently the second time (DNS rebinding) gains nothing. Addresses in the URL itself are not looked up:
 * whoever connects judges them before.
 */
export function judgedLookup(
  scheme: 'http:' | 'https:',
  rules: AddressRules,
  resolve: Resolve = resolveName,
): LookupFunction {
  return (host, options, callback) => {
    resolve(host).then(
      (found) => {
        const allowed = found.filter(({ address }) => mayConnect(address, scheme, rules));
        const [first] = allowed;
        if (first === undefined) return callback(new PrivateAddress(), []);
        return options.all ? callback(null, allowed) : callback(null, first.address, first.family);
      },
      (error: Error) => callback(error, []),
    );
  };
}
