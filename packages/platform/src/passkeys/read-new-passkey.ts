import { type RegistrationResponseJSON, verifyRegistrationResponse } from '@simplewebauthn/server';
import type { House } from '../house.ts';
import type { PasskeyRow } from '../schema/tables.ts';
import { type Ceremony, openCeremony } from './ceremony.ts';
import { relyingParty } from './relying-party.ts';

export interface NewPasskey
  extends Pick<PasskeyRow, 'credential_id' | 'public_key' | 'counter' | 'transports' | 'kind'> {
  readonly ceremony: Ceremony;
}

/** Judges what an authenticator made; undefined where it does not hold. Who built it is not asked (attestation `none`). */
export async function readNewPasskey(
  house: House,
  place: string,
  { ceremony: sealed, response }: { readonly ceremony: string; readonly response: string },
): Promise<NewPasskey | undefined> {
  const party = relyingParty(house);
  const ceremony = openCeremony(house, place, sealed);
  if (party === undefined || ceremony === undefined) return undefined;
  try {
    const { registrationInfo: made } = await verifyRegistrationResponse({
      response: JSON.parse(response) as RegistrationResponseJSON,
      expectedChallenge: ceremony.challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
      supportedAlgorithmIDs: [-8, -7, -257],
    });
    if (made === undefined) return undefined;
    const { id, publicKey, counter, transports = [] } = made.credential;
    return {
      ceremony,
      credential_id: id,
      public_key: Buffer.from(publicKey).toString('base64url'),
      counter,
      transports: transports.filter((each) => /^[a-z-]{1,20}$/.test(each)).join(' '),
      kind: made.credentialDeviceType === 'singleDevice' ? 'device_bound' : 'synced',
    };
  } catch {
    // Whatever is wrong with it, it is no passkey of ours.
    return undefined;
  }
}
