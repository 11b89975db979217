import type { Random } from '@gatehouse/service';

/** No vowels, so no words; nothing that looks like something else (RFC 8628 section 6.1). */
const alphabet = 'BCDFGHJKLMNPQRSTVWXZ';

/** Eight characters, 34 bits: for ten minutes, to people who are signed in, a few guesses each. */
export function newUserCode(random: Random): string {
  let code = '';
  while (code.length < 8) {
    for (const byte of random.bytes(16)) {
      // 240 is the largest multiple of 20: no letter is likelier than another.
      if (byte < 240 && code.length < 8) code += alphabet[byte % 20];
    }
  }
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

/** What was typed, as it was given out: case, spaces and dashes do not matter. */
export function readUserCode(typed: string): string | undefined {
  const bare = typed.toUpperCase().replaceAll(/[\s-]/g, '');
  return /^[BCDFGHJKLMNPQRSTVWXZ]{8}$/.test(bare) ? `${bare.slice(0, 4)}-${bare.slice(4)}` : undefined;
}
