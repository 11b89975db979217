/** What people read and press who look after documents, in one language. */
interface CareWords {
  readonly locale: 'en-US' | 'es-MX';
  readonly newFolder: string;
  readonly files: string;
  readonly clearUploads: string;
  readonly name: string;
  readonly rename: string;
  readonly move: string;
  readonly moveHere: string;
  readonly copy: string;
  readonly copyHere: string;
  readonly delete: string;
  readonly details: string;
  readonly versions: string;
  readonly checkOut: string;
  readonly checkIn: string;
  readonly bulk: string;
  readonly more: string;
  readonly shortcuts: string;
  readonly recycleBin: string;
  readonly purgeIt: string;
  readonly emptyBin: string;
  readonly binIsEmpty: string;
  readonly uploadVersion: string;
  readonly about: string;
  readonly access: string;
  readonly private: string;
  readonly findReaders: string;
  readonly people: string;
  readonly saveAccess: string;
  readonly actionsFor: (name: string) => string;
  readonly select: (name: string) => string;
  readonly restore: (name: string) => string;
  readonly purge: (name: string) => string;
  readonly currentVersion: (number: number) => string;
  readonly promote: (number: number) => string;
  readonly downloadVersion: (number: number) => string;
  readonly isPrivate: (name: string) => string;
  readonly checkedOutBy: (name: string) => string;
}

export const careInEnglish: CareWords = {
  locale: 'en-US',
  newFolder: 'New folder',
  files: 'Files',
  clearUploads: 'Clear what is finished',
  name: 'Name',
  rename: 'Rename',
  move: 'Move',
  moveHere: 'Move here',
  copy: 'Copy',
  copyHere: 'Copy here',
  delete: 'Delete',
  details: 'Details',
  versions: 'Versions',
  checkOut: 'Check out',
  checkIn: 'Check in',
  bulk: 'With the selected items',
  more: 'More actions',
  shortcuts: 'Keyboard shortcuts',
  recycleBin: 'Recycle bin',
  purgeIt: 'Delete for good',
  emptyBin: 'Empty the recycle bin',
  binIsEmpty: 'The recycle bin is empty',
  uploadVersion: 'Upload a new version',
  about: 'About',
  access: 'Access',
  private: 'Private',
  findReaders: 'Find people or groups',
  people: 'People',
  saveAccess: 'Save access',
  actionsFor: (name) => `Actions for ${name}`,
  select: (name) => `Select ${name}`,
  restore: (name) => `Restore ${name}`,
  purge: (name) => `Delete for good: ${name}`,
  currentVersion: (number) => `Version ${number} (current)`,
  promote: (number) => `Make current: version ${number}`,
  downloadVersion: (number) => `Download version ${number}`,
  isPrivate: (name) => `${name} is private now.`,
  checkedOutBy: (name) => `Checked out by ${name}`,
};

export const careInSpanish: CareWords = {
  locale: 'es-MX',
  newFolder: 'Nueva carpeta',
  files: 'Archivos',
  clearUploads: 'Quitar lo terminado',
  name: 'Nombre',
  rename: 'Cambiar nombre',
  move: 'Mover',
  moveHere: 'Mover aquí',
  copy: 'Copiar',
  copyHere: 'Copiar aquí',
  delete: 'Eliminar',
  details: 'Detalles',
  versions: 'Versiones',
  checkOut: 'Reservar',
  checkIn: 'Liberar',
  bulk: 'Con los elementos seleccionados',
  more: 'Más acciones',
  shortcuts: 'Atajos de teclado',
  recycleBin: 'Papelera',
  purgeIt: 'Borrar para siempre',
  emptyBin: 'Vaciar la papelera',
  binIsEmpty: 'La papelera está vacía',
  uploadVersion: 'Subir una versión nueva',
  about: 'Información',
  access: 'Acceso',
  private: 'Privado',
  findReaders: 'Buscar personas o grupos',
  people: 'Personas',
  saveAccess: 'Guardar acceso',
  actionsFor: (name) => `Acciones para ${name}`,
  select: (name) => `Seleccionar ${name}`,
  restore: (name) => `Restaurar ${name}`,
  purge: (name) => `Borrar para siempre: ${name}`,
  currentVersion: (number) => `Versión ${number} (actual)`,
  promote: (number) => `Hacer actual: versión ${number}`,
  downloadVersion: (number) => `Descargar la versión ${number}`,
  isPrivate: (name) => `${name} ahora es privado.`,
  checkedOutBy: (name) => `Reservado por ${name}`,
};
