import type { GeneratedAlways as Generated } from '@gatehouse/database';

/** The secret that a person's authenticator app shares with us (RFC 6238). */
export interface TotpSecretRow {
  person_id: number;
  /** Sealed, bound to the person. */
  secret_sealed: string;
  /** The newest time step of which a code was accepted: no code of it, or of an earlier one, is again. */
  last_step: number;
  created_at: number;
}

/** A code on paper, good once in place of the app's. */
export interface RecoveryCodeRow {
  id: Generated<number>;
  person_id: number;
  code_hash: string;
  created_at: number;
  used_at: number | null;
}

/** How often codes of a person were tried and were wrong, so that all nodes slow down alike. */
export interface CodeGuessRow {
  person_id: number;
  /** The browser they were tried in, if the person had signed in with it before; empty for all others together. */
  device: string;
  failures: number;
  blocked_until: number;
  last_at: number;
}

/** A public key by which a person signs in (Web Authentication). */
export interface PasskeyRow {
  id: Generated<number>;
  person_id: number;
  /** Base64url, as the authenticator named it. */
  credential_id: string;
  /** COSE key, as base64url. */
  public_key: string;
  /** How often it was used, where the authenticator counts. */
  counter: number;
  /** How a browser reaches it, divided by spaces. */
  transports: string;
  /** Whether it leaves the device it was made on. */
  kind: 'device_bound' | 'synced';
  name: string;
  created_at: number;
  last_used_at: number | null;
  /** When it last counted backwards, which only a copy does. */
  regressed_at: number | null;
}
