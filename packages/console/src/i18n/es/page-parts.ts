import type { Translation } from '../catalogue.ts';
import type { pageParts as english } from '../en/page-parts.ts';

export const pageParts: Translation<typeof english> = {
  'dialog.cancel': 'Cancelar',

  copy: 'Copiar',
  'copy.named': 'Copiar {{name}}',
  'copy.done': 'Copiado: {{name}}',
  'copy.failed': 'El navegador no permitió copiar «{{name}}». Selecciónelo y cópielo usted mismo.',

  'secret.once.title': 'Guarde el secreto ahora',
  'secret.once':
    'Se muestra esta única vez. Gatehouse no guarda ninguna copia legible: quien lo pierda tendrá que crear otro.',
  'secret.client_id': 'ID de cliente',
  'secret.client_secret': 'Secreto de cliente',

  'chart.table': 'Ver los números en una tabla',
};
