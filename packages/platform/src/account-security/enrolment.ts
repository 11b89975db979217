import { open, type SealContext, seal } from '@gatehouse/service';
import type { House } from '../house.ts';
import { newTotpSecret } from '../second-factors/totp.ts';

const lifetime = 15 * 60_000;

/**
 * A new secret that travels in the form until a code of it comes back: it counts for nothing before, and is nowhere
 * stored. Sealed for the session: nobody can have somebody else enrol a secret of theirs.
 */
export function beginEnrolment(
  house: Pick<House, 'keys' | 'random' | 'clock'>,
  sessionIdHash: string,
): { readonly secret: Uint8Array; readonly sealed: string } {
  const secret = newTotpSecret(house);
  const fields = JSON.stringify([house.clock.now() + lifetime, Buffer.from(secret).toString('base64url')]);
  return { secret, sealed: seal(house.keys, house.random, contextOf(sessionIdHash), Buffer.from(fields)) };
}

/** The secret that was shown; undefined for what another session was shown, or is older than a quarter of an hour. */
export function openEnrolment(
  { keys, clock }: Pick<House, 'keys' | 'clock'>,
  sessionIdHash: string,
  sealed: string,
): Uint8Array | undefined {
  const opened = open(keys, contextOf(sessionIdHash), sealed);
  if (opened === undefined) return undefined;
  const [expiresAt, secret] = JSON.parse(Buffer.from(opened).toString()) as [number, string];
  return clock.now() < expiresAt ? Buffer.from(secret, 'base64url') : undefined;
}

function contextOf(sessionIdHash: string): SealContext {
  return { purpose: 'totp-enrolment', associatedData: [sessionIdHash] };
}
