import { BlockList, isIP } from 'node:net';

/**
 * Where the server may be made to connect to by somebody who types an address: nowhere inside. Without this an app's
 * developer could reach the operator's own network and the cloud's metadata through us (server-side request forgery).
 */
export interface AddressRules {
  /** The operator's word that private addresses are fine: their developers' servers stand in the same network. */
  readonly privateAllowed: boolean;
}

/** Everything IANA calls special-purpose, and what carries an IPv4 address inside: no public server lives there. */
const special = new BlockList();
// biome-ignore format: a table
for (const [network, bits] of [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12],
  ['192.0.0.0', 24], ['192.0.2.0', 24], ['192.88.99.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15],
  ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 4], ['240.0.0.0', 4],
] as const) special.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  special.addSubnet(network, bits, 'ipv6');

/** Only 2000::/3 is handed out to public servers; all else of IPv6 is local, mapped, or not there yet. */
const globalUnicast = new BlockList();
globalUnicast.addSubnet('2000::', 3, 'ipv6');

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

function isPublic(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !special.check(address, 'ipv4');
    case 6:
      return globalUnicast.check(address, 'ipv6') && !special.check(address, 'ipv6');
    default:
      return false;
  }
}

function isLoopback(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && loopback.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

/** Whether an address that a name led to may be connected to. Without TLS it may only be this machine. */
export function mayConnect(address: string, scheme: 'http:' | 'https:', rules: AddressRules): boolean {
  if (scheme === 'http:') return rules.privateAllowed && isLoopback(address);
  return isIP(address) !== 0 && (rules.privateAllowed || isPublic(address));
}
