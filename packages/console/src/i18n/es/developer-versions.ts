import type { Translation } from '../catalogue.ts';
import type { developerVersions as english } from '../en/developer-versions.ts';

export const developerVersions: Translation<typeof english> = {
  'versions.loading': 'Cargando versiones…',
  'versions.empty.title': 'Todavía no hay versiones',
  'versions.empty.body':
    'Indique lo que la aplicación necesita y guárdelo como versión. Entonces podrá instalarse en la empresa de prueba.',
  'versions.empty.go': 'Ir a la configuración',
  'versions.version': 'Versión {{semver}}',
  'versions.created': 'Guardada',
  'versions.promoted': 'Promovida',
  'versions.sandbox_key': 'Clave de versión para pruebas',
  'versions.production_key': 'Clave de versión para producción',
  'versions.keys.about': 'Un administrador de la empresa pega la clave en «Instalar con clave de versión».',
  'versions.asks': 'Lo que pide',
  'versions.user_level': 'Las personas la conectan, y actúa como cada una de ellas.',
  'versions.company': 'Su propia cuenta, en la empresa',
  'versions.project': 'Su propia cuenta, en cada proyecto permitido',
  'versions.release_notes': 'Notas de la versión',
  'versions.promote': 'Promover',
  'versions.promote.named': 'Promover la versión {{semver}}',
  'versions.promote.title': '¿Promover la versión {{semver}}?',
  'versions.promote.effect.key':
    'Recibe una clave de producción, con la que cualquier empresa puede instalarla.',
  'versions.promote.effect.update':
    'Las empresas que tienen una versión anterior reciben el aviso de una actualización; hasta que la aprueben, valen los permisos anteriores.',
  'versions.promote.effect.credentials':
    'Por ser la primera promoción, crea las credenciales de producción. Su secreto se muestra una sola vez.',
  'versions.promote.notes': 'Qué hay de nuevo',
  'versions.promote.notes.about': 'Los administradores lo leen junto a la diferencia de permisos.',
  'versions.promote.notes.missing': 'Diga qué hay de nuevo.',
  'versions.promote.failed': 'No se promovió la versión',
  'versions.promote.done': 'Se promovió la versión {{semver}}.',
  'versions.credentials': 'Credenciales de producción',
  'versions.credentials.lead':
    'Registre las URI de redirección de producción en Credenciales antes de que alguien se conecte.',
  'versions.retire': 'Retirar',
  'versions.retire.named': 'Retirar la versión {{semver}}',
  'versions.retire.title': '¿Retirar la versión {{semver}}?',
  'versions.retire.effect':
    'Sus claves ya no la instalan en ninguna otra empresa, para siempre. Donde está instalada, nada cambia.',
  'versions.retire.failed': 'No se retiró la versión',
  'versions.retire.done': 'Se retiró la versión {{semver}}.',
};
