import { mailDomain } from './mail-domain.ts';

/**
 * The form in which an address is stored, compared and looked for: one for all spellings that one mailbox has. A domain
 * of another script becomes `xn--`, or `jim@bücher.example` and `jim@xn--bcher-kva.example` would be two people, and the
 * second could come in where the first is known.
 */
export function emailKey(typed: string): string {
  const text = typed.trim().toLowerCase().normalize('NFC');
  const at = text.lastIndexOf('@');
  const domain = at < 1 ? undefined : mailDomain(text.slice(at + 1));
  return domain === undefined ? text : `${text.slice(0, at)}@${domain}`;
}

const address = /^[^\s@<>"(),:;[\]\\]+@[^\s@<>"(),:;[\]\\]+\.[^\s@<>"(),:;[\]\\]+$/;

/** Whether a key has the look of an address. */
export function isAddress(key: string): boolean {
  return key.length <= 254 && address.test(key);
}

/** Whether mail could come to it: what ends in `.invalid` is no place in the world (RFC 6761 section 6.4). */
export function isReachable(key: string): boolean {
  return !key.endsWith('.invalid');
}
