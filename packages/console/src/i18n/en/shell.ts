export const shell = {
  'product.name': 'Gatehouse',

  'page.title': '{{page}} · Gatehouse',
  'page.skip': 'Skip to content',

  'console.needs_script': 'The Gatehouse console needs JavaScript. Please turn it on and reload this page.',
  'console.loading': 'Loading…',

  'navigation.label': 'Main',
  'navigation.open': 'Open menu',
  'navigation.close': 'Close menu',
  'navigation.home': 'Home',
  'navigation.connected_apps': 'Connected apps',
  'navigation.security': 'Sign-in and security',
  'navigation.developers': 'Build apps',
  'navigation.my_apps': 'My apps',
  'navigation.operators': 'Run Gatehouse',
  'navigation.reviews': 'Verification and review',

  'language.label': 'Language',
  'language.en': 'English',
  'language.es': 'Español',
  'language.failed': 'The language could not be saved. It is used until you leave this page.',

  'appearance.label': 'Appearance',
  'appearance.light': 'Light',
  'appearance.dark': 'Dark',
  'appearance.auto': 'Like this device',

  'person.menu': 'Your account: {{name}}',
  'person.sign_out': 'Sign out',
  'person.sign_out_failed': 'You are still signed in: signing out did not work. Please try again.',

  'notice.dismiss': 'Dismiss message',

  'proof.title': 'Prove it is you',
  'proof.lead':
    'This is sensitive, and you signed in a while ago. Type your password on the page that opens; what you have begun here goes on afterwards.',
  'proof.open': 'Prove it',
  'proof.go_on': 'Continue',
  'failure.title': 'This could not be loaded',
  'failure.offline': 'The server cannot be reached. Check your connection.',
  'failure.busy': 'The server is busy. Try again in a moment.',
  'failure.meanwhile': 'Something has changed since this page was loaded.',
  'failure.name_taken': 'This name is in use already. Choose another one.',
  'failure.forbidden': 'You are not allowed to do this.',
  'failure.server': 'Something went wrong on our side.',
  'failure.unproven': 'You did not prove that it is you, so nothing was changed.',
  'failure.page': 'Something went wrong while showing this page.',
  'failure.request_id': 'Request ID {{id}}',
  'failure.retry': 'Try again',
  'failure.reload': 'Reload page',
} as const;
