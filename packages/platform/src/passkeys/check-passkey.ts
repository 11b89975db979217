import type { Writer } from '@gatehouse/database';
import { type AuthenticationResponseJSON, verifyAuthenticationResponse } from '@simplewebauthn/server';
import { type Origin, record } from '../audit/audit.ts';
import type { House } from '../house.ts';
import type { Tables } from '../schema/tables.ts';
import type { Method } from '../second-factors/methods.ts';
import { type Ceremony, claimCeremony, openCeremony } from './ceremony.ts';
import { findPasskey, noteRegress, noteUseOfPasskey, type StoredPasskey } from './passkey-store.ts';
import { relyingParty } from './relying-party.ts';

/** An answer whose signature is right, and that was not used yet. */
export interface ShownPasskey {
  readonly passkey: StoredPasskey;
  readonly ceremony: Ceremony;
  readonly counter: number;
  /** How the person proved who they are by it (RFC 8176). */
  readonly methods: readonly Method[];
}

/** Judges an authenticator's answer before anything is written; undefined where it proves nothing. */
export async function readPasskey(
  house: House,
  place: string,
  { ceremony: sealed, response }: { readonly ceremony: string; readonly response: string },
): Promise<ShownPasskey | undefined> {
  const party = relyingParty(house);
  const ceremony = openCeremony(house, place, sealed);
  const answer = readAnswer(response);
  if (party === undefined || ceremony === undefined || answer === undefined) return undefined;
  const passkey = await house.database.read((tx) => findPasskey(tx, answer.id));
  if (passkey === undefined) return undefined;
  const verified = await verifyAuthenticationResponse({
    response: answer,
    expectedChallenge: ceremony.challenge,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: true,
    // The count is ours to judge: by a guarded statement, so that two answers at once are seen, too.
    credential: {
      id: passkey.credential_id,
      publicKey: Buffer.from(passkey.public_key, 'base64url'),
      counter: 0,
    },
  }).catch(() => undefined);
  if (verified?.verified !== true) return undefined;
  const kind = passkey.kind === 'device_bound' ? 'hwk' : 'swk';
  const { newCounter: counter } = verified.authenticationInfo;
  return { passkey, ceremony, counter, methods: [kind, 'user', 'mfa'] };
}

/**
 * Uses the answer up; false where it was used before, or the passkey is gone. A count that does not go up means that
 * there are two of what should be one (Web Authentication section 6.1.1): nobody is let in by it, and that is audited.
 */
export async function usePasskey(
  house: Pick<House, 'clock' | 'random'>,
  tx: Writer<Tables>,
  origin: Origin,
  { passkey, ceremony, counter }: ShownPasskey,
): Promise<boolean> {
  const now = house.clock.now();
  if (!(await claimCeremony(tx, ceremony))) return false;
  if (await noteUseOfPasskey(tx, passkey.id, counter, now)) return true;
  if (await noteRegress(tx, passkey.id, now))
    await record(house, tx, origin, {
      event: 'person.passkey_regressed',
      subject: `person:${passkey.person_id}`,
      details: { passkey: passkey.id, counter, expected_above: passkey.counter },
    });
  return false;
}

function readAnswer(text: string): AuthenticationResponseJSON | undefined {
  try {
    const answer: unknown = JSON.parse(text);
    const isAnswer =
      typeof answer === 'object' && answer !== null && 'id' in answer && typeof answer.id === 'string';
    return isAnswer ? (answer as AuthenticationResponseJSON) : undefined;
  } catch {
    return undefined;
  }
}
