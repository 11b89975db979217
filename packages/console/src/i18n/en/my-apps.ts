export const myApps = {
  'my_apps.title': 'My apps',
  'my_apps.lead': 'The apps you build for Gatehouse, alone or with others.',
  'my_apps.create': 'Create app',
  'my_apps.loading': 'Loading your apps…',
  'my_apps.empty.title': 'Build your first app',
  'my_apps.empty.lead':
    'An app reads and writes in Gatehouse for the people and companies who allow it. Four steps lead there:',
  'my_apps.step.create': 'Create it',
  'my_apps.step.create.text': 'You get credentials and a sandbox company with sample projects at once.',
  'my_apps.step.configure': 'Say what it needs',
  'my_apps.step.configure.text': 'Choose, tool by tool, the permissions that companies will be asked for.',
  'my_apps.step.try': 'Try it in the sandbox',
  'my_apps.step.try.text':
    'Ready-made samples hold your own client ID. Nothing there can harm anybody’s data.',
  'my_apps.step.promote': 'Promote it',
  'my_apps.step.promote.text':
    'A promoted version brings production credentials, and companies can install it.',
  'my_apps.latest': 'Latest version',
  'my_apps.latest.none': 'None saved yet',
  'my_apps.listing': 'Marketplace',
  'my_apps.role': 'Your role',
  'my_apps.suspended': 'Suspended',

  'role.owner': 'Owner',
  'role.admin': 'Admin',
  'role.developer': 'Developer',

  'version.status.ready_for_testing': 'Ready for testing',
  'version.status.promoted': 'Promoted',
  'version.status.retired': 'Retired',

  'listing.status.draft': 'Not listed',
  'listing.status.in_review': 'In review',
  'listing.status.approved': 'Listed',
  'listing.status.rejected': 'Rejected',
  'listing.status.withdrawn': 'Withdrawn',
} as const;
