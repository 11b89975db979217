import type { Translation } from '../catalogue.ts';
import type { developerTeam as english } from '../en/developer-team.ts';

export const developerTeam: Translation<typeof english> = {
  'team.title': 'Quiénes trabajan en esta aplicación',
  'team.lead': 'Cada persona es también administradora de la empresa de prueba.',
  'team.loading': 'Cargando el equipo…',
  'team.person': 'Persona',
  'team.role': 'Función',
  'team.since': 'Desde',
  'team.actions': 'Acciones',
  'team.role.of': 'Función de {{name}}',
  'team.role.changed': '{{name}}: se cambió la función.',
  'team.role.failed': 'No se cambió la función',
  'team.remove': 'Quitar',
  'team.remove.named': 'Quitar a {{name}}',
  'team.leave': 'Salir',
  'team.remove.title': '¿Quitar a {{name}}?',
  'team.leave.title': '¿Salir de esta aplicación?',
  'team.remove.effect':
    '{{name}} ya no podrá ver ni cambiar la aplicación, ni entrar en su empresa de prueba. Cree secretos nuevos si los conocía.',
  'team.remove.failed': 'No se quitó a nadie',
  'team.removed': 'Se quitó a {{name}}.',
  'team.add': 'Agregar a alguien',
  'team.add.lead':
    'Los desarrolladores configuran la aplicación y guardan versiones. Los administradores además manejan credenciales, promueven e invitan. Los propietarios además deciden quién es propietario.',
  'team.email': 'Correo electrónico',
  'team.email.about': 'Recibirá un correo y trabajará en la aplicación cuando se una con él.',
  'team.email.bad': 'Escriba un correo electrónico.',
  'team.add.submit': 'Agregar',
  'team.add.failed': 'No se agregó a nadie',
  'team.added': 'Se agregó a {{name}}.',
  'team.asked': 'Un correo va en camino a {{name}}.',
  'team.pending': 'Todavía no se ha unido',
};
