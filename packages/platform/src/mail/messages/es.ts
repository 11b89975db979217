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
};
