import type { Translation } from '../catalogue.ts';
import type { permissions as english } from '../en/permissions.ts';

export const permissions: Translation<typeof english> = {
  'permissions.tool': 'Herramienta',
  'permissions.nothing': 'Sin acceso',

  'tool.documents': 'Documentos',
  'tool.directory': 'Directorio',
  'tool.admin': 'Administración',

  'level.none': 'Ninguno',
  'level.read_only': 'Solo lectura',
  'level.standard': 'Estándar',
  'level.admin': 'Administrador',

  'permission.documents.read_only': 'Ve las carpetas y los archivos, y los descarga',
  'permission.documents.standard': 'Ve, descarga, agrega y modifica carpetas y archivos',
  'permission.documents.admin':
    'Ve y modifica todas las carpetas y los archivos, también los privados, y decide quién más ve estos',
  'permission.directory.read_only': 'Ve las personas y las empresas del directorio',
  'permission.directory.standard': 'Ve el directorio, agrega personas y cambia sus datos',
  'permission.directory.admin': 'Ve y modifica el directorio, y define lo que puede hacer cada persona',
  'permission.admin.read_only': 'Ve los proyectos y la configuración',
  'permission.admin.standard': 'Ve y modifica los proyectos y la configuración',
  'permission.admin.admin': 'Administra todo allí',
};
