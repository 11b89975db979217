import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { refuseExposure } from './refuse-exposure.ts';

const folder = await mkdtemp(join(tmpdir(), 'gatehouse-exposure-'));
after(() => rm(folder, { recursive: true }));
const tlsCertificate = join(folder, 'certificate.pem');
const tlsKey = join(folder, 'key.pem');
const missing = join(folder, 'missing.pem');
await writeFile(tlsCertificate, 'rubbish');
await writeFile(tlsKey, 'rubbish');

const local = {
  host: 'localhost',
  tlsCertificate: undefined,
  tlsKey: undefined,
  tlsTerminatedByProxy: false,
  clientDocuments: 'off',
} as const;

function assertRefused(
  settings: Partial<Parameters<typeof refuseExposure>[0]>,
  message: string,
  publicUrl = 'https://x.example',
) {
  assert.throws(() => refuseExposure({ ...local, ...settings }, new URL(publicUrl)), {
    name: 'SettingsError',
    message,
  });
}

test('half of TLS is refused, and the missing half is named', () => {
  assertRefused(
    { tlsCertificate },
    'GATEHOUSE_TLS_CERTIFICATE is set and GATEHOUSE_TLS_KEY is not: HTTPS needs both.',
  );
  assertRefused(
    { tlsKey },
    'GATEHOUSE_TLS_KEY is set and GATEHOUSE_TLS_CERTIFICATE is not: HTTPS needs both.',
  );
});

test('TLS files that are missing or no pair are named with their settings', () => {
  assertRefused(
    { tlsCertificate: missing, tlsKey },
    `GATEHOUSE_TLS_CERTIFICATE ${missing} cannot be read (ENOENT).`,
  );
  assertRefused({ tlsCertificate, tlsKey: folder }, `GATEHOUSE_TLS_KEY ${folder} cannot be read (EISDIR).`);
  assertRefused(
    { tlsCertificate, tlsKey },
    `GATEHOUSE_TLS_CERTIFICATE ${tlsCertificate} and GATEHOUSE_TLS_KEY ${tlsKey} must be PEM files that belong together.`,
  );
});

test('plain HTTP for others is refused with every way out', () => {
  assertRefused(
    { host: '0.0.0.0' },
    'Plain HTTP on GATEHOUSE_HOST 0.0.0.0 would show passwords and tokens to the network: set GATEHOUSE_TLS_CERTIFICATE and GATEHOUSE_TLS_KEY, or GATEHOUSE_TLS_TERMINATED_BY_PROXY=on behind a proxy that terminates TLS, or GATEHOUSE_HOST=localhost.',
  );
});

test('a public address without https is refused, and the setting that gives it is named', () => {
  assertRefused(
    { host: '0.0.0.0', tlsTerminatedByProxy: true },
    'The public address http://example.com/ must start with https:// unless it is on this machine: set GATEHOUSE_ISSUER to the address of the proxy, such as https://gatehouse.example.com.',
    'http://example.com',
  );
});

test('documents from inside a network are for this machine alone', () => {
  const inside = { clientDocuments: 'from_private_addresses_too' } as const;
  assertRefused(
    { ...inside, tlsTerminatedByProxy: true },
    'GATEHOUSE_CLIENT_DOCUMENTS=from_private_addresses_too would let strangers read what only this network may, for https://x.example is not this machine: set from_public_addresses.',
  );
  refuseExposure({ ...local, ...inside }, new URL('http://localhost:4600'));
});

test('this machine alone, and a proxy with its https address, are served', () => {
  refuseExposure(local, new URL('http://localhost:4600'));
  refuseExposure({ ...local, host: '0.0.0.0', tlsTerminatedByProxy: true }, new URL('https://x.example'));
});
