import type { Translation } from '../catalogue.ts';
import type { notices as english } from '../en/notices.ts';

export const notices: Translation<typeof english> = {
  'notices.title': 'Avisos',
  'notices.lead': 'Lo que se le ha comunicado sobre aplicaciones, solicitudes y cuentas de servicio.',
  'notices.bell_one': 'Avisos: {{count}} nuevo',
  'notices.bell_many': 'Avisos: {{count}} nuevos',
  'notices.bell_other': 'Avisos: {{count}} nuevos',
  'notices.empty.title': 'Nada que comunicarle',
  'notices.empty.body': 'Cuando algo necesite su atención, lo encontrará aquí.',
  'notices.read': 'Marcar como leído',
  'notices.read_all': 'Marcar todos como leídos',
  'notices.read.failed': 'No se pudo marcar como leído. Inténtelo de nuevo.',
  'notices.installation_request.received': '{{person_name}} pide {{app_name}} en {{company_name}}.',
  'notices.installation_request.approved':
    'Se aprobó e instaló {{app_name}} en {{company_name}}, como usted pidió.',
  'notices.installation_request.denied': 'Se denegó su solicitud de {{app_name}} en {{company_name}}.',
  'notices.app.update_available':
    'La versión {{semver}} de {{app_name}} espera aprobación en {{company_name}}.',
  'notices.app.disconnected': 'Se desconectó {{app_name}} en {{company_name}}.',
  'notices.service_account.unused':
    'La cuenta de servicio {{name}} de {{company_name}} no se usa desde hace 90 días.',
  'notices.service_account.expiring':
    'La cuenta de servicio {{name}} de {{company_name}} deja de funcionar el {{date}}.',
  'notices.service_account.ceased': 'La cuenta de servicio {{name}} de {{company_name}} dejó de funcionar.',
  'notices.way_out.used':
    '{{person_name}} inició sesión en {{company_name}} con un código de salida en vez de su proveedor. Códigos restantes: {{left}}.',
  'notices.tokens.reused':
    '{{app_name}} perdió el acceso a su cuenta: una de sus llaves se usó dos veces, como haría un ladrón. Permítala otra vez si aún la quiere.',
  'notices.verification.verified': 'Se verificó el editor de {{app_name}}.',
  'notices.verification.refused': 'No se verificó el editor de {{app_name}}.',
  'notices.listing.approved': '{{app_name}} está publicada en la tienda.',
  'notices.listing.rejected': 'Se rechazó la ficha de {{app_name}}.',
  'notices.open.request': 'Abrir las solicitudes',
  'notices.open.update': 'Revisar la actualización',
  'notices.open.account': 'Abrir la cuenta',
  'notices.open.sign_in': 'Abrir el inicio de sesión de la empresa',
  'notices.open.app': 'Abrir la aplicación',
};
