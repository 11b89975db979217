export const developerSamples = {
  'samples.title': 'Code samples',
  'samples.loading': 'Loading code samples…',
  'samples.environment': 'Credentials',
  'samples.languages': 'Language of the sample',
  'samples.secret':
    'The samples hold this app’s own client ID. They read the secret from the environment variable GATEHOUSE_CLIENT_SECRET: a secret has no place in code.',
  'samples.person': 'As the person who allows it',
  'samples.person.lead':
    'Opens the consent page, exchanges the one-time code for tokens, and calls the API with that person’s permissions.',
  'samples.account': 'As itself, with its own account',
  'samples.account.lead':
    'Works once a version with an account of its own is installed in a company. It lists the companies, and the permitted projects of each.',
  'samples.no_redirect': 'Register a redirect URI first: this sample needs one.',
  'samples.code': '{{title}}: sample',
} as const;
