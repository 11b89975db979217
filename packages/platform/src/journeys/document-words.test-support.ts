/** What people read and press among their documents, in one language. */
export interface DocumentWords {
  readonly locale: 'en-US' | 'es-MX';
  readonly content: (folder: string) => string;
  readonly newFolder: string;
  readonly createFolder: string;
  readonly name: string;
  readonly uploaded: (count: number) => string;
  readonly files: string;
  readonly folder: string;
  readonly addVersion: string;
  readonly keepBoth: string;
  readonly skip: string;
  readonly forAll: string;
  readonly goOn: string;
  readonly actionsFor: (name: string) => string;
  readonly rename: string;
  readonly move: string;
  readonly moveHere: string;
  readonly delete: string;
  readonly details: string;
  readonly versions: string;
  readonly close: string;
  readonly search: string;
  readonly found: (count: number) => string;
  readonly showInFolder: string;
  readonly selected: (count: number) => string;
  readonly shortcuts: string;
  readonly recycleBin: string;
  readonly restore: (name: string) => string;
  readonly purge: (name: string) => string;
  readonly purgeIt: string;
  readonly uploads: string;
}

export const english: DocumentWords = {
  locale: 'en-US',
  content: (folder) => `Content of ${folder}`,
  newFolder: 'New folder',
  createFolder: 'Create folder',
  name: 'Name',
  uploaded: (count) => (count === 1 ? '1 file uploaded' : `${count} files uploaded`),
  files: 'Files',
  folder: 'A whole folder',
  addVersion: 'Add as a new version',
  keepBoth: 'Keep both',
  skip: 'Skip',
  forAll: 'For all of them',
  goOn: 'Continue',
  actionsFor: (name) => `Actions for ${name}`,
  rename: 'Rename',
  move: 'Move',
  moveHere: 'Move here',
  delete: 'Delete',
  details: 'Details',
  versions: 'Versions',
  close: 'Close',
  search: 'Search by name or description',
  found: (count) => `${count} found`,
  showInFolder: 'Show in folder',
  selected: (count) => `${count} selected`,
  shortcuts: 'Keyboard shortcuts',
  recycleBin: 'Recycle bin',
  restore: (name) => `Restore ${name}`,
  purge: (name) => `Delete for good: ${name}`,
  purgeIt: 'Delete for good',
  uploads: 'Uploads',
};

export const spanish: DocumentWords = {
  locale: 'es-MX',
  content: (folder) => `Contenido de ${folder}`,
  newFolder: 'Nueva carpeta',
  createFolder: 'Crear carpeta',
  name: 'Nombre',
  uploaded: (count) => (count === 1 ? '1 archivo subido' : `${count} archivos subidos`),
  files: 'Archivos',
  folder: 'Una carpeta completa',
  addVersion: 'Agregar como versión nueva',
  keepBoth: 'Conservar ambos',
  skip: 'Omitir',
  forAll: 'Para todos',
  goOn: 'Continuar',
  actionsFor: (name) => `Acciones para ${name}`,
  rename: 'Cambiar nombre',
  move: 'Mover',
  moveHere: 'Mover aquí',
  delete: 'Eliminar',
  details: 'Detalles',
  versions: 'Versiones',
  close: 'Cerrar',
  search: 'Buscar por nombre o descripción',
  found: (count) => (count === 1 ? '1 resultado' : `${count} resultados`),
  showInFolder: 'Ver en la carpeta',
  selected: (count) => (count === 1 ? '1 seleccionado' : `${count} seleccionados`),
  shortcuts: 'Atajos de teclado',
  recycleBin: 'Papelera',
  restore: (name) => `Restaurar ${name}`,
  purge: (name) => `Borrar para siempre: ${name}`,
  purgeIt: 'Borrar para siempre',
  uploads: 'Subidas',
};
