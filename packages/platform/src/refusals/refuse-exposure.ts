import { readFileSync } from 'node:fs';
import { plainHttpFault, readTls, SettingsError } from '@gatehouse/service';
import type { Settings } from '../settings.ts';
import { codeOf } from './code-of.ts';

type Judged = Pick<
  Settings,
  'host' | 'tlsCertificate' | 'tlsKey' | 'tlsTerminatedByProxy' | 'clientDocuments'
>;

/**
 * Asks before anything is opened what the server asks again before it listens; here the settings have names.
 * @throws SettingsError where TLS is set by half or unfit, passwords would cross a network in the open, or strangers
 * could have this server fetch from inside one.
 */
export function refuseExposure(settings: Judged, publicUrl: URL): void {
  const { host, tlsCertificate, tlsKey, tlsTerminatedByProxy } = settings;
  if (tlsCertificate !== undefined && tlsKey !== undefined) refuseUnfitFiles(tlsCertificate, tlsKey);
  else if (tlsCertificate !== undefined)
    throw new SettingsError(
      'GATEHOUSE_TLS_CERTIFICATE is set and GATEHOUSE_TLS_KEY is not: HTTPS needs both.',
    );
  else if (tlsKey !== undefined)
    throw new SettingsError(
      'GATEHOUSE_TLS_KEY is set and GATEHOUSE_TLS_CERTIFICATE is not: HTTPS needs both.',
    );

  if (settings.clientDocuments === 'from_private_addresses_too' && !isThisMachine(publicUrl))
    throw new SettingsError(
      `GATEHOUSE_CLIENT_DOCUMENTS=from_private_addresses_too would let strangers read what only this network may, for ${publicUrl.origin} is not this machine: set from_public_addresses.`,
    );

  switch (plainHttpFault({ host, tls: tlsKey !== undefined, tlsTerminatedByProxy, publicUrl })) {
    case undefined:
      return;
    case 'listener':
      throw new SettingsError(
        `Plain HTTP on GATEHOUSE_HOST ${host} would show passwords and tokens to the network: set GATEHOUSE_TLS_CERTIFICATE and GATEHOUSE_TLS_KEY, or GATEHOUSE_TLS_TERMINATED_BY_PROXY=on behind a proxy that terminates TLS, or GATEHOUSE_HOST=localhost.`,
      );
    case 'public_url':
      throw new SettingsError(
        `The public address ${publicUrl.href} must start with https:// unless it is on this machine: set GATEHOUSE_ISSUER to the address of the proxy, such as https://gatehouse.example.com.`,
      );
  }
}

function isThisMachine({ hostname }: URL): boolean {
  return /^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(hostname);
}

function refuseUnfitFiles(certificateFile: string, keyFile: string): void {
  refuseUnreadable('GATEHOUSE_TLS_CERTIFICATE', certificateFile);
  refuseUnreadable('GATEHOUSE_TLS_KEY', keyFile);
  try {
    readTls({ certificateFile, keyFile });
  } catch (cause) {
    throw new SettingsError(
      `GATEHOUSE_TLS_CERTIFICATE ${certificateFile} and GATEHOUSE_TLS_KEY ${keyFile} must be PEM files that belong together.`,
      { cause },
    );
  }
}

function refuseUnreadable(setting: string, file: string): void {
  try {
    readFileSync(file);
  } catch (cause) {
    throw new SettingsError(`${setting} ${file} cannot be read (${codeOf(cause)}).`, { cause });
  }
}
