import type { Locale } from '../pages/messages/messages.ts';
import type { DocumentNewsRow } from '../schema/tables.ts';

/**
 * What may be told by mail, and what each kind needs to be said. A kind has its words in `messages/`; a value called
 * `link` becomes the button. Values may be secrets, as the token in a link is: they are stored sealed.
 */
export interface MailKinds {
  /** Somebody is asked to join a company, and chooses a password by the link. */
  'directory.invitation': { company: string; inviter: string; link: string; days: string };
  /** The same of somebody who has a password already: signed in by it they say whether they are in the company. */
  'directory.joining': { company: string; inviter: string; link: string; days: string };
  /** Somebody who is in a company already is told so again. */
  'directory.added': { company: string; inviter: string; link: string };
  /** Told to the old address: whoever reads it may be the one who did not want this. */
  'directory.email_changed': { company: string };
  /** Whoever opens the link reads the address that a company has for one of its people. */
  'directory.new_address': { company: string; inviter: string; link: string };
  /** A company wants an address that is somebody's already. */
  'directory.address_known': { company: string; inviter: string; link: string };
  /** Somebody's own words about a file, which is never named: the link shows it to those who may see it. */
  'documents.sent': { company: string; sender: string; subject: string; words: string; link: string };
  /** What happened to folders and files that somebody tracks, by ids alone: what it says is asked when it is sent. */
  'documents.tracked': {
    companyId: number;
    projectId: number | null;
    personId: number;
    happened: readonly Happened[];
    more: number;
    /** The last of the day; mails of before days had an end say nothing of it. */
    last?: boolean;
  };
  /** That more happened, on a day that had more to tell than mails. */
  'documents.tracked_more': { companyId: number; personId: number };
  /** Whoever opens the link reads the address, and makes an account under it. */
  'sign_up.link': { link: string };
  /** Somebody wants to sign up under an address that is known already. */
  'sign_up.known': { link: string };
  'new_password.link': { link: string };
  /** Somebody asked for a new password where there is no old one. */
  'new_password.no_account': { link: string };
  'new_password.done': { link: string };
  /** Whoever opens the link reads the address that somebody wants to sign in with. */
  'new_email.link': { link: string };
  /** Somebody wants an address that is known already. */
  'new_email.known': { link: string };
  /** Told to the old address. */
  'new_email.changed': { email: string };
  /** Somebody signed in with a browser that was never used for this account before. */
  'sign_in.new_device': { device: string; address: string; link: string };
  /** What happened to the ways a person signs in. */
  'factor.app_added': { link: string };
  'factor.app_removed': { link: string };
  'factor.passkey_added': { name: string; link: string };
  'factor.passkey_removed': { name: string; link: string };
  'factor.recovery_codes_renewed': { link: string };
  'factor.recovery_code_used': { left: string; link: string };
  /** Wrong codes in a row, typed by somebody who knows the password. */
  'factor.guessed': { link: string };
  /** Whoever runs the deployment took all factors away. */
  'factor.cleared': { link: string };
  /** What somebody else did to an account: whoever runs the deployment, or an admin of the person's company. */
  'account.signed_out': { link: string };
  'account.deactivated': { link: string };
  'account.reactivated': { link: string };
}

export type MailKind = keyof MailKinds;

/** What happened to one folder or file, by ids alone. */
export interface Happened {
  readonly documentId: number;
  readonly what: DocumentNewsRow['what'];
  /** Who did it. */
  readonly personId: number;
}

/** What is said in a mail about tracked documents, to one who may see all of it. */
export interface TrackedLetter {
  readonly place: string;
  readonly lines: readonly {
    readonly what: Happened['what'];
    readonly name: string;
    /** Null: the place's root. */
    readonly folder: string | null;
    readonly person: string;
  }[];
  /** How much happened besides. */
  readonly more: number;
  readonly last: boolean;
  readonly link: string;
  readonly stop: string;
}

/** What the kinds that name a place by its id say, when they are sent. */
export interface LateLetters {
  'documents.tracked': TrackedLetter;
  'documents.tracked_more': { company: string; link: string; stop: string };
}

/** What each kind says, when it is sent. */
export type LetterData = Omit<MailKinds, keyof LateLetters> & LateLetters;

export interface NewMail<Kind extends MailKind = MailKind> {
  readonly to: string;
  /** English where nobody knows better. */
  readonly locale: Locale | null;
  readonly kind: Kind;
  readonly data: MailKinds[Kind];
}
