export const notices = {
  'notices.title': 'Notices',
  'notices.lead': 'What you were told about apps, requests and service accounts.',
  'notices.bell_one': 'Notices: {{count}} new',
  'notices.bell_many': 'Notices: {{count}} new',
  'notices.bell_other': 'Notices: {{count}} new',
  'notices.empty.title': 'Nothing to tell you',
  'notices.empty.body': 'When something needs your attention, you find it here.',
  'notices.read': 'Mark as read',
  'notices.read_all': 'Mark all as read',
  'notices.read.failed': 'It could not be marked as read. Please try again.',
  'notices.installation_request.received': '{{person_name}} asks for {{app_name}} in {{company_name}}.',
  'notices.installation_request.approved':
    '{{app_name}} was approved and installed in {{company_name}}, as you asked.',
  'notices.installation_request.denied': 'Your request for {{app_name}} in {{company_name}} was denied.',
  'notices.app.update_available':
    'Version {{semver}} of {{app_name}} waits for approval in {{company_name}}.',
  'notices.app.disconnected': '{{app_name}} was disconnected in {{company_name}}.',
  'notices.service_account.unused':
    'The service account {{name}} in {{company_name}} has not been used for 90 days.',
  'notices.service_account.expiring':
    'The service account {{name}} in {{company_name}} stops working on {{date}}.',
  'notices.service_account.ceased':
    'The service account {{name}} in {{company_name}} has ceased to function.',
  'notices.way_out.used':
    '{{person_name}} signed in to {{company_name}} by a way-out code instead of your provider. Codes left: {{left}}.',
  'notices.tokens.reused':
    '{{app_name}} lost its access to your account: one of its keys was used twice, as a thief would. Allow it again if you still want it.',
  'notices.verification.verified': 'The publisher of {{app_name}} has been verified.',
  'notices.verification.refused': 'The publisher of {{app_name}} was not verified.',
  'notices.listing.approved': '{{app_name}} is listed in the marketplace.',
  'notices.listing.rejected': 'The listing of {{app_name}} was rejected.',
  'notices.open.request': 'Open requests',
  'notices.open.update': 'Review the update',
  'notices.open.account': 'Open the account',
  'notices.open.sign_in': 'Open company sign-in',
  'notices.open.app': 'Open the app',
} as const;
