export const operatorSignIn = {
  'navigation.operator_sign_in': 'Sign-in of companies',
  'operator_sign_in.title': 'Sign-in of companies',
  'operator_sign_in.lead': 'Providers at which companies sign their people in.',
  'operator_sign_in.operators_only': 'Only operators of this deployment see what waits here.',
  'operator_sign_in.off': 'Switched off here',
  'operator_sign_in.off.words':
    'GATEHOUSE_IDENTITY_PROVIDERS is off: no provider signs anybody in, and none is the only way in for anybody.',
  'operator_sign_in.domains': 'Mail domains to approve',
  'operator_sign_in.domains.lead':
    'Approve only after checking outside of Gatehouse that the domain is the company’s: its provider can become each of the company’s members with an address in it.',
  'operator_sign_in.domains.none': 'No domain is waiting.',
  'operator_sign_in.domain.words': 'Provider: {{issuer}}',
  'operator_sign_in.approve': 'Approve',
  'operator_sign_in.approve.named': 'Approve {{domain}} for {{company}}',
  'operator_sign_in.approved': '{{domain}} is {{company}}’s from now on.',
  'operator_sign_in.reject': 'Reject',
  'operator_sign_in.reject.named': 'Reject {{domain}} for {{company}}',
  'operator_sign_in.reject.title': 'Reject {{domain}}',
  'operator_sign_in.reject.reason': 'Why',
  'operator_sign_in.reject.reason.words': 'The admins of {{company}} read it.',
  'operator_sign_in.rejected': '{{domain}} has been rejected.',
  'operator_sign_in.compulsory': 'Companies with one way in',
  'operator_sign_in.compulsory.lead':
    'Their people sign in at their own provider alone. Release a company whose provider does not work: its people can use their passwords again.',
  'operator_sign_in.compulsory.none': 'No company has made its provider the only way in.',
  'operator_sign_in.release': 'Release',
  'operator_sign_in.release.named': 'Release {{company}}',
  'operator_sign_in.release.title': 'Release {{company}}',
  'operator_sign_in.release.words':
    'Its people can sign in by password from now on, until its admins make the provider the only way in again. It is audited with the company.',
  'operator_sign_in.released': '{{company}} has been released.',
  'operator_sign_in.failed': 'That was not done',
} as const;
