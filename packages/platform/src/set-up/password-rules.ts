import { longestPassword } from '../sign-in/passwords.ts';

export type PasswordFault = 'short' | 'long' | 'simple' | 'personal';

const shortest = 12;
const fewestDifferent = 5;

/**
 * What a password must be. Length does the work (NIST SP 800-63B section 5.1.1.2): no classes of characters are
 * asked for; only what is repeated, or known to everybody who knows the person, is refused.
 */
export function passwordFault(password: string, personal: readonly string[]): PasswordFault | undefined {
  const characters = [...password.normalize('NFKC')];
  if (characters.length < shortest) return 'short';
  if (password.length > longestPassword) return 'long';
  if (new Set(characters).size < fewestDifferent) return 'simple';
  const folded = password.toLowerCase();
  const known = personal
    .flatMap((text) => [text, ...text.split(/[\s@.]+/)])
    .map((text) => text.toLowerCase());
  return known.some((text) => text.length >= 5 && folded.includes(text)) ? 'personal' : undefined;
}
