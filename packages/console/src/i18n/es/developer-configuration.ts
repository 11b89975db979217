import type { Translation } from '../catalogue.ts';
import type { developerConfiguration as english } from '../en/developer-configuration.ts';

export const developerConfiguration: Translation<typeof english> = {
  'configuration.loading': 'Cargando la configuración…',
  'configuration.components': 'Qué es la aplicación',
  'configuration.components.lead': 'Puede ser una de las dos cosas, o ambas.',
  'configuration.user_level': 'Las personas la conectan, y actúa como cada una de ellas',
  'configuration.user_level.about':
    'Con exactamente los permisos de esa persona, nunca más. Aquí no se eligen permisos.',
  'configuration.account': 'Actúa por sí misma, con una cuenta propia',
  'configuration.account.about':
    'Las empresas ven estos permisos antes de instalarla y eligen los proyectos. Para tareas que corren sin nadie presente.',
  'configuration.permissions': 'Permisos de su propia cuenta',
  'configuration.permissions.lead':
    'Pida lo mínimo necesario: una empresa puede fijar un nivel máximo, y cada actualización que pida más debe aprobarse de nuevo.',
  'configuration.scope.company': 'En la empresa',
  'configuration.scope.project': 'En cada proyecto permitido',
  'configuration.everything':
    'Administrador de Administración en la empresa lo sería de todo, por eso no se puede pedir.',
  'configuration.words': 'Textos para quien la instala',
  'configuration.instructions': 'Instrucciones',
  'configuration.instructions.about': 'Se muestran antes de instalarla: lo que debe estar listo.',
  'configuration.notes': 'Notas posteriores a la instalación',
  'configuration.notes.about': 'Se muestran una vez instalada: qué hacer después.',
  'configuration.too_long': '{{most}} caracteres como máximo.',
  'configuration.nothing': 'Todavía no pide nada: elija al menos una de las dos cosas.',
  'configuration.save': 'Guardar como versión',
  'configuration.save.lead':
    'Una versión guardada no cambia nunca. Trae una clave que la instala en empresas de prueba.',
  'configuration.semver': 'Versión',
  'configuration.semver.about': 'Tres números, mayores que {{latest}}.',
  'configuration.semver.first': 'Tres números, como 1.0.0.',
  'configuration.semver.bad': 'Escriba tres números como 1.0.0, sin ceros a la izquierda.',
  'configuration.semver.low': 'Tiene que ser mayor que {{latest}}.',
  'configuration.semver.suggest.first': 'Sugerencia: {{semver}}, la primera versión.',
  'configuration.semver.suggest.patch': 'Sugerencia: {{semver}}, porque no pide nada nuevo.',
  'configuration.semver.suggest.minor':
    'Sugerencia: {{semver}}, porque las empresas tienen algo más que aprobar.',
  'configuration.semver.suggest.major':
    'Sugerencia: {{semver}}, porque algo que antes funcionaba deja de hacerlo.',
  'configuration.changes': 'Cambios desde {{latest}}',
  'configuration.changes.none': 'No cambian los permisos.',
  'configuration.change.company': 'Empresa, {{tool}}: de {{from}} a {{to}}',
  'configuration.change.project': 'Proyectos permitidos, {{tool}}: de {{from}} a {{to}}',
  'configuration.change.people.gained': 'Las personas pueden conectarla',
  'configuration.change.people.lost': 'Las personas ya no pueden conectarla',
  'configuration.change.account.gained': 'Recibe una cuenta propia',
  'configuration.change.account.lost': 'Pierde su cuenta propia',
  'configuration.submit': 'Guardar versión',
  'configuration.saved': 'Se guardó la versión {{semver}}.',
  'configuration.failed': 'No se guardó la versión',
};
