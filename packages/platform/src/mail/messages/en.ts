import type { MailCatalogue } from '../letter.ts';

/** Every text of the mails. `{name}` is filled in when it is sent; es.ts says the same in Spanish. */
export const en: MailCatalogue = {
  footer: 'Gatehouse. Type your password only on its own pages; nobody will ever ask you for it by mail.',
  'directory.invitation': {
    subject: 'Invitation to {company}',
    body: [
      '{inviter} invites you to {company} on Gatehouse.',
      'Choose a password, and you can sign in with this email address.',
    ],
    action: 'Choose a password',
    after: [
      'The link works once, for {days} days.',
      'If you do not know why you got this, do nothing: without the link nobody can sign in as you.',
    ],
  },
  'directory.added': {
    subject: 'You are now in {company}',
    body: [
      '{inviter} added you to the directory of {company} on Gatehouse.',
      'Sign in with the password you have.',
    ],
    action: 'Open Gatehouse',
  },
  'directory.email_changed': {
    subject: 'Your email at {company} was changed',
    body: [
      '{inviter} gave your account in {company} another email address. You can no longer sign in with this one.',
      'If this surprises you, ask the people who run {company} on Gatehouse.',
    ],
  },
  'sign_up.link': {
    subject: 'Your account on Gatehouse',
    body: ['Somebody, probably you, wants to sign up on Gatehouse with this email address.'],
    action: 'Choose a password',
    after: [
      'The link works once, for a day.',
      'If it was not you, do nothing: without the link there will be no account.',
    ],
  },
  'sign_up.known': {
    subject: 'Your account on Gatehouse',
    body: [
      'Somebody, probably you, wants to sign up on Gatehouse with this email address. Gatehouse knows the address already.',
      'Sign in with the password you have, or choose a new one. If a company invited you and you have no password yet, use the link in its mail.',
    ],
    action: 'Sign in',
    after: ['If it was not you, do nothing: your account stays as it is.'],
  },
  'new_password.link': {
    subject: 'A new password for Gatehouse',
    body: ['Somebody, probably you, asked for a new password for your account on Gatehouse.'],
    action: 'Choose a new password',
    after: [
      'The link works once, for half an hour.',
      'If it was not you, do nothing: your password stays as it is.',
    ],
  },
  'new_password.no_account': {
    subject: 'No password to renew on Gatehouse',
    body: [
      'Somebody, probably you, asked for a new password on Gatehouse. Under this email address nobody has one.',
      'Maybe you sign in with another address. If a company invited you, use the link in its mail.',
    ],
    action: 'Open Gatehouse',
  },
  'new_password.done': {
    subject: 'Your Gatehouse password was changed',
    body: [
      'The password of your account on Gatehouse was changed just now, and you were signed out everywhere else.',
      'If it was not you, choose a new password at once.',
    ],
    action: 'Choose a new password',
  },
};
