import type { Translation } from '../catalogue.ts';
import type { installing as english } from '../en/installing.ts';

export const installing: Translation<typeof english> = {
  'offer.people': 'Cada persona la usa en su nombre',
  'offer.people.words':
    'Actúa por quien la permita, exactamente con los permisos de esa persona y nunca con más.',
  'offer.account': 'Tiene una cuenta propia',
  'offer.account.words': 'Trabaja sola, también cuando nadie la usa, con estos permisos:',
  'offer.company': 'En la empresa',
  'offer.project': 'En cada proyecto permitido',
  'offer.nothing': 'Nada: esta versión no pide ningún acceso.',

  'install.title': '¿Instalar {{app}}?',
  'install.may': 'Lo que puede hacer la versión {{version}}',
  'install.instructions': 'Instrucciones del desarrollador',
  'install.where': 'Dónde puede trabajar',
  'install.problems': 'No se puede instalar tal como está',
  'install.problem.app_blocked': 'Sus reglas para aplicaciones la bloquean.',
  'install.problem.app_not_allowed':
    'Sus reglas para aplicaciones solo admiten las de su lista, y esta no está en ella.',
  'install.problem.publisher_not_verified':
    'Sus reglas para aplicaciones exigen un editor verificado, y este no lo está.',
  'install.problem.already_installed': 'Ya está instalada.',
  'install.no_projects':
    'No eligió ningún proyecto. La aplicación pide permisos en proyectos, y no puede usarlos hasta que usted permita uno.',
  'install.confirm': 'Aprobar e instalar',
  'install.failed': 'No se instaló',
  'install.done': 'Se instaló {{app}}.',
  'install.key': 'Clave de versión',
  'install.key.title': 'Instalar con clave de versión',
  'install.key.words':
    'Se la da el desarrollador de la aplicación. Nada se instala antes de que usted vea lo que puede hacer.',
  'install.key.unknown':
    'Esta clave no abre nada en esta empresa. Pida al desarrollador la clave de este entorno.',
  'install.key.confirm': 'Mostrar la aplicación',
  'install.key.failed': 'No se pudo buscar la clave',

  'marketplace.title': 'Tienda de aplicaciones',
  'marketplace.lead.admin':
    'Aplicaciones que revisó el operador. Usted decide qué puede hacer cada una y dónde.',
  'marketplace.lead.member':
    'Aplicaciones que revisó el operador. Pida a sus administradores las que necesite.',
  'marketplace.empty.title': 'Aún no hay aplicaciones publicadas',
  'marketplace.empty.body': 'Las aplicaciones aparecen aquí cuando el operador aprueba su ficha.',
  'marketplace.version': 'Versión {{version}}',
  'marketplace.website': 'Sitio web',
  'marketplace.support': 'Soporte',
  'marketplace.install': 'Instalar',
  'marketplace.install.app': 'Instalar {{app}}',
  'marketplace.state.connected': 'Instalada: abrir',
  'marketplace.state.disconnected': 'Desconectada: abrir',
  'marketplace.state.uninstalled': 'Desinstalada: abrir',
  'marketplace.problem.app_blocked': 'Bloqueada por su empresa',
  'marketplace.problem.app_not_allowed': 'No está en la lista de su empresa',
  'marketplace.problem.publisher_not_verified': 'Su empresa exige un editor verificado',
  'marketplace.ask': 'Solicitar',
  'marketplace.ask.app': 'Solicitar {{app}}',
  'marketplace.requested': 'Usted ya la solicitó',

  'request.title': 'Solicitar {{app}}',
  'request.reason': '¿Para qué la necesita?',
  'request.reason.words': 'Sus administradores lo leen antes de decidir.',
  'request.confirm': 'Enviar solicitud',
  'request.failed': 'No se envió su solicitud',
  'request.done': 'Se pidió {{app}} a sus administradores. Se le avisará lo que decidan.',
};
