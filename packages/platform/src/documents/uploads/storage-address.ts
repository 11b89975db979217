import { keyedHash, verifyKeyedHash } from '@gatehouse/service';
import type { House } from '../../house.ts';

const purpose = 'upload-address';

type Signing = Pick<House, 'clock' | 'keys' | 'issuer'>;

/** What one address lets anybody do who has it: put this part of this upload, or its form. */
export interface Errand {
  readonly companyId: number;
  readonly uploadId: string;
  /** From 1; the form is number 0. */
  readonly part: number;
}

/** An address on this very platform, for the bytes of one part: it works without a token, until it expires. */
export function partUrl({ keys, issuer }: Signing, errand: Errand, expires: number): string {
  const { companyId, uploadId, part } = errand;
  const sig = keyedHash(keys, purpose, signedText(errand, expires));
  return `${issuer}/uploads/${uploadId}/parts/${part}?company_id=${companyId}&expires=${expires}&sig=${sig}`;
}

export function errandSignature({ keys }: Pick<Signing, 'keys'>, errand: Errand, expires: number): string {
  return keyedHash(keys, purpose, signedText(errand, expires));
}

/** Whether it was signed by us, for exactly this, and still holds. `expires` is in seconds. */
export function errandHolds(
  { clock, keys }: Pick<Signing, 'clock' | 'keys'>,
  errand: Errand,
  { expires, sig }: { readonly expires: number; readonly sig: string },
): boolean {
  if (expires * 1000 <= clock.now()) return false;
  return verifyKeyedHash(keys, purpose, signedText(errand, expires), sig);
}

function signedText({ companyId, uploadId, part }: Errand, expires: number): string {
  return JSON.stringify([companyId, uploadId, part, expires]);
}
