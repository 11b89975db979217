export { endlessServer } from './endless-server.ts';
