import type { MailCatalogue } from '../letter.ts';

/** The mails in Spanish. */
export const es: MailCatalogue = {
  footer:
    'Gatehouse. Escriba su contraseña solo en sus propias páginas; nadie se la pedirá nunca por correo.',
  'directory.invitation': {
    subject: 'Invitación a {company}',
    body: [
      '{inviter} le invita a {company} en Gatehouse.',
      'Elija una contraseña y podrá iniciar sesión con esta dirección de correo.',
    ],
    action: 'Elegir una contraseña',
    after: [
      'El enlace funciona una sola vez, durante {days} días.',
      'Si no sabe por qué ha recibido este mensaje, no haga nada: sin el enlace nadie puede iniciar sesión en su nombre.',
    ],
  },
  'directory.joining': {
    subject: 'Invitación a {company}',
    body: [
      '{inviter} le invita a {company} en Gatehouse.',
      'Ya tiene una cuenta: inicie sesión con ella y diga si se une.',
    ],
    action: 'Ver la invitación',
    after: [
      'El enlace funciona una sola vez, durante {days} días.',
      'Si no sabe por qué ha recibido este mensaje, no haga nada: hasta que se una, {company} no tiene nada que ver con su cuenta.',
    ],
  },
  'directory.added': {
    subject: 'Ahora está en {company}',
    body: [
      '{inviter} le ha añadido al directorio de {company} en Gatehouse.',
      'Inicie sesión con la contraseña que ya tiene.',
    ],
    action: 'Abrir Gatehouse',
  },
  'directory.new_address': {
    subject: 'Su correo en {company}',
    body: ['{inviter} quiere que {company}, en Gatehouse, le escriba a esta dirección de correo.'],
    action: 'Confirmar este correo',
    after: [
      'El enlace funciona una sola vez, durante siete días.',
      'Si no tiene que ver con usted, no haga nada: sin el enlace nada cambia.',
    ],
  },
  'directory.address_known': {
    subject: 'Su correo en {company}',
    body: [
      '{inviter} quiere que {company}, en Gatehouse, escriba a una de sus personas a esta dirección de correo. Gatehouse ya conoce la dirección, así que nada cambia.',
      'Si usted va a estar en {company}, pida una invitación a esta dirección.',
    ],
    action: 'Abrir Gatehouse',
  },
  'directory.email_changed': {
    subject: 'Su correo en {company} ha cambiado',
    body: [
      'Su cuenta en {company} tiene ahora otra dirección de correo. Ya no puede iniciar sesión con esta.',
      'Con ello terminaron su contraseña, sus segundos factores, sus sesiones y sus aplicaciones conectadas.',
      'Si esto le sorprende, pregunte a quienes administran {company} en Gatehouse.',
    ],
  },
  'documents.sent': {
    subject: '{sender} le envía un archivo: {subject}',
    body: ['{sender}, de {company}, le envía un archivo en Gatehouse y escribe:', '{words}'],
    action: 'Abrir la carpeta',
    after: ['Verá el archivo si puede verlo en {company}. Si no, pregunte a {sender}.'],
  },
  'documents.tracked': {
    subject: 'Cambios en documentos que sigue: {place}',
    body: ['En los documentos de {place} que usted sigue ha ocurrido esto:'],
    list: {
      lines: {
        added: '{name}: añadido en {folder} por {person}',
        version: '{name}: nueva versión en {folder}, de {person}',
        moved: '{name}: movido a {folder} por {person}',
        renamed: '{name}: nombre cambiado en {folder} por {person}',
        described: '{name}: nueva descripción, en {folder}, de {person}',
        deleted: '{name}: eliminado de {folder} por {person}',
        restored: '{name}: restaurado en {folder} por {person}',
      },
      root: 'Documentos',
      more: 'Y {more} más',
      last: 'Este es el último de estos correos por hoy. Mañana un correo dirá si hubo más.',
    },
    stop: 'No recibir más estos correos',
    action: 'Abrir Documentos',
    after: [
      'Recibe este mensaje porque sigue carpetas o archivos de {place}. Allí deja de seguir uno solo; aquí, todos a la vez:',
    ],
  },
  'documents.tracked_more': {
    subject: 'Más cambios en documentos que sigue: {company}',
    body: [
      'Los correos de un día sobre documentos que usted sigue en {company} se agotaron. Después del último de ellos hubo más cambios.',
    ],
    action: 'Abrir Documentos',
    after: [
      'Recibe este mensaje porque sigue carpetas o archivos de {company}. Allí deja de seguirlos uno a uno; aquí, todos los de la empresa a la vez:',
    ],
    stop: 'No recibir más estos correos',
  },
  'sign_up.link': {
    subject: 'Su cuenta en Gatehouse',
    body: ['Alguien, probablemente usted, quiere registrarse en Gatehouse con esta dirección de correo.'],
    action: 'Elegir una contraseña',
    after: [
      'El enlace funciona una sola vez, durante un día.',
      'Si no ha sido usted, no haga nada: sin el enlace no habrá ninguna cuenta.',
    ],
  },
  'sign_up.known': {
    subject: 'Su cuenta en Gatehouse',
    body: [
      'Alguien, probablemente usted, quiere registrarse en Gatehouse con esta dirección de correo. Gatehouse ya la conoce.',
      'Inicie sesión con la contraseña que tiene o elija otra. Si una empresa le ha invitado y aún no tiene contraseña, use el enlace de su correo.',
    ],
    action: 'Iniciar sesión',
    after: ['Si no ha sido usted, no haga nada: su cuenta queda como está.'],
  },
  'new_password.link': {
    subject: 'Una contraseña nueva para Gatehouse',
    body: ['Alguien, probablemente usted, ha pedido una contraseña nueva para su cuenta en Gatehouse.'],
    action: 'Elegir una contraseña nueva',
    after: [
      'El enlace funciona una sola vez, durante media hora.',
      'Si no ha sido usted, no haga nada: su contraseña queda como está.',
    ],
  },
  'new_password.no_account': {
    subject: 'No hay contraseña que renovar en Gatehouse',
    body: [
      'Alguien, probablemente usted, ha pedido una contraseña nueva en Gatehouse. Con esta dirección de correo nadie tiene una.',
      'Quizá inicia sesión con otra dirección. Si una empresa le ha invitado, use el enlace de su correo.',
    ],
    action: 'Abrir Gatehouse',
  },
  'new_password.done': {
    subject: 'Su contraseña de Gatehouse ha cambiado',
    body: [
      'La contraseña de su cuenta en Gatehouse acaba de cambiar, y su sesión se ha cerrado en todos los demás lugares.',
      'Si no ha sido usted, elija enseguida una contraseña nueva.',
    ],
    action: 'Elegir una contraseña nueva',
  },
  'new_email.link': {
    subject: 'Su correo nuevo en Gatehouse',
    body: [
      'Alguien, probablemente usted, quiere iniciar sesión en Gatehouse con esta dirección de correo desde ahora.',
    ],
    action: 'Usar este correo',
    after: [
      'Ábralo en el navegador en el que tiene la sesión abierta. El enlace funciona una sola vez, durante una hora.',
      'Si no fue usted, no haga nada: sin el enlace no cambia nada.',
    ],
  },
  'new_email.known': {
    subject: 'Su cuenta en Gatehouse',
    body: [
      'Alguien, probablemente usted, quiere iniciar sesión en Gatehouse con esta dirección de correo desde ahora. Gatehouse ya conoce la dirección, así que no cambia nada.',
    ],
    action: 'Abrir Gatehouse',
  },
  'new_email.changed': {
    subject: 'Su correo en Gatehouse ha cambiado',
    body: [
      'Ahora inicia sesión en Gatehouse con {email}, y ya no con esta dirección.',
      'Si no fue usted, escriba enseguida a quien gestiona este Gatehouse: quien lo hizo conocía su contraseña.',
    ],
  },
  'sign_in.new_device': {
    subject: 'Un navegador nuevo inició sesión en su cuenta de Gatehouse',
    body: [
      'Alguien, probablemente usted, inició sesión en su cuenta de Gatehouse con un navegador que usted no había usado antes para ella: {device}, desde la dirección {address}.',
    ],
    action: 'Ver dónde tiene la sesión abierta',
    after: ['Si no fue usted, cierre allí esa sesión y elija una contraseña nueva enseguida.'],
  },
  'factor.app_added': {
    subject: 'Se añadió una aplicación de autenticación a su cuenta de Gatehouse',
    body: [
      'Desde ahora su cuenta de Gatehouse pide un código de esa aplicación después de la contraseña. Se cerró su sesión en todos los demás sitios.',
      'Guarde los códigos de recuperación donde los encuentre sin su teléfono.',
    ],
    action: 'Ver cómo inicia sesión',
    after: [
      'Si no fue usted, elija una contraseña nueva enseguida y escriba a quien gestiona este Gatehouse.',
    ],
  },
  'factor.app_removed': {
    subject: 'Se quitó la aplicación de autenticación de su cuenta de Gatehouse',
    body: ['Tu cuenta de Gatehouse ya no pide ningún código de una aplicación.'],
    action: 'Ver cómo inicia sesión',
    after: [
      'Si no fue usted, elija una contraseña nueva enseguida y escriba a quien gestiona este Gatehouse.',
    ],
  },
  'factor.passkey_added': {
    subject: 'Se añadió una llave de acceso a su cuenta de Gatehouse',
    body: ['La llave de acceso «{name}» ya puede iniciar sesión en su cuenta de Gatehouse.'],
    action: 'Ver cómo inicia sesión',
    after: ['Si no fue usted, quítela allí y elija una contraseña nueva enseguida.'],
  },
  'factor.passkey_removed': {
    subject: 'Se quitó una llave de acceso de su cuenta de Gatehouse',
    body: ['La llave de acceso «{name}» ya no puede iniciar sesión en su cuenta de Gatehouse.'],
    action: 'Ver cómo inicia sesión',
    after: ['Si no fue usted, elija una contraseña nueva enseguida.'],
  },
  'factor.recovery_codes_renewed': {
    subject: 'Tiene códigos de recuperación nuevos para Gatehouse',
    body: [
      'Se crearon códigos de recuperación nuevos para su cuenta de Gatehouse. Los anteriores ya no sirven.',
    ],
    action: 'Ver cómo inicia sesión',
    after: ['Si no fue usted, elija una contraseña nueva enseguida.'],
  },
  'factor.recovery_code_used': {
    subject: 'Se usó un código de recuperación de su cuenta de Gatehouse',
    body: [
      'Alguien, probablemente usted, usó uno de sus códigos de recuperación. Códigos que quedan: {left}.',
    ],
    action: 'Ver cómo inicia sesión',
    after: ['Si no fue usted, elija una contraseña nueva enseguida y cree códigos de recuperación nuevos.'],
  },
  'factor.guessed': {
    subject: 'Códigos incorrectos para su cuenta de Gatehouse',
    body: [
      'Alguien escribió la contraseña de su cuenta de Gatehouse y después varios códigos incorrectos. No pudo entrar.',
      'Si no fue usted, esa persona conoce su contraseña: elija otra.',
    ],
    action: 'Ver cómo inicia sesión',
  },
  'factor.cleared': {
    subject: 'Se quitaron sus segundos factores de Gatehouse',
    body: [
      'Quien gestiona este Gatehouse quitó la aplicación de autenticación, las llaves de acceso y los códigos de recuperación de su cuenta, y cerró todas sus sesiones. Puede iniciar sesión con su contraseña, y debería añadir de nuevo un segundo factor.',
      'Si no lo pidió, escríbale enseguida.',
    ],
    action: 'Ver cómo inicia sesión',
  },
  'account.signed_out': {
    subject: 'Se cerraron todas sus sesiones de Gatehouse',
    body: [
      'Un administrador cerró todas las sesiones de su cuenta de Gatehouse. Vuelva a iniciar sesión donde la necesite.',
      'Si perdió un dispositivo, o alguien puede conocer su contraseña, elija una nueva.',
    ],
    action: 'Iniciar sesión',
  },
  'account.deactivated': {
    subject: 'Su cuenta de Gatehouse se desactivó',
    body: [
      'Quien gestiona este Gatehouse desactivó su cuenta. Se cerraron todas sus sesiones, y las aplicaciones que había autorizado ya no llegan a nada.',
      'Si cree que es un error, escríbale.',
    ],
    action: 'Ir a Gatehouse',
  },
  'account.reactivated': {
    subject: 'Su cuenta de Gatehouse vuelve a estar activa',
    body: [
      'Quien gestiona este Gatehouse volvió a activar su cuenta. Inicia sesión como antes; las aplicaciones le preguntarán de nuevo.',
    ],
    action: 'Iniciar sesión',
  },
};
