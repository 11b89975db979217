import { open, type SealContext, seal } from '@gatehouse/service';
import { Secret, TOTP } from 'otpauth';
import type { House } from '../house.ts';

/** RFC 6238 with what every authenticator app understands: SHA-1, six digits, steps of thirty seconds. */
const period = 30;
const digits = 6;
/** RFC 4226 section 4 (R6): 160 bits. */
const secretBytes = 20;
/** RFC 6238 section 5.2: one step to either side, for clocks that differ and people who type slowly. */
const window = 1;

export function newTotpSecret({ random }: Pick<House, 'random'>): Uint8Array {
  return random.bytes(secretBytes);
}

/** The time step whose code was typed; undefined for no step near now. A step is accepted once: see `acceptStep`. */
export function matchingStep(secret: Uint8Array, typed: string, now: number): number | undefined {
  const totp = generator(secret, {});
  const delta = totp.validate({ token: typed, timestamp: now, window });
  return delta === null ? undefined : totp.counter({ timestamp: now }) + delta;
}

/** What the QR code says to an authenticator app (Key URI format). */
export function totpUri(secret: Uint8Array, issuer: string, label: string): string {
  return generator(secret, { issuer, label }).toString();
}

/** The secret for those who type it: base32 in groups of four. */
export function totpText(secret: Uint8Array): string {
  return new Secret({ buffer: Uint8Array.from(secret).buffer }).base32.replace(/.{4}(?=.)/g, '$& ');
}

export function sealTotp(
  house: Pick<House, 'keys' | 'random'>,
  personId: number,
  secret: Uint8Array,
): string {
  return seal(house.keys, house.random, contextOf(personId), secret);
}

/** @throws where the row was tampered with, or its key is gone: a factor that cannot be checked is not passed over. */
export function openTotp({ keys }: Pick<House, 'keys'>, personId: number, sealed: string): Uint8Array {
  const secret = open(keys, contextOf(personId), sealed);
  if (secret === undefined) throw new Error(`the authenticator secret of person ${personId} does not open`);
  return secret;
}

function generator(secret: Uint8Array, shown: { readonly issuer?: string; readonly label?: string }): TOTP {
  // A copy: what the library is given may be a part of a larger buffer.
  return new TOTP({
    ...shown,
    secret: new Secret({ buffer: Uint8Array.from(secret).buffer }),
    period,
    digits,
  });
}

function contextOf(personId: number): SealContext {
  return { purpose: 'totp-secret', associatedData: [`person:${personId}`] };
}
