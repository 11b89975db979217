import type { Translation } from '../catalogue.ts';
import type { home as english } from '../en/home.ts';

export const home: Translation<typeof english> = {
  'home.title': 'Hola, {{name}}',
  'home.lead': 'Las empresas y los proyectos a los que pertenece.',
  'home.companies': 'Sus empresas',
  'home.companies.empty.title': 'Todavía no hay empresas',
  'home.companies.empty.body':
    'Aún no pertenece a ninguna empresa. Pida a un administrador de su empresa que agregue {{email}} al directorio.',
  'home.companies.empty.build':
    '¿Viene a desarrollar? Cree su primera aplicación: incluye una empresa de pruebas propia.',
  'home.companies.empty.create': 'Crear una aplicación',
  'home.projects': 'Proyectos de {{company}}',
  'home.projects.empty': 'No forma parte de ningún proyecto activo aquí.',
  'home.projects.toggle': 'Proyectos',
  'home.projects.more_one': 'Ver {{count}} más',
  'home.projects.more_many': 'Ver {{count}} más',
  'home.projects.more_other': 'Ver {{count}} más',
  'home.projects.loading': 'Cargando proyectos…',
  'home.project.number': 'N.º {{number}}',
};
