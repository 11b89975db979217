import type { MessageKey } from './messages.ts';

export const es: Readonly<Record<MessageKey, string>> = {
  'product.name': 'Gatehouse Link',
  'page.title': '{page} · Gatehouse Link',
  'page.skip': 'Ir al contenido',
  'page.footer':
    'Link guarda, sellado, el permiso para llegar a sus archivos. Nunca ve sus archivos ni su contraseña.',
  'language.other': 'English',

  'welcome.title': 'Un solo inicio de sesión para todos sus equipos',
  'welcome.lead':
    'Vincule su cuenta una vez; cada instalación de la aplicación que usted apruebe podrá usarla.',
  'welcome.sign_in': 'Iniciar sesión',

  'accounts.title': 'Sus cuentas',
  'accounts.hello': 'Sesión de {name} ({email}).',
  'accounts.none': 'Todavía no hay nada vinculado.',
  'accounts.link': 'Vincular una cuenta',
  'accounts.active': 'Funciona',
  'accounts.needs_sign_in': 'Requiere iniciar sesión',
  'accounts.revoked': 'El acceso se revocó en Gatehouse.',
  'accounts.response_lost': 'Se perdió una respuesta de Gatehouse; por seguridad cerró el acceso.',
  'accounts.expired': 'El acceso ha caducado.',
  'accounts.again': 'Vincular {account} de nuevo',
  'accounts.unlink': 'Desvincular {account}',
  'accounts.log': 'Quién usó {account}',
  'accounts.pending':
    '{account} está desvinculada y sus tokens se borraron aquí. No se pudo contactar con Gatehouse para revocarlos; se intentará hasta que responda.',
  'accounts.not_revoked':
    '{account} está desvinculada y sus tokens se borraron aquí. Ya no se podían leer, así que no se avisó a Gatehouse: revoque allí Gatehouse Link en sus aplicaciones conectadas.',
  'accounts.linked_at': 'Vinculada {time}',
  'accounts.sign_out': 'Cerrar sesión',

  'installs.title': 'Instalaciones',
  'installs.none': 'Ningún equipo tiene la sesión iniciada.',
  'installs.device': 'Introducir el código de un equipo',
  'installs.key': 'Crear una clave de inicio de sesión',
  'installs.key_for':
    'Una clave de inicio de sesión deja entrar a un equipo en el que no hay nadie, como un servidor.',
  'installs.key_waits': 'Una clave de inicio de sesión espera a su equipo hasta {time}.',
  'installs.withdraw_key': 'Retirar la clave',
  'installs.added': 'Añadido {time}',
  'installs.seen': 'Visto por última vez {time}',
  'installs.sign_out': 'Cerrar la sesión de {install}',
  'installs.life':
    'Un equipo cuya sesión se cierra puede conservar un token de acceso durante la vida que le quede. Para terminar también eso, desvincule la cuenta.',

  'journal.title': 'Qué ha pasado',
  'journal.none': 'Nada todavía.',
  'journal.linked': 'Cuenta vinculada',
  'journal.relinked': 'Cuenta vinculada de nuevo',
  'journal.token_given': 'Token entregado a {install}',
  'journal.refreshed': 'Token renovado',
  'journal.needs_sign_in': 'El acceso terminó; hay que iniciar sesión',
  'journal.unlinked': 'Cuenta desvinculada, tokens borrados',
  'journal.revoked_upstream': 'Gatehouse confirmó la revocación',
  'journal.revocation_given_up':
    'Gatehouse nunca confirmó la revocación; revóquela allí, en sus aplicaciones conectadas',
  'journal.install_enrolled': '{install} se conectó',
  'journal.install_signed_out': 'Sesión de {install} cerrada',

  'journal.key_made': 'Clave de inicio de sesión creada',
  'journal.key_withdrawn': 'Clave de inicio de sesión retirada',

  'key.title': 'Su clave de inicio de sesión',
  'key.lead': 'Deja entrar a un equipo, una vez, hasta {time}. Solo se muestra aquí.',
  'key.label': 'Clave de inicio de sesión',
  'key.how':
    'En el equipo, ejecute esto y pegue la clave cuando la pida, o envíesela por la entrada estándar:',
  'key.warning':
    'Quien tenga la clave puede usar sus cuentas vinculadas: no se la dé a nadie. Una clave nueva anula esta.',

  'log.title': 'Quién usó {account}',
  'log.lead': 'Cada token entregado y a qué equipo. Se conserva 400 días.',
  'log.time': 'Hora',
  'log.event': 'Qué ocurrió',
  'log.system': 'Sistema',
  'log.pages': 'Páginas del registro',
  'log.newest': 'Lo más reciente',
  'log.older': 'Anteriores',

  'device.title': 'Conectar un equipo',
  'device.lead': 'Escriba el código que muestra el equipo.',
  'device.code': 'Código',
  'device.submit': 'Continuar',
  'device.wrong': 'Ningún equipo espera con este código. Compruébelo; los códigos duran diez minutos.',
  'device.busy': 'Se probaron demasiados códigos. Espere diez minutos.',

  'enrol.title': '¿Conectar este equipo?',
  'enrol.lead': 'Un equipo que se llama {name} ({platform}) pide usar sus cuentas vinculadas.',
  'enrol.warning': 'Permítalo solo si lo inició usted, en un equipo que tiene delante.',
  'enrol.code': 'Debe mostrar este código: {code}',
  'enrol.allow': 'Permitir',
  'enrol.deny': 'Denegar',
  'enrol.done': 'El equipo está conectado. Puede cerrar esta página.',
  'enrol.denied': 'Se rechazó el equipo. Puede cerrar esta página.',
  'enrol.over': 'Esta solicitud terminó: ya se respondió, o tardó más de diez minutos.',

  'enrol.full':
    'Ya tiene {most} equipos, que es el máximo. Cierre la sesión de uno y vuelva a abrir esta solicitud.',

  'problem.title': 'No ha funcionado',
  'problem.stale':
    'La página estuvo abierta demasiado tiempo o se abrió en otro navegador. Empiece de nuevo.',
  'problem.foreign':
    'Lo que ha llegado no responde a lo que usted empezó aquí, así que no se vinculó nada ni se inició ninguna sesión. Empiece de nuevo.',
  'problem.unproven':
    'El servicio donde usted inicia sesión no dijo de forma creíble quién es usted, así que nada ha cambiado. Quien administra Link encuentra el motivo en su registro.',
  'problem.refused': 'El inicio de sesión no se completó, así que nada ha cambiado.',
  'problem.other_person': 'Mientras tanto otra persona inició sesión aquí, así que no se vinculó nada.',
  'problem.forbidden': 'Esta petición no vino de una página nuestra. Vuelva e inténtelo de nuevo.',
  'problem.missing': 'Aquí no hay nada.',
  'problem.away':
    'No se puede contactar con el servicio donde usted inicia sesión, así que nada ha cambiado. Inténtelo de nuevo en un momento.',
  'problem.internal':
    'Algo falló por nuestra parte, o no se puede contactar con Gatehouse. Inténtelo de nuevo.',
  'problem.home': 'Volver a sus cuentas',
};
