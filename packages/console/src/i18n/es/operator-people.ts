import type { Translation } from '../catalogue.ts';
import type { operatorPeople as english } from '../en/operator-people.ts';

export const operatorPeople: Translation<typeof english> = {
  'navigation.operator_people': 'Personas',
  'operator_people.title': 'Personas',
  'operator_people.lead':
    'Corte el acceso a quien tenga la cuenta en otras manos, o a quien deba irse. Se le avisa por correo, y queda en la auditoría.',
  'operator_people.operators_only': 'Solo los operadores de esta instalación ven personas aquí.',
  'operator_people.find': 'Buscar a alguien',
  'operator_people.find.lead': 'Escriba su correo electrónico completo. No hay una lista de todos.',
  'operator_people.email': 'Correo electrónico',
  'operator_people.search': 'Buscar',
  'operator_people.nobody': 'Nadie inicia sesión con {{email}}.',
  'operator_people.failed': 'No se hizo',
  'operator_people.find.failed': 'No se pudo buscar a nadie',
  'operator_people.operator': 'Operador',
  'operator_people.off': 'Desactivada',
  'operator_people.companies': 'Empresas: {{count}}',
  'operator_people.sessions': 'Navegadores con sesión: {{count}}',
  'operator_people.apps': 'Aplicaciones conectadas: {{count}}',
  'operator_people.sign_out': 'Cerrar todas sus sesiones',
  'operator_people.sign_out.title': 'Cerrar todas las sesiones de {{name}}',
  'operator_people.sign_out.words':
    'Se cierra la sesión en todos los navegadores enseguida. Las aplicaciones que autorizó siguen; para cortarlas también, desactive la cuenta.',
  'operator_people.signed_out': 'Se cerraron todas las sesiones de {{name}}.',
  'operator_people.deactivate': 'Desactivar',
  'operator_people.deactivate.title': 'Desactivar la cuenta de {{name}}',
  'operator_people.deactivate.words':
    'Se cierran todas sus sesiones, en todas las empresas, y las aplicaciones que autorizó ya no llegan a nada. Lo que hizo se conserva.',
  'operator_people.deactivated': 'La cuenta de {{name}} está desactivada.',
  'operator_people.reactivate': 'Activar',
  'operator_people.reactivated': 'La cuenta de {{name}} vuelve a estar activa.',
  'operator_people.self': 'Esta es su propia cuenta: otro operador puede cerrar sus sesiones o desactivarla.',
};
