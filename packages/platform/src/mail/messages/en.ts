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
  'directory.joining': {
    subject: 'Invitation to {company}',
    body: [
      '{inviter} invites you to {company} on Gatehouse.',
      'You have an account: sign in with it, and say whether you join.',
    ],
    action: 'Look at the invitation',
    after: [
      'The link works once, for {days} days.',
      'If you do not know why you got this, do nothing: until you join, {company} has nothing to do with your account.',
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
  'directory.new_address': {
    subject: 'Your email at {company}',
    body: ['{inviter} wants {company} on Gatehouse to reach you at this email address.'],
    action: 'Confirm this email',
    after: [
      'The link works once, for seven days.',
      'If it has nothing to do with you, do nothing: without the link nothing changes.',
    ],
  },
  'directory.address_known': {
    subject: 'Your email at {company}',
    body: [
      '{inviter} wants {company} on Gatehouse to reach one of its people at this email address. Gatehouse knows the address already, so nothing changes.',
      'If you are to be in {company}, ask for an invitation to this address.',
    ],
    action: 'Open Gatehouse',
  },
  'directory.email_changed': {
    subject: 'Your email at {company} was changed',
    body: [
      'Your account in {company} was given another email address. You can no longer sign in with this one.',
      'Its password, second factors, sessions and connected apps ended with that.',
      'If this surprises you, ask the people who run {company} on Gatehouse.',
    ],
  },
  'documents.sent': {
    subject: '{sender} sends you a file: {subject}',
    body: ['{sender} of {company} sends you a file on Gatehouse, and writes:', '{words}'],
    action: 'Open the folder',
    after: ['You see the file if you may see it in {company}. Otherwise ask {sender}.'],
  },
  'documents.tracked': {
    subject: 'Changes in documents you track: {place}',
    body: ['In the documents of {place} that you track, this has happened:'],
    list: {
      lines: {
        added: '{name}: added to {folder} by {person}',
        version: '{name}: new version in {folder}, by {person}',
        moved: '{name}: moved to {folder} by {person}',
        renamed: '{name}: renamed in {folder} by {person}',
        described: '{name}: new description, in {folder}, by {person}',
        deleted: '{name}: deleted from {folder} by {person}',
        restored: '{name}: restored to {folder} by {person}',
      },
      root: 'Documents',
      more: 'And {more} more',
      last: 'This is the last of these mails for today. Tomorrow one mail says whether there was more.',
    },
    stop: 'Stop all these mails',
    action: 'Open Documents',
    after: [
      'You get this because you track folders or files in {place}. You stop tracking a single one there, or all of them here:',
    ],
  },
  'documents.tracked_more': {
    subject: 'More changes in documents you track: {company}',
    body: [
      'A day’s mails about documents that you track in {company} were used up. After the last of them there were more changes.',
    ],
    action: 'Open Documents',
    after: [
      'You get this because you track folders or files in {company}. You stop tracking single ones there, or all of them in the whole company here:',
    ],
    stop: 'Stop all these mails',
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
  'new_email.link': {
    subject: 'Your new email on Gatehouse',
    body: ['Somebody, probably you, wants to sign in to Gatehouse with this email address from now on.'],
    action: 'Use this email',
    after: [
      'Open it in the browser in which you are signed in. The link works once, for an hour.',
      'If it was not you, do nothing: without the link nothing changes.',
    ],
  },
  'new_email.known': {
    subject: 'Your account on Gatehouse',
    body: [
      'Somebody, probably you, wants to sign in to Gatehouse with this email address from now on. Gatehouse knows the address already, so nothing changes.',
    ],
    action: 'Open Gatehouse',
  },
  'new_email.changed': {
    subject: 'Your email on Gatehouse was changed',
    body: [
      'You now sign in to Gatehouse with {email}, and no longer with this address.',
      'If it was not you, write at once to whoever runs this Gatehouse: whoever did it knew your password.',
    ],
  },
  'sign_in.new_device': {
    subject: 'A new browser signed in to your Gatehouse account',
    body: [
      'Somebody, probably you, signed in to your account on Gatehouse with a browser that you had not used for it before: {device}, from the address {address}.',
    ],
    action: 'See where you are signed in',
    after: ['If it was not you, sign that browser out there, and choose a new password at once.'],
  },
  'factor.app_added': {
    subject: 'An authenticator app was added to your Gatehouse account',
    body: [
      'From now on your account on Gatehouse asks for a code of this app after the password. You were signed out everywhere else.',
      'Keep the recovery codes where you find them without your phone.',
    ],
    action: 'See how you sign in',
    after: ['If it was not you, choose a new password at once and write to whoever runs this Gatehouse.'],
  },
  'factor.app_removed': {
    subject: 'The authenticator app was removed from your Gatehouse account',
    body: ['Your account on Gatehouse asks for no code of an app any more.'],
    action: 'See how you sign in',
    after: ['If it was not you, choose a new password at once and write to whoever runs this Gatehouse.'],
  },
  'factor.passkey_added': {
    subject: 'A passkey was added to your Gatehouse account',
    body: ['The passkey “{name}” can now sign in to your account on Gatehouse.'],
    action: 'See how you sign in',
    after: ['If it was not you, remove it there, and choose a new password at once.'],
  },
  'factor.passkey_removed': {
    subject: 'A passkey was removed from your Gatehouse account',
    body: ['The passkey “{name}” can no longer sign in to your account on Gatehouse.'],
    action: 'See how you sign in',
    after: ['If it was not you, choose a new password at once.'],
  },
  'factor.recovery_codes_renewed': {
    subject: 'You have new recovery codes for Gatehouse',
    body: ['New recovery codes were made for your account on Gatehouse. The earlier ones no longer work.'],
    action: 'See how you sign in',
    after: ['If it was not you, choose a new password at once.'],
  },
  'factor.recovery_code_used': {
    subject: 'A recovery code was used for your Gatehouse account',
    body: ['Somebody, probably you, used one of your recovery codes. Codes that are left: {left}.'],
    action: 'See how you sign in',
    after: ['If it was not you, choose a new password at once, and make new recovery codes.'],
  },
  'factor.guessed': {
    subject: 'Wrong codes for your Gatehouse account',
    body: [
      'Somebody typed the password of your account on Gatehouse, and then several wrong codes. They did not get in.',
      'If it was not you, they know your password: choose a new one.',
    ],
    action: 'See how you sign in',
  },
  'factor.cleared': {
    subject: 'Your second factors on Gatehouse were removed',
    body: [
      'Whoever runs this Gatehouse has removed the authenticator app, the passkeys and the recovery codes of your account, and signed you out everywhere. You can sign in with your password, and should add a second factor again.',
      'If you did not ask for this, write to them at once.',
    ],
    action: 'See how you sign in',
  },
  'account.signed_out': {
    subject: 'You were signed out of Gatehouse everywhere',
    body: [
      'An administrator has ended every session of your account on Gatehouse. Sign in again where you need it.',
      'If a device of yours was lost, or somebody may know your password, choose a new one.',
    ],
    action: 'Sign in',
  },
  'account.deactivated': {
    subject: 'Your Gatehouse account was switched off',
    body: [
      'Whoever runs this Gatehouse has switched your account off. You are signed out everywhere, and the apps you had allowed reach nothing any more.',
      'If you think that this is a mistake, write to them.',
    ],
    action: 'Go to Gatehouse',
  },
  'account.reactivated': {
    subject: 'Your Gatehouse account is on again',
    body: [
      'Whoever runs this Gatehouse has switched your account on again. You sign in as before; apps ask you anew.',
    ],
    action: 'Sign in',
  },
};
