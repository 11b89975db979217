import { SettingsError } from '@gatehouse/service';
import { codeOf } from './code-of.ts';

/** What an operator can do about an address that cannot be listened on; any other error is handed back. */
export function cannotListen(error: unknown, host: string, port: number): unknown {
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return new SettingsError(
        `GATEHOUSE_PORT ${port} is in use on ${host}: stop what uses it, or choose another (0 picks a free one).`,
      );
    case 'EACCES':
      return new SettingsError(
        `GATEHOUSE_PORT ${port} on ${host} is not open to this user: choose one above 1023 (0 picks a free one).`,
      );
    case 'EADDRNOTAVAIL':
    case 'EAFNOSUPPORT':
    case 'EINVAL':
      return new SettingsError(
        `GATEHOUSE_HOST ${host} is not an address of this machine: choose one it has, such as localhost.`,
      );
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new SettingsError(
        `GATEHOUSE_HOST ${host} is a name that leads to no address: choose one of this machine, such as localhost.`,
      );
    default:
      return error;
  }
}
