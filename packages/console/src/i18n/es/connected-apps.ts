import type { Translation } from '../catalogue.ts';
import type { connectedApps as english } from '../en/connected-apps.ts';

export const connectedApps: Translation<typeof english> = {
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
  'connected_apps.sandbox': 'Pruebas',
  'connected_apps.sandbox.app': '{{app}} (pruebas)',
  'connected_apps.companies': 'Dónde puede trabajar',
  'connected_apps.companies.none': 'Todavía no pertenece a ninguna empresa',
  'connected_apps.company.connected': 'Conectada',
  'connected_apps.company.disconnected': 'Desconectada por un administrador',
  'connected_apps.company.not_installed': 'Sin instalar allí',
  'connected_apps.company.left_out': 'Aquí no tiene acceso',
  'connected_apps.company.failed': 'No se cambió',
  'connected_apps.company.let_in': '{{app}} puede actuar por usted en {{company}}.',
  'connected_apps.company.kept_out': '{{app}} ya no actúa por usted en {{company}}.',
  'connected_apps.authorized': 'Permitida',
  'connected_apps.last_used': 'Último uso',
  'connected_apps.last_used.never': 'Nunca',
  'connected_apps.last_used.from': 'desde {{address}}',
  revoke_all: 'Revocar todas',
  'revoke_all.title': '¿Revocar todas las aplicaciones?',
  'revoke_all.effect':
    'Ninguna aplicación actuará en su nombre desde su próxima llamada. Las demás personas conservan las suyas, lo que hicieron las aplicaciones se queda y puede volver a permitir cada una.',
  'revoke_all.failed': 'No se revocaron las aplicaciones',
  'revoke_all.done': 'Ninguna aplicación actúa ya en su nombre.',
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
};
