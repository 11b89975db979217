import type { GeneratedAlways as Generated, JsonText } from '@gatehouse/database';
import type { NoticeKind } from '@gatehouse/wire';
import type { ColumnType } from 'kysely';

/** A principal: a user who signs in, a contact who does not, or the contact of a service account. */
export interface PersonRow {
  /** Drawn, and never counted: see `naming/new-person-id.ts`. */
  id: ColumnType<number, number | undefined, never>;
  kind: 'user' | 'contact' | 'service_account';
  name: string;
  first_name: string | null;
  last_name: string;
  /** Lower-cased; what is typed at sign-in. */
  email: string;
  /** When it last turned out that the person reads the mail of this address; null while nobody knows. */
  email_proven_at: number | null;
  /** PHC string of Argon2id; null means that this person can never sign in with a password. */
  password_hash: string | null;
  locale: 'en' | 'es' | null;
  operator_since: number | null;
  created_at: number;
  deactivated_at: number | null;
}

export interface SessionRow {
  /** Keyed hash of the value in the cookie. */
  id_hash: string;
  person_id: number;
  created_at: number;
  seen_at: number;
  expires_at: number;
  ended_at: number | null;
  user_agent: string | null;
  address: string;
  /** How the person proved who they are: values of RFC 8176, divided by spaces. Null where an earlier version wrote it. */
  methods: string | null;
  /** When they last did, here; null for when they signed in. */
  proven_at: number | null;
  /** The identity provider by whose word they came in, or by whose way-out code; null where by neither. */
  provider_id: number | null;
}

/** The one-time link by which an empty deployment gets its first administrator. */
export interface SetUpLinkRow {
  id: number;
  token_hash: string;
  created_at: number;
  used_at: number | null;
}

/** Something a person is told in the console. */
export interface NoticeRow {
  id: string;
  person_id: number;
  kind: NoticeKind;
  /** JSON: what the sentence of this kind needs. */
  data: string;
  created_at: number;
  read_at: number | null;
}

/** A mail on its way. What it says is made when it is sent, from kind and data. */
export interface MailRow {
  id: string;
  address: string;
  locale: 'en' | 'es';
  kind: string;
  /** Sealed JSON, for a link in it may be a key; null once the mail is settled. */
  data_sealed: string | null;
  attempts: number;
  queued_at: number;
  next_attempt_at: number;
  delivered_at: number | null;
  discarded_at: number | null;
  last_error: string | null;
}

/** A link that was mailed to an address, and opened by its token proves that somebody reads there. */
export interface MailedLinkRow {
  id: Generated<number>;
  purpose: 'sign_up' | 'new_password' | 'new_email' | 'member_email';
  address: string;
  /** Whose account it is about; null where there is none yet, or never was. */
  person_id: number | null;
  /** Which company asked; null where the person did. */
  company_id: number | null;
  token_hash: string;
  created_at: number;
  expires_at: number;
  used_at: number | null;
}

/** An e-mailed link by which somebody chooses a password, once. */
export interface InvitationRow {
  id: Generated<number>;
  company_id: number;
  person_id: number;
  token_hash: string;
  created_by: number;
  created_at: number;
  expires_at: number;
  accepted_at: number | null;
  revoked_at: number | null;
}

/** Users that are put into projects, or taken out, after the call was answered. */
export interface BulkJobRow {
  id: string;
  company_id: number;
  kind: 'bulk_add' | 'bulk_remove';
  /** Whose right is asked for at each step: the names of what was shown, and not what was shown. */
  bearer: JsonText<unknown>;
  /** What the audit says of the call. */
  origin: JsonText<unknown>;
  rows: JsonText<BulkRow[]>;
  /** Of the rows that are done, in their order. */
  outcomes: JsonText<BulkOutcome[]>;
  /** How many rows are done, well or not. */
  done: number;
  created_at: number;
  finished_at: number | null;
}

export interface BulkRow {
  readonly user_id: number;
  readonly project_id: number;
  readonly permission_template_id?: number | null | undefined;
}

export interface BulkOutcome {
  readonly user_id: number;
  readonly project_id: number;
  /** Null where it was done. */
  readonly errors: Record<string, string[]> | null;
}
