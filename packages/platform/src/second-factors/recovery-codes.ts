import type { Writer } from '@gatehouse/database';
import { keyedHash, keyedHashes } from '@gatehouse/service';
import type { House } from '../house.ts';
import type { Tables } from '../schema/tables.ts';
import { claimRecoveryCode, replaceRecoveryCodes } from './recovery-code-store.ts';

const purpose = 'recovery code';
const count = 10;
const digits = 12;

/**
 * Ten new codes in place of all earlier ones; what is returned is shown once. Digits, so that they go into the same
 * field as the app's code; forty bits are plenty where guesses are counted and the hash is keyed.
 */
export async function renewRecoveryCodes(
  house: Pick<House, 'keys' | 'random' | 'clock'>,
  tx: Writer<Tables>,
  personId: number,
): Promise<readonly string[]> {
  const codes = Array.from({ length: count }, () => newCode(house));
  const hashes = codes.map((code) => keyedHash(house.keys, purpose, bound(personId, code)));
  await replaceRecoveryCodes(tx, personId, hashes, house.clock.now());
  return codes.map((code) => code.replace(/.{4}(?=.)/g, '$& '));
}

/** Uses a code up; false for one that is wrong or was used. */
export async function useRecoveryCode(
  house: Pick<House, 'keys' | 'clock'>,
  tx: Writer<Tables>,
  personId: number,
  code: string,
): Promise<boolean> {
  const hashes = keyedHashes(house.keys, purpose, bound(personId, code));
  return await claimRecoveryCode(tx, personId, hashes, house.clock.now());
}

/** 64 random bits for 40: the remainder favours no code by more than one in ten million. */
function newCode({ random }: Pick<House, 'random'>): string {
  const number = Buffer.from(random.bytes(8)).readBigUInt64BE() % 10n ** BigInt(digits);
  return number.toString().padStart(digits, '0');
}

function bound(personId: number, code: string): string {
  return `${personId} ${code}`;
}
