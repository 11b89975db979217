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
  'directory.added': {
    subject: 'Ahora está en {company}',
    body: [
      '{inviter} le ha añadido al directorio de {company} en Gatehouse.',
      'Inicie sesión con la contraseña que ya tiene.',
    ],
    action: 'Abrir Gatehouse',
  },
  'directory.email_changed': {
    subject: 'Su correo en {company} ha cambiado',
    body: [
      '{inviter} ha dado a su cuenta en {company} otra dirección de correo. Ya no puede iniciar sesión con esta.',
      'Si esto le sorprende, pregunte a quienes administran {company} en Gatehouse.',
    ],
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
};
