export { ConnectedApp, ConnectedAppPath, ConnectedApps } from './connected-app.ts';
export { CurrentPerson, CurrentPersonUpdate, Locale, PersonRole } from './current-person.ts';
