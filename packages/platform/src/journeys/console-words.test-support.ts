/** What people read and press in the console on the way of an app, in one language. */
export interface ConsoleWords {
  readonly locale: 'en-US' | 'es-MX';
  readonly app: string;
  readonly createApp: string;
  readonly name: string;
  readonly publisher: string;
  readonly isReady: (app: string) => string;
  readonly sayWhatItNeeds: string;
  readonly ownAccount: string;
  readonly inEachProject: string;
  readonly readsDocuments: string;
  readonly writesDocuments: string;
  readonly saveVersion: string;
  readonly version: (semver: string) => string;
  readonly installByKey: string;
  readonly versionKey: string;
  readonly showApp: string;
  readonly approveAndInstall: string;
  readonly connected: string;
  readonly disconnected: string;
  readonly promoteVersion: (semver: string) => string;
  readonly promote: string;
  readonly whatIsNew: string;
  readonly productionCredentials: string;
  readonly marketplace: string;
  readonly inOneLine: string;
  readonly about: string;
  readonly save: string;
  readonly pageSaved: string;
  readonly submit: string;
  readonly pageSubmitted: string;
  readonly approveListing: (app: string) => string;
  readonly inMarketplace: (app: string) => string;
  readonly request: (app: string) => string;
  readonly whatFor: string;
  readonly reason: string;
  readonly sendRequest: string;
  readonly asked: string;
  readonly review: (app: string) => string;
  readonly told: (app: string, person: string) => string;
  readonly reviewUpdate: string;
  readonly moreThanNow: string;
  readonly approveVersion: (semver: string) => string;
  readonly disconnect: string;
}

export const english: ConsoleWords = {
  locale: 'en-US',
  app: 'Site Walk',
  createApp: 'Create app',
  name: 'Name',
  publisher: 'Publisher',
  isReady: (app) => `${app} is ready`,
  sayWhatItNeeds: 'Say what it needs',
  ownAccount: 'It acts for itself, with an account of its own',
  inEachProject: 'In each permitted project',
  readsDocuments: 'Documents: Read only',
  writesDocuments: 'Documents: Standard',
  saveVersion: 'Save version',
  version: (semver) => `Version ${semver}`,
  installByKey: 'Install by version key',
  versionKey: 'Version key',
  showApp: 'Show the app',
  approveAndInstall: 'Approve and install',
  connected: 'Connected',
  disconnected: 'Disconnected',
  promoteVersion: (semver) => `Promote version ${semver}`,
  promote: 'Promote',
  whatIsNew: 'What is new',
  productionCredentials: 'Production credentials',
  marketplace: 'Marketplace',
  inOneLine: 'In one line',
  about: 'About',
  save: 'Save',
  pageSaved: 'The page has been saved.',
  submit: 'Submit for review',
  pageSubmitted: 'The page has been submitted.',
  approveListing: (app) => `Approve ${app}`,
  inMarketplace: (app) => `${app} is in the marketplace now.`,
  request: (app) => `Request ${app}`,
  whatFor: 'What do you need it for?',
  reason: 'I walk the site every morning.',
  sendRequest: 'Send request',
  asked: 'You have asked for it',
  review: (app) => `Review and approve: ${app}`,
  told: (app, person) => `${app} has been installed. ${person} has been told.`,
  reviewUpdate: 'Review the update',
  moreThanNow: 'More than now',
  approveVersion: (semver) => `Approve version ${semver}`,
  disconnect: 'Disconnect',
};

export const spanish: ConsoleWords = {
  locale: 'es-MX',
  app: 'Recorrido de obra',
  createApp: 'Crear aplicación',
  name: 'Nombre',
  publisher: 'Editor',
  isReady: (app) => `${app} está lista`,
  sayWhatItNeeds: 'Indicar lo que necesita',
  ownAccount: 'Actúa por sí misma, con una cuenta propia',
  inEachProject: 'En cada proyecto permitido',
  readsDocuments: 'Documentos: Solo lectura',
  writesDocuments: 'Documentos: Estándar',
  saveVersion: 'Guardar versión',
  version: (semver) => `Versión ${semver}`,
  installByKey: 'Instalar con clave de versión',
  versionKey: 'Clave de versión',
  showApp: 'Mostrar la aplicación',
  approveAndInstall: 'Aprobar e instalar',
  connected: 'Conectada',
  disconnected: 'Desconectada',
  promoteVersion: (semver) => `Promover la versión ${semver}`,
  promote: 'Promover',
  whatIsNew: 'Qué hay de nuevo',
  productionCredentials: 'Credenciales de producción',
  marketplace: 'Tienda',
  inOneLine: 'En una línea',
  about: 'Acerca de',
  save: 'Guardar',
  pageSaved: 'Se guardó la página.',
  submit: 'Enviar a revisión',
  pageSubmitted: 'Se envió la página.',
  approveListing: (app) => `Aprobar ${app}`,
  inMarketplace: (app) => `${app} ya está en la tienda.`,
  request: (app) => `Solicitar ${app}`,
  whatFor: '¿Para qué la necesita?',
  reason: 'Recorro la obra cada mañana.',
  sendRequest: 'Enviar solicitud',
  asked: 'Usted ya la solicitó',
  review: (app) => `Revisar y aprobar: ${app}`,
  told: (app, person) => `Se instaló ${app}. Se avisó a ${person}.`,
  reviewUpdate: 'Revisar la actualización',
  moreThanNow: 'Más que ahora',
  approveVersion: (semver) => `Aprobar la versión ${semver}`,
  disconnect: 'Desconectar',
};
