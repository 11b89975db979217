export const home = {
  'home.title': 'Welcome, {{name}}',
  'home.lead': 'The companies and projects you belong to.',
  'home.companies': 'Your companies',
  'home.companies.empty.title': 'No companies yet',
  'home.companies.empty.body':
    'You do not belong to any company yet. Ask an administrator of your company to add {{email}} to its directory.',
  'home.companies.empty.build':
    'Are you here to build? Create your first app: it comes with a sandbox company of its own.',
  'home.companies.empty.create': 'Create your first app',
  'home.projects': 'Projects in {{company}}',
  'home.projects.empty': 'You have not been added to any active project here.',
  'home.projects.toggle': 'Projects',
  'home.projects.more_one': 'Show {{count}} more',
  'home.projects.more_many': 'Show {{count}} more',
  'home.projects.more_other': 'Show {{count}} more',
  'home.projects.loading': 'Loading projects…',
  'home.project.number': 'No. {{number}}',
} as const;
