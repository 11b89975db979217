import type { Translation } from '../catalogue.ts';
import type { myApps as english } from '../en/my-apps.ts';

export const myApps: Translation<typeof english> = {
  'my_apps.title': 'Mis aplicaciones',
  'my_apps.lead': 'Las aplicaciones que usted crea para Gatehouse, solo o con otras personas.',
  'my_apps.create': 'Crear aplicación',
  'my_apps.loading': 'Cargando sus aplicaciones…',
  'my_apps.empty.title': 'Cree su primera aplicación',
  'my_apps.empty.lead':
    'Una aplicación lee y escribe en Gatehouse para las personas y empresas que lo permiten. Se llega en cuatro pasos:',
  'my_apps.step.create': 'Créela',
  'my_apps.step.create.text':
    'Recibe de inmediato credenciales y una empresa de prueba con proyectos de ejemplo.',
  'my_apps.step.configure': 'Indique lo que necesita',
  'my_apps.step.configure.text':
    'Elija, herramienta por herramienta, los permisos que se pedirán a las empresas.',
  'my_apps.step.try': 'Pruébela en la empresa de prueba',
  'my_apps.step.try.text':
    'Los ejemplos de código ya incluyen su ID de cliente. Allí nada puede dañar los datos de nadie.',
  'my_apps.step.promote': 'Promuévala',
  'my_apps.step.promote.text':
    'Una versión promovida trae credenciales de producción, y las empresas pueden instalarla.',
  'my_apps.latest': 'Última versión',
  'my_apps.latest.none': 'Ninguna todavía',
  'my_apps.listing': 'Tienda',
  'my_apps.role': 'Su función',
  'my_apps.suspended': 'Suspendida',

  'role.owner': 'Propietario',
  'role.admin': 'Administrador',
  'role.developer': 'Desarrollador',

  'version.status.ready_for_testing': 'Lista para probar',
  'version.status.promoted': 'Promovida',
  'version.status.retired': 'Retirada',

  'listing.status.draft': 'Sin publicar',
  'listing.status.in_review': 'En revisión',
  'listing.status.approved': 'Publicada',
  'listing.status.rejected': 'Rechazada',
  'listing.status.withdrawn': 'Retirada',
};
