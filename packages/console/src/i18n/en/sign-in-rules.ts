export const signInRules = {
  'navigation.company.sign_in_rules': 'Rules for sign-in',
  'sign_in_rules.title': 'Rules for sign-in',
  'sign_in_rules.lead': 'They bind everybody who belongs to this company, from their next click on.',
  'sign_in_rules.offered': 'Everybody decides for themselves whether they set one up.',
  'sign_in_rules.required':
    'Everybody has to have one: an authenticator app or a passkey. Whoever has none is led to set it up first.',
  'sign_in_rules.without_none': 'Everybody here has one.',
  'sign_in_rules.without_one': '{{count}} person has none yet.',
  'sign_in_rules.without_many': '{{count}} people have none yet.',
  'sign_in_rules.without_other': '{{count}} people have none yet.',
  'sign_in_rules.to_required': 'Require it of everybody',
  'sign_in_rules.to_required.title': 'Require a second factor of everybody?',
  'sign_in_rules.to_required.words':
    'Whoever signed in by a password alone reaches nothing, here or elsewhere in Gatehouse, before they have set one up. Apps they have allowed go on.',
  'sign_in_rules.to_required.confirm': 'Require it',
  'sign_in_rules.to_offered': 'No longer require it',
  'sign_in_rules.to_offered.title': 'Let a password alone suffice again?',
  'sign_in_rules.to_offered.words': 'Whoever has a second factor keeps it, and may remove it.',
  'sign_in_rules.to_offered.confirm': 'No longer require it',
  'sign_in_rules.saved': 'The rule has been changed. It binds at once.',
  'sign_in_rules.failed': 'The rule was not changed',
} as const;
