import type { Translation } from '../catalogue.ts';
import type { shell as english } from '../en/shell.ts';

export const shell: Translation<typeof english> = {
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
  'navigation.security': 'Acceso y seguridad',
  'navigation.developers': 'Crear aplicaciones',
  'navigation.my_apps': 'Mis aplicaciones',
  'navigation.operators': 'Operar Gatehouse',
  'navigation.reviews': 'Verificación y revisión',

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

  'proof.title': 'Demuestre que es usted',
  'proof.lead':
    'Esto es delicado y hace tiempo que inició la sesión. Escriba su contraseña en la página que se abre; lo que empezó aquí continúa después.',
  'proof.open': 'Demostrarlo',
  'proof.go_on': 'Continuar',
  'failure.title': 'No se pudo cargar',
  'failure.offline': 'No hay conexión con el servidor. Revise su conexión.',
  'failure.busy': 'El servidor está ocupado. Inténtelo de nuevo en un momento.',
  'failure.meanwhile': 'Algo cambió desde que se cargó esta página.',
  'failure.name_taken': 'Este nombre ya está en uso. Elija otro.',
  'failure.forbidden': 'No tiene permiso para hacer esto.',
  'failure.server': 'Algo falló de nuestro lado.',
  'failure.unproven': 'No demostró que es usted, así que no se cambió nada.',
  'failure.page': 'Algo falló al mostrar esta página.',
  'failure.request_id': 'Id. de la solicitud: {{id}}',
  'failure.retry': 'Reintentar',
  'failure.reload': 'Volver a cargar la página',
};
