/**
 * An id that says nothing of when the person was made: by a number that counts, whoever names an address in a directory
 * would see whether somebody had it before. 48 bits, as 15 digits are what the wire takes.
 */
export function newPersonId(random: { bytes(count: number): Uint8Array }): number {
  return Buffer.from(random.bytes(6)).readUIntBE(0, 6);
}
