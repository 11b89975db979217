import type { House } from '../house.ts';
import { beginCeremony } from './ceremony.ts';
import type { StoredPasskey } from './passkey-store.ts';
import { relyingParty } from './relying-party.ts';

/** What a form needs for a ceremony: options for the browser, as JSON, and the challenge sealed. */
export interface PasskeyForm {
  readonly options: string;
  readonly ceremony: string;
}

type Known = Pick<StoredPasskey, 'credential_id' | 'transports'>;

/**
 * Asks for a passkey. Without `of` for any that belongs here, and the authenticator says whose it is. The person always
 * shows the authenticator who they are: it then is two factors by itself.
 */
export function askForPasskey(
  house: House,
  place: string,
  of: readonly Known[] = [],
): PasskeyForm | undefined {
  const party = relyingParty(house);
  if (party === undefined) return undefined;
  const { challenge, sealed } = beginCeremony(house, place);
  const allowCredentials = of.map(descriptor);
  const options = { challenge, rpId: party.id, userVerification: 'required', allowCredentials };
  return { options: JSON.stringify(options), ceremony: sealed };
}

/** Asks for a new one, that is found again without a name (discoverable), and is none of those the person has. */
export function askForNewPasskey(
  house: House,
  place: string,
  person: { readonly id: number; readonly email: string; readonly name: string },
  known: readonly Known[],
): PasskeyForm | undefined {
  const party = relyingParty(house);
  if (party === undefined) return undefined;
  const { challenge, sealed } = beginCeremony(house, place);
  const options = {
    challenge,
    rp: { id: party.id, name: 'Gatehouse' },
    // Section 14.6.1: nothing that says who it is, for authenticators show it to whoever holds them.
    user: {
      id: Buffer.from(`person:${person.id}`).toString('base64url'),
      name: person.email,
      displayName: person.name,
    },
    // Ed25519, P-256, RSA: as COSE names them.
    pubKeyCredParams: [-8, -7, -257].map((alg) => ({ type: 'public-key', alg })),
    authenticatorSelection: {
      residentKey: 'required',
      requireResidentKey: true,
      userVerification: 'required',
    },
    attestation: 'none',
    excludeCredentials: known.map(descriptor),
  };
  return { options: JSON.stringify(options), ceremony: sealed };
}

function descriptor({ credential_id: id, transports }: Known) {
  return { type: 'public-key', id, transports: transports.split(' ').filter((each) => each !== '') };
}
