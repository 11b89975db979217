import type { Translation } from '../catalogue.ts';
import type { operatorSignIn as english } from '../en/operator-sign-in.ts';

export const operatorSignIn: Translation<typeof english> = {
  'navigation.operator_sign_in': 'Acceso de las empresas',
  'operator_sign_in.title': 'Acceso de las empresas',
  'operator_sign_in.lead': 'Proveedores en los que las empresas dan acceso a su gente.',
  'operator_sign_in.operators_only': 'Solo los operadores de esta instalación ven lo que espera aquí.',
  'operator_sign_in.off': 'Desactivado aquí',
  'operator_sign_in.off.words':
    'GATEHOUSE_IDENTITY_PROVIDERS está en off: ningún proveedor da acceso a nadie, ni es la única entrada de nadie.',
  'operator_sign_in.domains': 'Dominios de correo por aprobar',
  'operator_sign_in.domains.lead':
    'Apruebe solo tras comprobar fuera de Gatehouse que el dominio es de la empresa: su proveedor puede hacerse pasar por cada miembro de la empresa con una dirección de ese dominio.',
  'operator_sign_in.domains.none': 'Ningún dominio espera.',
  'operator_sign_in.domain.words': 'Proveedor: {{issuer}}',
  'operator_sign_in.approve': 'Aprobar',
  'operator_sign_in.approve.named': 'Aprobar {{domain}} para {{company}}',
  'operator_sign_in.approved': 'Desde ahora {{domain}} es de {{company}}.',
  'operator_sign_in.reject': 'Rechazar',
  'operator_sign_in.reject.named': 'Rechazar {{domain}} para {{company}}',
  'operator_sign_in.reject.title': 'Rechazar {{domain}}',
  'operator_sign_in.reject.reason': 'Por qué',
  'operator_sign_in.reject.reason.words': 'Lo leen los administradores de {{company}}.',
  'operator_sign_in.rejected': '{{domain}} se ha rechazado.',
  'operator_sign_in.compulsory': 'Empresas con una sola entrada',
  'operator_sign_in.compulsory.lead':
    'Su gente inicia sesión solo en su propio proveedor. Libere a la empresa cuyo proveedor no funcione: su gente puede usar otra vez sus contraseñas.',
  'operator_sign_in.compulsory.none': 'Ninguna empresa ha hecho de su proveedor la única entrada.',
  'operator_sign_in.release': 'Liberar',
  'operator_sign_in.release.named': 'Liberar a {{company}}',
  'operator_sign_in.release.title': 'Liberar a {{company}}',
  'operator_sign_in.release.words':
    'Su gente puede iniciar sesión con contraseña desde ahora, hasta que sus administradores hagan otra vez del proveedor la única entrada. Queda registrado en la empresa.',
  'operator_sign_in.released': '{{company}} está liberada.',
  'operator_sign_in.failed': 'No se hizo',
};
