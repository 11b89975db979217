import { BlockList, isIP } from 'node:net';
import { SettingsError } from '../settings/settings-error.ts';

export type TrustsAddress = (address: string | undefined) => boolean;

const named = new Map([
  ['loopback', ['127.0.0.0/8', '::1/128']],
  ['private', ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7']],
]);

/**
 * Judges whether a peer is one of our proxies. Entries are addresses, ranges (`10.0.0.0/8`) or the names
 * `loopback` and `private`. Nobody else's `X-Forwarded-For` and `X-Request-Id` are believed.
 */
export function trustedProxies(entries: readonly string[]): TrustsAddress {
  if (entries.length === 0) return () => false;
  const list = new BlockList();
  for (const entry of entries.flatMap((name) => named.get(name) ?? [name])) {
    const [address = '', prefix] = entry.split('/', 2);
    if (!isAddressOrRange(entry)) {
      throw new SettingsError(
        `${JSON.stringify(entry)} is not a trusted proxy: it must be an IP address, a range like 10.0.0.0/8, loopback or private.`,
      );
    }
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return (address) => {
    const family = isIP(address ?? '');
    return address !== undefined && family !== 0 && list.check(address, family === 6 ? 'ipv6' : 'ipv4');
  };
}

/** Whether an entry can be understood, for the setting that holds the list. */
export function isTrustedProxy(entry: string): boolean {
  return named.has(entry) || isAddressOrRange(entry);
}

function isAddressOrRange(entry: string): boolean {
  const [address = '', prefix, ...rest] = entry.split('/');
  const bits = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  if (bits < 0 || rest.length > 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits);
}
