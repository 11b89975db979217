/** Every text of the pages. `{name}` is filled in when it is said; es.ts says the same in Spanish. */
export const en = {
  'product.name': 'Gatehouse Link',
  'page.title': '{page} · Gatehouse Link',
  'page.skip': 'Skip to content',
  'page.footer':
    'Link keeps permission to reach your files, sealed. It never sees your files or your password.',
  'language.other': 'Español',

  'welcome.title': 'One sign-in for all your machines',
  'welcome.lead': 'Link your account once; every install of the sync app you approve may then use it.',
  'welcome.sign_in': 'Sign in',

  'accounts.title': 'Your accounts',
  'accounts.hello': 'Signed in as {name} ({email}).',
  'accounts.none': 'Nothing is linked yet.',
  'accounts.link': 'Link an account',
  'accounts.active': 'Works',
  'accounts.needs_sign_in': 'Needs sign-in',
  'accounts.revoked': 'Access was revoked at Gatehouse.',
  'accounts.response_lost': 'An answer of Gatehouse was lost; for safety it closed the access.',
  'accounts.expired': 'The access has expired.',
  'accounts.again': 'Link {account} again',
  'accounts.unlink': 'Unlink {account}',
  'accounts.log': 'Who used {account}',
  'accounts.pending':
    '{account} is unlinked and its tokens are deleted here. Gatehouse could not be reached to revoke them; this is tried again until it answers.',
  'accounts.not_revoked':
    '{account} is unlinked and its tokens are deleted here. They could not be read any more, so Gatehouse was not told: revoke Gatehouse Link in your connected apps there.',
  'accounts.linked_at': 'Linked {time}',
  'accounts.sign_out': 'Sign out',

  'installs.title': 'Installs',
  'installs.none': 'No machine is signed in.',
  'installs.device': 'Enter the code of a machine',
  'installs.key': 'Make a sign-in key',
  'installs.key_for': 'A sign-in key lets in a machine that nobody sits at, such as a server.',
  'installs.key_waits': 'A sign-in key waits for its machine until {time}.',
  'installs.withdraw_key': 'Withdraw the key',
  'installs.added': 'Added {time}',
  'installs.seen': 'Last seen {time}',
  'installs.sign_out': 'Sign out {install}',
  'installs.life':
    'A machine that is signed out may hold an access token for up to its remaining life. To end that too, unlink the account.',

  'journal.title': 'What happened',
  'journal.none': 'Nothing yet.',
  'journal.linked': 'Account linked',
  'journal.relinked': 'Account linked again',
  'journal.token_given': 'Token given to {install}',
  'journal.refreshed': 'Token renewed',
  'journal.needs_sign_in': 'Access ended; sign-in needed',
  'journal.unlinked': 'Account unlinked, tokens deleted',
  'journal.revoked_upstream': 'Gatehouse confirmed the revocation',
  'journal.revocation_given_up':
    'Gatehouse never confirmed the revocation; revoke it in your connected apps there',
  'journal.install_enrolled': '{install} enrolled',
  'journal.install_signed_out': '{install} signed out',

  'journal.key_made': 'Sign-in key made',
  'journal.key_withdrawn': 'Sign-in key withdrawn',

  'key.title': 'Your sign-in key',
  'key.lead': 'It lets one machine in, once, until {time}. It is shown here only.',
  'key.label': 'Sign-in key',
  'key.how': 'On the machine, run this and paste the key when it asks, or send it the key on standard input:',
  'key.warning':
    'Whoever has the key can use your linked accounts: give it to no one. A new key ends this one.',

  'log.title': 'Who used {account}',
  'log.lead': 'Every token that was given, and to which machine. Kept for 400 days.',
  'log.time': 'Time',
  'log.event': 'What happened',
  'log.system': 'System',
  'log.pages': 'Pages of the log',
  'log.newest': 'Newest',
  'log.older': 'Older',

  'device.title': 'Connect a machine',
  'device.lead': 'Type the code that the machine shows.',
  'device.code': 'Code',
  'device.submit': 'Continue',
  'device.wrong': 'No machine waits under this code. Check it; codes last ten minutes.',
  'device.busy': 'Too many codes were tried. Wait ten minutes.',

  'enrol.title': 'Connect this machine?',
  'enrol.lead': 'A machine that calls itself {name} ({platform}) asks to use your linked accounts.',
  'enrol.warning': 'Allow it only if you started this yourself, on a machine in front of you.',
  'enrol.code': 'It must show this code: {code}',
  'enrol.allow': 'Allow',
  'enrol.deny': 'Deny',
  'enrol.done': 'The machine is connected. You can close this page.',
  'enrol.denied': 'The machine was refused. You can close this page.',
  'enrol.over': 'This request is over: it was answered already, or it took longer than ten minutes.',

  'enrol.full':
    'You have {most} machines already, which is as many as you may. Sign one out, then open this request again.',

  'problem.title': 'This did not work',
  'problem.stale': 'The page was open for too long, or was opened in another browser. Start again.',
  'problem.foreign':
    'What came back is no answer to what you began here, so nothing was linked and nobody was signed in. Start again.',
  'problem.unproven':
    'The service where you sign in did not say in a way that can be believed who you are, so nothing has changed. Whoever runs Link finds the reason in its log.',
  'problem.refused': 'The sign-in was not completed, so nothing has changed.',
  'problem.other_person': 'Somebody else is signed in here by now, so nothing was linked.',
  'problem.forbidden': 'This request did not come from a page of ours. Go back and try again.',
  'problem.missing': 'There is nothing here.',
  'problem.away':
    'The service where you sign in cannot be reached, so nothing has changed. Please try again in a moment.',
  'problem.internal': 'Something went wrong on our side, or Gatehouse cannot be reached. Please try again.',
  'problem.home': 'Back to your accounts',
} as const;
