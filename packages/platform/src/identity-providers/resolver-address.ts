import { isIP, isIPv6 } from 'node:net';

/** As `node:dns` takes them: `10.0.0.53`, `10.0.0.53:5353`, `2001:db8::53`, `[2001:db8::53]:5353`. */
export function isResolver(text: string): boolean {
  if (isIP(text) !== 0) return true;
  const [, bracketed, plain, port = ''] = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/.exec(text) ?? [];
  const host = bracketed === undefined ? isIP(plain ?? '') === 4 : isIPv6(bracketed);
  return host && Number(port) > 0 && Number(port) < 65_536;
}
