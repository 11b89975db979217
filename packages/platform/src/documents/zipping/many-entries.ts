/** APPNOTE 4.3.16: the record at the end of every archive, which here has no comment. */
const endBytes = 22;
const most16 = 0xffff;
const most32 = 0xffff_ffff;

/**
 * An archive of more entries than 16 bits count ends in records of 64 bits (APPNOTE 4.3.14, 4.3.15). The library
 * writes them where sizes ask for them, and not where the number does: here they are put before the end.
 */
export async function* countedIn64Bits(
  archive: AsyncIterable<Uint8Array>,
  entries: () => number,
): AsyncGenerator<Uint8Array> {
  // Pieces that are together as long as the end, or longer by less than one of them.
  let held: Uint8Array[] = [];
  let length = 0;
  for await (const piece of archive) {
    held.push(piece);
    length += piece.byteLength;
    for (let first = held[0]; first !== undefined && length - first.byteLength >= endBytes; first = held[0]) {
      yield first;
      length -= first.byteLength;
      held = held.slice(1);
    }
  }
  const tail = Buffer.concat(held);
  const end = tail.subarray(-endBytes);
  yield tail.subarray(0, -endBytes);
  if (entries() > most16 && end.readUInt32LE(16) < most32) yield endsIn64Bits(end, entries());
  yield end;
}

function endsIn64Bits(end: Buffer, entries: number): Uint8Array {
  const size = end.readUInt32LE(12);
  const offset = end.readUInt32LE(16);
  const record = Buffer.alloc(56);
  record.write('PK\x06\x06', 'latin1');
  record.writeBigUInt64LE(44n, 4);
  // Made by, and to be read by, version 4.5.
  record.writeUInt16LE(45, 12);
  record.writeUInt16LE(45, 14);
  record.writeBigUInt64LE(BigInt(entries), 24);
  record.writeBigUInt64LE(BigInt(entries), 32);
  record.writeBigUInt64LE(BigInt(size), 40);
  record.writeBigUInt64LE(BigInt(offset), 48);
  const locator = Buffer.alloc(20);
  locator.write('PK\x06\x07', 'latin1');
  locator.writeBigUInt64LE(BigInt(offset + size), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([record, locator]);
}
