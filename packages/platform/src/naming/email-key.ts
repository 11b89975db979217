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
