import type { Random } from '@gatehouse/service';
import { type Cipher, type CipherName, cipherByNumber, ciphers, freshIv } from './cipher.ts';
import { type Custodian, RecordRefused, type Wrapped } from './custodian.ts';

/** Where a record belongs. Moved to another table, row, person or generation it does not open. */
export interface Place {
  readonly table: 'links' | 'revocations' | 'own_secrets';
  readonly row: string;
  readonly person: string;
  readonly generation: number;
}

/**
 * `GHL1 | cipher (1) | length of key id (1) | key id | length of wrapped key (2) | wrapped key | iv | ciphertext | tag`.
 * The data key is new at every write. The header is authenticated with the content.
 */
const magic = Buffer.from('GHL1');

export interface SealWith {
  readonly custodian: Custodian;
  readonly random: Random;
  readonly cipher: CipherName;
}

export async function sealRecord(
  { custodian, random, cipher: name }: SealWith,
  place: Place,
  plaintext: Uint8Array,
): Promise<Uint8Array> {
  const cipher = ciphers[name];
  const dataKey = random.bytes(cipher.keyBytes);
  try {
    const wrapped = await custodian.wrap(dataKey, boundTo(place, cipher));
    const header = headerOf(cipher, wrapped);
    const bound = Buffer.concat([header, boundTo(place, cipher)]);
    const { iv, ciphertext, tag } = cipher.encrypt(dataKey, freshIv(cipher, random), plaintext, bound);
    return Buffer.concat([header, iv, ciphertext, tag]);
  } finally {
    dataKey.fill(0);
  }
}

/** @throws RecordRefused for anything but a record sealed for this very place; there is no other way to read one. */
export async function openRecord(
  custodian: Custodian,
  place: Place,
  record: Uint8Array,
): Promise<Uint8Array> {
  const { cipher, header, wrapped, iv, ciphertext, tag } = parsed(Buffer.from(record));
  const dataKey = await custodian.unwrap(wrapped, boundTo(place, cipher));
  try {
    if (dataKey.length !== cipher.keyBytes) throw new RecordRefused();
    const bound = Buffer.concat([header, boundTo(place, cipher)]);
    const plaintext = cipher.decrypt(dataKey, { iv, ciphertext, tag }, bound);
    if (plaintext === undefined) throw new RecordRefused();
    return plaintext;
  } finally {
    dataKey.fill(0);
  }
}

/** The name of the key that wraps a record: what a rotation counts by. */
export function keyIdOf(record: Uint8Array): string {
  return parsed(Buffer.from(record)).wrapped.keyId;
}

function parsed(record: Buffer) {
  const idLength = record.at(5) ?? 0;
  const cipher = record.subarray(0, 4).equals(magic) ? cipherByNumber(record.at(4) ?? 0) : undefined;
  if (cipher === undefined || record.length < 8 + idLength) throw new RecordRefused();
  const wrappedFrom = 8 + idLength;
  const ivFrom = wrappedFrom + record.readUInt16BE(6 + idLength);
  const ciphertextFrom = ivFrom + cipher.ivBytes;
  const tagFrom = record.length - cipher.tagBytes;
  if (tagFrom < ciphertextFrom) throw new RecordRefused();
  return {
    cipher,
    header: record.subarray(0, ivFrom),
    wrapped: {
      keyId: record.subarray(6, 6 + idLength).toString(),
      bytes: record.subarray(wrappedFrom, ivFrom),
    },
    iv: record.subarray(ivFrom, ciphertextFrom),
    ciphertext: record.subarray(ciphertextFrom, tagFrom),
    tag: record.subarray(tagFrom),
  };
}

function headerOf(cipher: Cipher, { keyId, bytes }: Wrapped): Buffer {
  const id = Buffer.from(keyId);
  if (id.length > 255 || bytes.length > 65_535)
    throw new RangeError('A key id or a wrapped key is too long.');
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return Buffer.concat([magic, Buffer.from([cipher.number, id.length]), id, length, bytes]);
}

/** JSON keeps the parts apart: no two places have the same bytes. */
function boundTo({ table, row, person, generation }: Place, cipher: Cipher): Buffer {
  return Buffer.from(JSON.stringify(['gatehouse-link/1', cipher.number, table, row, person, generation]));
}
