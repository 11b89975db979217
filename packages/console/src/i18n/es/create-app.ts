import type { Translation } from '../catalogue.ts';
import type { createApp as english } from '../en/create-app.ts';

export const createApp: Translation<typeof english> = {
  'create_app.title': 'Crear una aplicación',
  'create_app.lead':
    'Recibe su propia empresa de prueba, con proyectos y archivos de ejemplo, y credenciales que solo funcionan allí.',
  'create_app.submit': 'Crear aplicación',
  'create_app.failed': 'No se creó la aplicación',
  'create_app.created': '{{app}} está lista',
  'create_app.created.lead':
    'Estas son sus credenciales de prueba. Alcanzan la empresa «{{company}}» y ninguna otra.',
  'create_app.created.credentials': 'Credenciales de prueba',
  'create_app.next': 'Qué sigue',
  'create_app.next.samples': 'Probar los ejemplos de código',
  'create_app.next.configure': 'Indicar lo que necesita',
  'create_app.next.overview': 'Ir a la aplicación',

  'app_form.name': 'Nombre',
  'app_form.name.about': 'Como la verán las personas cuando se les pida permitirla.',
  'app_form.publisher': 'Editor',
  'app_form.publisher.about':
    'La empresa o persona que responde por la aplicación. Un operador puede verificarlo.',
  'app_form.description': 'Qué hace',
  'app_form.description.about': 'Una o dos frases, para quienes deciden si la instalan.',
  'app_form.missing': 'Complete este campo.',
  'app_form.too_long': '{{most}} caracteres como máximo.',
};
