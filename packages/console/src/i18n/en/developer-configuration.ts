export const developerConfiguration = {
  'configuration.loading': 'Loading the configuration…',
  'configuration.components': 'What the app is',
  'configuration.components.lead': 'It can be one of these, or both.',
  'configuration.user_level': 'People connect it, and it acts as each of them',
  'configuration.user_level.about':
    'With exactly that person’s own permissions, never more. No permissions are chosen here.',
  'configuration.account': 'It acts for itself, with an account of its own',
  'configuration.account.about':
    'Companies see these permissions before they install it, and choose the projects. For jobs that run without anybody there.',
  'configuration.permissions': 'Permissions of its own account',
  'configuration.permissions.lead':
    'Ask for as little as will do: a company may set a highest level, and every update that asks for more has to be approved again.',
  'configuration.scope.company': 'In the company',
  'configuration.scope.project': 'In each permitted project',
  'configuration.everything':
    'Admin of Administration in the company would be Admin of everything, so it cannot be asked for.',
  'configuration.words': 'Texts for whoever installs it',
  'configuration.instructions': 'Instructions',
  'configuration.instructions.about': 'Shown before it is installed: what has to be ready.',
  'configuration.notes': 'Post-installation notes',
  'configuration.notes.about': 'Shown once it is installed: what to do next.',
  'configuration.too_long': 'At most {{most}} characters.',
  'configuration.nothing': 'It asks for nothing yet: choose at least one of the two.',
  'configuration.save': 'Save as a version',
  'configuration.save.lead':
    'A saved version never changes. It comes with a key that installs it in sandbox companies.',
  'configuration.semver': 'Version',
  'configuration.semver.about': 'Three numbers, higher than {{latest}}.',
  'configuration.semver.first': 'Three numbers, like 1.0.0.',
  'configuration.semver.bad': 'Write three numbers like 1.0.0, without leading zeros.',
  'configuration.semver.low': 'It has to be higher than {{latest}}.',
  'configuration.semver.suggest.first': 'Suggested: {{semver}}, the first version.',
  'configuration.semver.suggest.patch': 'Suggested: {{semver}}, because it asks for nothing new.',
  'configuration.semver.suggest.minor':
    'Suggested: {{semver}}, because companies have to approve more permissions.',
  'configuration.semver.suggest.major':
    'Suggested: {{semver}}, because something that worked before no longer does.',
  'configuration.changes': 'Changes since {{latest}}',
  'configuration.changes.none': 'No permissions change.',
  'configuration.change.company': 'Company, {{tool}}: from {{from}} to {{to}}',
  'configuration.change.project': 'Permitted projects, {{tool}}: from {{from}} to {{to}}',
  'configuration.submit': 'Save version',
  'configuration.saved': 'Version {{semver}} has been saved.',
  'configuration.failed': 'The version was not saved',
} as const;
