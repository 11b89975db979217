import type { Translation } from '../catalogue.ts';
import type { documentDetails as english } from '../en/document-details.ts';

export const documentDetails: Translation<typeof english> = {
  'documents.details.facts': 'Información',
  'documents.details.versions': 'Todas las versiones',
  'documents.details.access': 'Acceso',
  'documents.details.tracking': 'Seguimiento',
  'documents.fact.where': 'Dónde está guardado',
  'documents.fact.created': 'Creado',
  'documents.fact.version': 'Versión',
  'documents.fact.description': 'Descripción',
  'documents.fact.checked_out': 'Reservado',
  'documents.fact.sha256': 'Huella SHA-256',
  'documents.fact.tracked': 'Alguien recibe correos sobre ello',
  'documents.fact.yes': 'Sí',
  'documents.fact.no': 'No',
  'documents.preview.none': 'No hay vista previa para este tipo de archivo. Descárguelo para abrirlo.',
  'documents.preview.broken': 'No se puede mostrar: el archivo puede estar dañado. Descárguelo para abrirlo.',
  'documents.preview.pdf':
    'Este navegador no muestra archivos PDF dentro de una página. Descárguelo para abrirlo.',
  'documents.version.add': 'Subir una versión nueva',
  'documents.version.latest': 'Versión {{number}} (actual)',
  'documents.version.number': 'Versión {{number}}',
  'documents.version.download': 'Descargar la versión {{number}}',
  'documents.promote': 'Hacer actual',
  'documents.promote.named': 'Hacer actual: versión {{number}}',
  'documents.promote.done':
    '{{name}} está como en la versión {{number}}. Las versiones intermedias se conservan.',
  'documents.promote.failed': 'La versión no se hizo actual',
  'documents.access.private': 'Privado',
  'documents.access.private.words':
    'Solo lo ven las personas y los grupos que se nombran abajo, y los administradores de los documentos. Para los demás no existe.',
  'documents.access.inherited': 'Está en la carpeta privada {{folder}}: no lo ve quien no ve esa carpeta.',
  'documents.access.find': 'Buscar personas o grupos',
  'documents.access.people': 'Personas',
  'documents.access.groups': 'Grupos',
  'documents.access.nobody': 'No se encontró a nadie.',
  'documents.access.save': 'Guardar acceso',
  'documents.access.closed': '{{name}} ahora es privado.',
  'documents.access.opened': '{{name}} está abierto a todos los que tienen los documentos.',
  'documents.access.failed': 'No se cambió el acceso',
  'documents.tracking.own': 'Seguirlo',
  'documents.tracking.own.folder':
    'Recibe un correo con lo que otros hacen en esta carpeta y en todo lo que contiene, cuando hacen una pausa. Solo cuenta lo que usted puede ver.',
  'documents.tracking.own.file':
    'Recibe un correo con lo que otros hacen con este archivo, cuando hacen una pausa.',
  'documents.tracking.inherited': 'Sigue la carpeta {{folder}} y, con ella, todo lo que contiene.',
  'documents.tracking.failed': 'No se cambió el seguimiento',
  'documents.tracking.find': 'Buscar personas que lo sigan',
  'documents.tracking.people': 'Quién lo sigue',
  'documents.tracking.people.words':
    'También reciben correos, con lo que pueden ver. Cada uno puede ponerles fin en el propio correo.',
  'documents.tracking.stopped':
    'Dejaron de recibir los correos de estos documentos: {{people}}. Solo esas personas pueden volver a empezar.',
  'documents.tracking.save': 'Guardar quién lo sigue',
  'documents.tracking.saved': 'Se guardó quién lo sigue.',
  'documents.tags': 'Etiquetas',
  'documents.tags.none': 'Ninguna todavía',
  'documents.tags.of_project': 'Etiquetas del proyecto',
  'documents.tags.words':
    'Palabras que se dan a sus carpetas y archivos, en sus detalles. Lo que se quita aquí se quita de todo lo que lo tiene.',
  'documents.tags.new': 'Etiqueta nueva',
  'documents.tags.add': 'Agregar etiqueta',
  'documents.tags.remove': 'Quitar',
  'documents.tags.remove.named': 'Quitar {{name}}',
  'documents.tags.failed': 'No se cambiaron las etiquetas',
  'documents.bin': 'Papelera',
  'documents.bin.lead': 'Lo que se eliminó. Puede volver a su lugar o borrarse para siempre.',
  'documents.bin.back': 'Documentos de {{name}}',
  'documents.bin.nothing': 'La papelera está vacía',
  'documents.bin.nothing.body': 'Lo que se elimina de los documentos llega aquí.',
  'documents.bin.restore': 'Restaurar',
  'documents.bin.restore.named': 'Restaurar {{name}}',
  'documents.bin.restored.open': '{{name}} está de vuelta.',
  'documents.bin.restored.private': '{{name}} está de vuelta, tan privado como antes.',
  'documents.bin.restored.hidden':
    '{{name}} está de vuelta y ahora es privado: una carpeta superior era privada o se borró para siempre. Indique en «Quién lo ve» quiénes deben verlo.',
  'documents.bin.restore.failed': 'No se restauró',
  'documents.bin.purge': 'Borrar para siempre',
  'documents.bin.purge.named': 'Borrar para siempre: {{name}}',
  'documents.bin.purge.title': '¿Borrar {{name}} para siempre?',
  'documents.bin.purge.words':
    'Después no quedan ni sus versiones ni lo que contiene. Nadie puede recuperarlo.',
  'documents.bin.purge.failed': 'No se borró',
  'documents.bin.purged': 'Se borró para siempre.',
  'documents.bin.purging_one': 'Se está retirando lo que se borró para siempre: queda {{count}} elemento.',
  'documents.bin.purging_many': 'Se está retirando lo que se borró para siempre: quedan {{count}} elementos.',
  'documents.bin.purging_other':
    'Se está retirando lo que se borró para siempre: quedan {{count}} elementos.',
  'documents.bin.purging.more_one':
    'Se está retirando lo que se borró para siempre: queda más de {{count}} elemento.',
  'documents.bin.purging.more_many':
    'Se está retirando lo que se borró para siempre: quedan más de {{count}} elementos.',
  'documents.bin.purging.more_other':
    'Se está retirando lo que se borró para siempre: quedan más de {{count}} elementos.',
  'documents.bin.purging.progress': 'Avance de la retirada',
  'documents.bin.folder.lead':
    'Se eliminó con todo lo que contiene. Lo que hay dentro también puede volver por separado.',
  'documents.bin.folder.empty': 'No contenía nada, o todo se borró ya para siempre.',
  'documents.bin.empty': 'Vaciar la papelera',
  'documents.bin.empty.title': '¿Vaciar la papelera?',
};
