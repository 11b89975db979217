import type { Translation } from '../catalogue.ts';
import type { signInRules as english } from '../en/sign-in-rules.ts';

export const signInRules: Translation<typeof english> = {
  'navigation.company.sign_in_rules': 'Reglas de inicio de sesión',
  'sign_in_rules.title': 'Reglas de inicio de sesión',
  'sign_in_rules.lead': 'Valen para todas las personas de esta empresa, desde su próximo clic.',
  'sign_in_rules.offered': 'Cada persona decide si configura uno.',
  'sign_in_rules.required':
    'Todas las personas deben tener uno: una aplicación de autenticación o una llave de acceso. A quien no lo tenga se le pide configurarlo primero.',
  'sign_in_rules.without_none': 'Aquí todas las personas tienen uno.',
  'sign_in_rules.without_one': '{{count}} persona aún no tiene ninguno.',
  'sign_in_rules.without_many': '{{count}} personas aún no tienen ninguno.',
  'sign_in_rules.without_other': '{{count}} personas aún no tienen ninguno.',
  'sign_in_rules.to_required': 'Exigirlo a todas las personas',
  'sign_in_rules.to_required.title': '¿Exigir un segundo factor a todas las personas?',
  'sign_in_rules.to_required.words':
    'Quien haya iniciado sesión solo con la contraseña no llega a nada, ni aquí ni en otra parte de Gatehouse, hasta configurarlo. Las aplicaciones que haya permitido siguen funcionando.',
  'sign_in_rules.to_required.confirm': 'Exigirlo',
  'sign_in_rules.to_offered': 'Dejar de exigirlo',
  'sign_in_rules.to_offered.title': '¿Permitir de nuevo solo la contraseña?',
  'sign_in_rules.to_offered.words': 'Quien tenga un segundo factor lo conserva, y puede quitarlo.',
  'sign_in_rules.to_offered.confirm': 'Dejar de exigirlo',
  'sign_in_rules.saved': 'La regla se ha cambiado. Vale de inmediato.',
  'sign_in_rules.failed': 'La regla no se cambió',
};
