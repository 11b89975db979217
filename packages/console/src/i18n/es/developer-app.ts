import type { Translation } from '../catalogue.ts';
import type { developerApp as english } from '../en/developer-app.ts';

export const developerApp: Translation<typeof english> = {
  'app.back': 'Mis aplicaciones',
  'app.tabs': 'Páginas de esta aplicación',
  'app.loading': 'Cargando la aplicación…',
  'app.suspended':
    'Un operador suspendió esta aplicación: ninguno de sus tokens funciona. Consulte a quien administra este sistema.',
  'app.managers_only': 'Solo los propietarios y administradores de la aplicación pueden cambiar esto.',
  'app.tab.overview': 'Resumen',
  'app.tab.credentials': 'Credenciales',
  'app.tab.configuration': 'Configuración',
  'app.tab.versions': 'Versiones',
  'app.tab.samples': 'Ejemplos',
  'app.tab.metrics': 'Métricas',
  'app.tab.request_log': 'Rechazos',
  'app.tab.events': 'Eventos',
  'app.tab.collaborators': 'Equipo',
  'app.tab.listing': 'Tienda',

  'overview.steps': 'El camino a producción',
  'overview.done': 'Hecho',
  'overview.open': 'Pendiente',
  'overview.step.sandbox': 'Empresa de prueba «{{company}}»',
  'overview.step.sandbox.none': 'Sin empresa de prueba',
  'overview.step.sandbox.text': 'Proyectos y archivos de ejemplo para probarlo todo.',
  'overview.step.version': 'Guardar una versión',
  'overview.step.version.text':
    'Dice lo que la aplicación necesita y trae una clave que la instala en la empresa de prueba.',
  'overview.step.promote': 'Promoverla',
  'overview.step.promote.text': 'Desde entonces las empresas pueden instalarla con su clave de producción.',
  'overview.step.verify': 'Verificar al editor',
  'overview.step.verify.text': 'Algunas empresas solo admiten aplicaciones de editores verificados.',
  'overview.step.list': 'Publicarla en la tienda',
  'overview.step.list.text': 'Las empresas la encuentran por sí mismas, sin clave.',
  'overview.details': 'Datos',
  'overview.details.lead': 'Lo que ven de la aplicación las personas y las empresas.',
  'overview.details.publisher': 'Si cambia el editor, habrá que verificarlo de nuevo.',
  'overview.details.listed':
    'La página de la tienda está en revisión o a la vista de las empresas. Retírela allí antes de cambiar algo aquí.',
  'overview.details.save': 'Guardar datos',
  'overview.details.saved': 'Se guardaron los datos.',
  'overview.details.failed': 'No se guardaron los datos',
  'overview.verification': 'Verificación del editor',
  'overview.verification.verified': 'Un operador verificó que {{publisher}} publica esta aplicación.',
  'overview.verification.requested': 'Ya se solicitó; un operador la revisará. Recibirá un aviso.',
  'overview.verification.unverified':
    'Nadie ha comprobado quién es {{publisher}}. Las personas ven «sin verificar» cuando se les pide permitir la aplicación.',
  'overview.verification.ask': 'Solicitar verificación',
  'overview.verification.asked': 'Se solicitó la verificación.',
  'overview.verification.failed': 'No se solicitó la verificación',
};
