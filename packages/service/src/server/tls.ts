import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { SettingsError } from '../settings/settings-error.ts';

export interface TlsFiles {
  readonly certificateFile: string;
  readonly keyFile: string;
}

/** TLS 1.2 and 1.3 only (RFC 9325 §3.1.1). */
export const minimumTlsVersion = 'TLSv1.2';

/**
 * Reads certificate and key and proves that they fit together.
 * @throws SettingsError naming the file that cannot be used.
 */
export function readTls(files: TlsFiles): { readonly cert: Buffer; readonly key: Buffer } {
  const pair = {
    cert: read(files.certificateFile, 'certificate'),
    key: read(files.keyFile, 'private key'),
  };
  try {
    createSecureContext(pair);
  } catch {
    throw new SettingsError(
      `The TLS certificate ${files.certificateFile} and the private key ${files.keyFile} must be PEM files that belong together.`,
    );
  }
  return pair;
}

function read(file: string, what: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw new SettingsError(`The TLS ${what} ${file} cannot be read (${code}).`);
  }
}
