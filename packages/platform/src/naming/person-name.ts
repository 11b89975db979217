/** Contacts without an address get one that is no place in the world (RFC 6761 section 6.4), and is never shown. */
const noAddress = '@contacts.invalid';

export function addressOfNobody(random: { bytes(count: number): Uint8Array }): string {
  return `${Buffer.from(random.bytes(12)).toString('hex')}${noAddress}`;
}

export function shownEmail(email: string): string | null {
  return email.endsWith(noAddress) ? null : email;
}

export function fullName(first: string | null, last: string): string {
  return first === null || first === '' ? last : `${first} ${last}`;
}

export function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '');
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends.map((word) => ([...(word ?? '')][0] ?? '').toUpperCase()).join('');
}
