import type { Translation } from '../catalogue.ts';
import type { operatorReviews as english } from '../en/operator-reviews.ts';

export const operatorReviews: Translation<typeof english> = {
  'reviews.title': 'Verificación y revisión',
  'reviews.lead': 'Lo que los desarrolladores le han pedido revisar.',
  'reviews.loading': 'Cargando lo pendiente…',
  'reviews.verifications': 'Editores por verificar',
  'reviews.verifications.lead':
    'Verifique solo después de comprobar fuera de Gatehouse que ese desarrollador representa al editor.',
  'reviews.verifications.none': 'No hay editores en espera.',
  'reviews.asked_by': 'Solicitado por {{name}}, {{email}}',
  'reviews.verify': 'Verificar',
  'reviews.verify.named': 'Verificar a {{publisher}} para {{app}}',
  'reviews.decline': 'Rechazar',
  'reviews.decline.named': 'Rechazar a {{publisher}} para {{app}}',
  'reviews.verified': 'Se verificó a {{publisher}} para {{app}}.',
  'reviews.declined': 'Se rechazó la verificación de {{app}}.',
  'reviews.listings': 'Páginas de la tienda por revisar',
  'reviews.listings.lead': 'Una página aprobada se muestra a todas las empresas tal como está aquí.',
  'reviews.listings.none': 'No hay páginas en espera.',
  'reviews.approve': 'Aprobar',
  'reviews.approve.named': 'Aprobar {{app}}',
  'reviews.reject': 'Pedir cambios',
  'reviews.reject.named': 'Pedir cambios a {{app}}',
  'reviews.reject.title': 'Pedir cambios a {{app}}',
  'reviews.note': 'Qué debe cambiar',
  'reviews.note.missing': 'Diga qué debe cambiar.',
  'reviews.approved': '{{app}} ya está en la tienda.',
  'reviews.rejected': 'Se avisó a los desarrolladores de {{app}}.',
  'reviews.failed': 'No se registró la decisión',
  'reviews.operators_only': 'Solo los operadores de este sistema ven lo pendiente aquí.',
};
