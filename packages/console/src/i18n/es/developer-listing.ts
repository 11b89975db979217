import type { Translation } from '../catalogue.ts';
import type { developerListing as english } from '../en/developer-listing.ts';

export const developerListing: Translation<typeof english> = {
  'listing.title': 'Página de la tienda',
  'listing.loading': 'Cargando la página de la tienda…',
  'listing.lead.draft':
    'Escríbala, guárdela y envíela. Un operador la revisa antes de que la vean las empresas.',
  'listing.lead.in_review': 'Un operador la está revisando. Retírela para cambiarla.',
  'listing.lead.approved': 'Las empresas la ven. Retírela para cambiarla; después se revisa de nuevo.',
  'listing.lead.rejected': 'Un operador pidió cambios. Cámbiela, guárdela y envíela otra vez.',
  'listing.lead.withdrawn': 'Las empresas no la ven. Donde la aplicación está instalada, nada ha cambiado.',
  'listing.note': 'Lo que escribió el operador',
  'listing.tagline': 'En una línea',
  'listing.tagline.about': 'Debajo del nombre en la lista de aplicaciones.',
  'listing.about': 'Acerca de',
  'listing.about.about': 'Qué hace, para quién, y qué necesitan.',
  'listing.email': 'Correo de soporte',
  'listing.website': 'Sitio web',
  'listing.fault.missing': 'Complete este campo.',
  'listing.fault.long': '100 caracteres como máximo.',
  'listing.fault.email': 'Escriba una dirección como ayuda@example.com.',
  'listing.fault.website': 'Debe comenzar con https://.',
  'listing.save': 'Guardar',
  'listing.saved': 'Se guardó la página.',
  'listing.save.failed': 'No se guardó la página',
  'listing.submit': 'Enviar a revisión',
  'listing.submitted': 'Se envió la página.',
  'listing.withdraw': 'Retirar',
  'listing.withdrawn': 'Se retiró la página.',
  'listing.step.failed': 'No se pudo hacer',
  'listing.save_first': 'Guarde los cambios antes de enviarlos.',
};
