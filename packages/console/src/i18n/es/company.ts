import type { Translation } from '../catalogue.ts';
import type { company as english } from '../en/company.ts';

export const company: Translation<typeof english> = {
  'navigation.company': 'Empresa: {{company}}',
  'navigation.company.choose': 'Elegir una empresa',
  'navigation.company.search': 'Buscar una empresa',
  'navigation.company.none': 'Ninguna empresa tiene esto en su nombre.',
  'navigation.company.apps': 'Aplicaciones instaladas',
  'navigation.company.marketplace': 'Tienda de aplicaciones',
  'navigation.company.requests': 'Solicitudes',
  'navigation.company.my_requests': 'Mis solicitudes',
  'navigation.company.accounts': 'Cuentas de servicio',
  'navigation.company.policy': 'Reglas para aplicaciones',

  'company.refused.title': 'Solo los administradores ven esto',
  'company.refused.body': 'Usted no administra esta empresa, o lo que busca ya no está.',

  'projects.search': 'Buscar un proyecto',
  'projects.all_one': 'Elegir {{count}}',
  'projects.all_many': 'Elegir los {{count}}',
  'projects.all_other': 'Elegir los {{count}}',
  'projects.none': 'No elegir ninguno',
  'projects.chosen_one': '{{count}} elegido',
  'projects.chosen_many': '{{count}} elegidos',
  'projects.chosen_other': '{{count}} elegidos',
  'projects.empty': 'Esta empresa no tiene proyectos activos.',
  'projects.permitted': 'Proyectos permitidos',
  'projects.permitted.words':
    'La cuenta propia de la aplicación trabaja en estos proyectos y en ningún otro.',
  'projects.permitted.none': 'Ninguno. La cuenta propia de la aplicación no llega a ningún proyecto.',
  'projects.change': 'Cambiar proyectos',
  'projects.change.title': '¿Dónde puede trabajar {{app}}?',
  'projects.change.words':
    'Un proyecto que usted quite queda cerrado para la aplicación desde su siguiente llamada.',
  'projects.save': 'Guardar proyectos',
  'projects.saved': 'Se cambiaron los proyectos permitidos de {{app}}.',
  'projects.failed': 'No se cambiaron los proyectos',
};
