export const createApp = {
  'create_app.title': 'Create an app',
  'create_app.lead':
    'It gets a sandbox company of its own, with sample projects and files, and credentials that work only there.',
  'create_app.submit': 'Create app',
  'create_app.failed': 'The app was not created',
  'create_app.created': '{{app}} is ready',
  'create_app.created.lead':
    'These are its sandbox credentials. They reach the company “{{company}}” and no other.',
  'create_app.created.credentials': 'Sandbox credentials',
  'create_app.next': 'What next',
  'create_app.next.samples': 'Try the code samples',
  'create_app.next.configure': 'Say what it needs',
  'create_app.next.overview': 'Go to the app',

  'app_form.name': 'Name',
  'app_form.name.about': 'As people will see it when they are asked to allow it.',
  'app_form.publisher': 'Publisher',
  'app_form.publisher.about': 'The company or person who answers for the app. An operator can verify it.',
  'app_form.description': 'What it does',
  'app_form.description.about': 'One or two sentences, for those who decide whether to install it.',
  'app_form.missing': 'Fill this in.',
  'app_form.too_long': 'At most {{most}} characters.',
} as const;
