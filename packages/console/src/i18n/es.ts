import type { Catalogue } from './catalogue.ts';

/** Spanish as it is written in Latin America, with «usted» as construction companies address their people. */
export const es: Catalogue = {
  'product.name': 'Gatehouse',
  'page.title': '{{page}} · Gatehouse',
  'page.skip': 'Ir al contenido',
  'console.needs_script':
    'La consola de Gatehouse necesita JavaScript. Actívelo y vuelva a cargar esta página.',
  'console.loading': 'Cargando…',

  'navigation.label': 'Principal',
  'navigation.open': 'Abrir el menú',
  'navigation.close': 'Cerrar el menú',
  'navigation.home': 'Inicio',
  'navigation.connected_apps': 'Aplicaciones conectadas',

  'language.label': 'Idioma',
  'language.en': 'English',
  'language.es': 'Español',
  'language.failed': 'No se pudo guardar el idioma. Se usará hasta que salga de esta página.',

  'appearance.label': 'Apariencia',
  'appearance.light': 'Clara',
  'appearance.dark': 'Oscura',
  'appearance.auto': 'Como en este dispositivo',

  'person.menu': 'Su cuenta: {{name}}',
  'person.sign_out': 'Cerrar sesión',
  'person.sign_out_failed': 'Su sesión sigue abierta: no se pudo cerrar. Inténtelo de nuevo.',

  'notice.dismiss': 'Cerrar el mensaje',

  'failure.title': 'No se pudo cargar',
  'failure.offline': 'No hay conexión con el servidor. Revise su conexión.',
  'failure.busy': 'El servidor está ocupado. Inténtelo de nuevo en un momento.',
  'failure.forbidden': 'No tiene permiso para hacer esto.',
  'failure.server': 'Algo falló de nuestro lado.',
  'failure.page': 'Algo falló al mostrar esta página.',
  'failure.request_id': 'Id. de la solicitud: {{id}}',
  'failure.retry': 'Reintentar',
  'failure.reload': 'Volver a cargar la página',

  'home.title': 'Hola, {{name}}',
  'home.lead': 'Las empresas y los proyectos a los que pertenece.',
  'home.companies': 'Sus empresas',
  'home.companies.empty.title': 'Todavía no hay empresas',
  'home.companies.empty.body':
    'Aún no pertenece a ninguna empresa. Pida a un administrador de su empresa que agregue {{email}} al directorio.',
  'home.projects': 'Proyectos de {{company}}',
  'home.projects.empty': 'No forma parte de ningún proyecto activo aquí.',
  'home.projects.toggle': 'Proyectos',
  'home.projects.more_one': 'Ver {{count}} más',
  'home.projects.more_many': 'Ver {{count}} más',
  'home.projects.more_other': 'Ver {{count}} más',
  'home.projects.loading': 'Cargando proyectos…',
  'home.project.number': 'N.º {{number}}',

  'connected_apps.title': 'Aplicaciones conectadas',
  'connected_apps.lead':
    'Estas aplicaciones pueden actuar por usted, exactamente con sus permisos. Revoque las que ya no use.',
  'connected_apps.loading': 'Cargando aplicaciones conectadas…',
  'connected_apps.empty.title': 'No hay aplicaciones conectadas',
  'connected_apps.empty.body':
    'Cuando permita que una aplicación use Gatehouse en su nombre, aparecerá aquí y podrá revocarla cuando quiera.',
  'connected_apps.publisher': 'Publicada por {{publisher}}',
  'connected_apps.publisher.none': 'Sin editor indicado',
  'connected_apps.publisher.verified': 'Editor verificado',
  'connected_apps.publisher.unverified': 'Editor sin verificar',
  'connected_apps.companies': 'Dónde funciona',
  'connected_apps.companies.none': 'Sin conexión en ninguna de sus empresas',
  'connected_apps.company.disconnected': 'desconectada por un administrador',
  'connected_apps.authorized': 'Permitida',
  'connected_apps.last_used': 'Último uso',
  'connected_apps.last_used.never': 'Nunca',
  'connected_apps.last_used.from': 'desde {{address}}',
  'connected_apps.revoke': 'Revocar',
  'connected_apps.revoke.app': 'Revocar {{app}}',

  'revoke.title': '¿Revocar {{app}}?',
  'revoke.at_once': 'Pierde de inmediato el acceso en su nombre, en todas las empresas.',
  'revoke.only_you': 'Nada cambia para las demás personas que la usan, y su sesión sigue abierta.',
  'revoke.kept': 'Lo que ya haya copiado queda en manos de su editor.',
  'revoke.again': 'Para volver a usarla, conéctela desde la aplicación y permítala otra vez.',
  'revoke.cancel': 'Cancelar',
  'revoke.confirm': 'Revocar acceso',
  'revoke.done': 'Se revocó {{app}}. Ya no puede actuar en su nombre.',
  'revoke.failed': 'No se revocó',

  'not_found.title': 'Página no encontrada',
  'not_found.body': 'Tal vez la dirección esté mal escrita, o lo que había aquí ya no existe.',
  'not_found.home': 'Ir a la página de inicio',
};
