import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { makeZip } from 'client-zip';
import { countedIn64Bits } from './many-entries.ts';

async function archiveOf(entries: number): Promise<{ plain: Buffer; counted: Buffer }> {
  function* folders() {
    for (let number = 0; number < entries; number += 1)
      yield { name: `${number}/`, lastModified: new Date(0) };
  }
  const plain = Buffer.from(await new Response(makeZip(folders())).arrayBuffer());
  async function* pieces() {
    for (let at = 0; at < plain.length; at += 65_000) yield plain.subarray(at, at + 65_000);
  }
  const read: Uint8Array[] = [];
  for await (const piece of countedIn64Bits(pieces(), () => entries)) read.push(piece);
  return { plain, counted: Buffer.concat(read) };
}

const at = (archive: Buffer, signature: string) => archive.lastIndexOf(Buffer.from(signature, 'latin1'));

describe('an archive', () => {
  it('of more entries than 16 bits count says their number in 64, and where that is said', async () => {
    const entries = 65_537;
    const { plain, counted } = await archiveOf(entries);
    const record = at(counted, 'PK\x06\x06');
    const locator = at(counted, 'PK\x06\x07');
    const end = at(counted, 'PK\x05\x06');
    assert.deepEqual([locator - record, end - locator, counted.length - end], [56, 20, 22]);
    assert.equal(counted.readBigUInt64LE(record + 32), BigInt(entries));
    assert.equal(counted.readBigUInt64LE(locator + 8), BigInt(record));
    const directory = Number(counted.readBigUInt64LE(record + 48));
    assert.equal(directory + Number(counted.readBigUInt64LE(record + 40)), record);
    assert.equal(counted.subarray(directory, directory + 4).toString('latin1'), 'PK\x01\x02');
    assert.ok(counted.subarray(0, record).equals(plain.subarray(0, -22)));
  });

  it('of no more is what it was, whatever pieces it comes in', async () => {
    for (const entries of [0, 1, 100]) {
      const { plain, counted } = await archiveOf(entries);
      assert.ok(counted.equals(plain), String(entries));
    }
  });
});
