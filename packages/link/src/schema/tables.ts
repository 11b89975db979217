import type { GeneratedAlways, JsonText } from '@gatehouse/database';
import type { LinkEventName, NeedsSignInReason } from '@gatehouse/wire';
import type { JournalEvent } from '../journal/journal.ts';

/** Ids are ULIDs, times integer milliseconds. Who owns a row is its person, given first in every store call. */
export interface Tables {
  readonly people: PersonRow;
  readonly sessions: { id_hash: string; person_id: string; created_at: number; expires_at: number };
  readonly own_secrets: { name: string; sealed: Uint8Array };
  readonly enrolments: EnrolmentRow;
  readonly sign_in_keys: SignInKeyRow;
  readonly installs: InstallRow;
  readonly used_proofs: { proof_hash: string; expires_at: number };
  readonly links: LinkRow;
  readonly revocations: RevocationRow;
  readonly journal: JournalRow;
  readonly news: NewsRow;
  readonly hints: HintRow;
}

export interface PersonRow {
  id: string;
  issuer: string;
  subject: string;
  name: string;
  email: string;
  locale: string | null;
  created_at: number;
}

/** A machine that asks to become an install of somebody. Codes are keyed hashes. */
export interface EnrolmentRow {
  id: string;
  jkt: string;
  name: string;
  platform: string;
  code_challenge: string;
  redirect_uri: string | null;
  state: string | null;
  user_code_hash: string | null;
  code_hash: string | null;
  person_id: string | null;
  decided_at: number | null;
  denied_at: number | null;
  used_at: number | null;
  polled_at: number | null;
  expires_at: number;
}

/** What lets one machine in without a browser; a person has one at a time. */
export interface SignInKeyRow {
  person_id: string;
  id: string;
  key_hash: string;
  expires_at: number;
}

export interface InstallRow {
  id: string;
  person_id: string;
  name: string;
  platform: string;
  jkt: string;
  credential_hash: string;
  created_at: number;
  seen_at: number;
  signed_out_at: number | null;
}

export type LinkRowState = 'active' | 'needs_sign_in' | 'unlinked';

export interface LinkRow {
  id: string;
  person_id: string;
  account_id: number;
  account_name: string;
  account_login: string;
  state: LinkRowState;
  reason: NeedsSignInReason | null;
  /** An integer and never a time: two refreshes of one second are two generations. */
  generation: number;
  /** The pair, sealed; null where there is none any more. */
  sealed: Uint8Array | null;
  key_id: string | null;
  access_expires_at: number;
  /** From when the pair is renewed ahead of its end. */
  refresh_at: number;
  refreshed_at: number;
  used_at: number;
  /** From when Gatehouse is asked whether it still knows a link that nothing renews. */
  check_at: number;
  /** Who refreshes holds the fence of the claim; nobody else claims before this time. */
  lease_until: number;
  fence: number;
  /** Refreshes in a row that brought nothing, and until when the link rests after the last. */
  failures: number;
  rest_until: number;
  /** Set before a refresh token is sent and cleared by any certain outcome: found set, an answer was lost. */
  attempt_at: number | null;
  linked_at: number;
  unlinked_at: number | null;
}

/** A family to be closed upstream. Holds an access token alone, which dies by itself. */
export interface RevocationRow {
  id: string;
  person_id: string;
  link_id: string;
  sealed: Uint8Array;
  key_id: string;
  attempts: number;
  next_attempt_at: number;
  expires_at: number;
}

export interface JournalRow {
  id: string;
  person_id: string;
  link_id: string | null;
  install_id: string | null;
  event: JournalEvent;
  at: number;
}

export interface NewsRow {
  id: GeneratedAlways<number>;
  link_id: string;
  event: LinkEventName;
  data: JsonText<object>;
  at: number;
}

/** The last word of Gatehouse about a place: one row each, however often it changes. */
export interface HintRow {
  company_id: number;
  /** 0 is the company itself. */
  project_id: number;
  event: string;
  /** Grows with each, so that two of one millisecond are two. */
  times: number;
  at: number;
}
