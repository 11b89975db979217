export const pageParts = {
  'dialog.cancel': 'Cancel',

  copy: 'Copy',
  'copy.named': 'Copy {{name}}',
  'copy.done': 'Copied: {{name}}',
  'copy.failed': 'The browser did not let this page copy “{{name}}”. Select it and copy it yourself.',

  'secret.once.title': 'Keep the secret now',
  'secret.once':
    'It is shown this one time. Gatehouse keeps no copy that could be read: whoever loses it makes a new one.',
  'secret.client_id': 'Client ID',
  'secret.client_secret': 'Client secret',

  'chart.table': 'Show the numbers as a table',
} as const;
