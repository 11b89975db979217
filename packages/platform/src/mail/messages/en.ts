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
};
