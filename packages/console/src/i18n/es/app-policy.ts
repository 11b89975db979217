import type { Translation } from '../catalogue.ts';
import type { appPolicy as english } from '../en/app-policy.ts';

export const appPolicy: Translation<typeof english> = {
  'policy.title': 'Reglas para aplicaciones',
  'policy.lead': 'Rigen también para las ya instaladas, desde su siguiente llamada.',
  'policy.members': 'Lo que pueden hacer los miembros',
  'policy.user_installs': 'Los miembros pueden instalar aplicaciones al permitirlas',
  'policy.user_installs.words':
    'Si no, permitir una aplicación solo le envía a usted una solicitud, y la aplicación espera su respuesta.',
  'policy.limit': 'El permiso más alto que no necesita aprobación',
  'policy.limit.words': 'Una aplicación que pida más no la instala un miembro; usted recibe una solicitud.',
  'policy.limit.any': 'Sin límite, incluido Administrador',
  'policy.limit.read_only': 'Solo lectura',
  'policy.limit.standard': 'Estándar',
  'policy.which': 'Qué aplicaciones pueden trabajar aquí',
  'policy.mode': 'Aplicaciones que no están en ninguna lista',
  'policy.mode.any': 'Todas, salvo las bloqueadas',
  'policy.mode.allow_list': 'Solo las de la lista de permitidas',
  'policy.verified_only': 'Solo editores verificados',
  'policy.verified_only.words':
    'El operador comprobó quiénes son. La lista de permitidas no es una excepción.',
  'policy.apps': 'Aplicación por aplicación',
  'policy.apps.lead': 'Una aplicación bloqueada se rechaza, sin importar lo demás.',
  'policy.apps.none': 'Todavía no se ha visto ninguna aplicación en esta empresa.',
  'policy.rule.allowed': 'Permitida',
  'policy.rule.none': 'Sin regla',
  'policy.rule.blocked': 'Bloqueada',
  'policy.allow_key': 'Permitir por clave',
  'policy.allow_key.title': 'Poner una aplicación en la lista de permitidas',
  'policy.allow_key.words': 'Para una aplicación que no está en la tienda. Con esto no se instala nada.',
  'policy.allow_key.confirm': 'Permitirla',
  'policy.save': 'Guardar reglas',
  'policy.saved': 'Se guardaron las reglas. Rigen desde la siguiente llamada.',
  'policy.failed': 'No se cambiaron las reglas',
};
