import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { get } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { connect, type TLSSocket } from 'node:tls';
import { selfSignedCertificate } from '../testing/self-signed-certificate.ts';
import { testServer } from '../testing/test-server.ts';
import { serve } from './serve.ts';

const folder = await mkdtemp(join(tmpdir(), 'gatehouse-tls-'));
after(() => rm(folder, { recursive: true }));
const tls = { certificateFile: join(folder, 'certificate.pem'), keyFile: join(folder, 'key.pem') };

async function install(pair: { certificate: string; key: string }) {
  await writeFile(tls.certificateFile, pair.certificate);
  await writeFile(tls.keyFile, pair.key);
  return pair;
}

/** Asks with the certificate as the only trusted authority, so a wrong one fails. */
function ask(url: string, ca: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    get(url, { ca, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).on('error', reject);
  });
}

test('TLS serves with the certificate given, on any address, and takes a renewed one into use', async () => {
  const first = await install(selfSignedCertificate());
  const { server } = testServer({ tls });
  const running = await serve(server, { host: '0.0.0.0', port: 0 });
  const url = `https://127.0.0.1:${running.port}/healthz`;
  assert.equal(running.url, `https://0.0.0.0:${running.port}`);
  assert.equal(await ask(url, first.certificate), 200);

  const second = await install(selfSignedCertificate());
  assert.equal(await ask(url, first.certificate), 200);
  running.reloadCertificate();
  assert.equal(await ask(url, second.certificate), 200);
  await assert.rejects(ask(url, first.certificate));

  await writeFile(tls.keyFile, first.key);
  assert.throws(() => running.reloadCertificate(), { name: 'SettingsError', message: /belong together/ });
  assert.equal(await ask(url, second.certificate), 200);
  await running.close();
});

test('TLS 1.1 and plain HTTP get no answer', async () => {
  const { certificate } = await install(selfSignedCertificate());
  const { server } = testServer({ tls });
  const running = await serve(server, { host: '127.0.0.1', port: 0 });
  const handshake = (maxVersion: 'TLSv1.1' | 'TLSv1.2') =>
    new Promise<string | null>((resolve, reject) => {
      const options = {
        port: running.port,
        host: '127.0.0.1',
        ca: certificate,
        minVersion: 'TLSv1.1',
        maxVersion,
      } as const;
      const socket: TLSSocket = connect({ ...options, ciphers: 'DEFAULT@SECLEVEL=0' }, () => {
        resolve(socket.getProtocol());
        socket.destroy();
      });
      socket.on('error', reject);
    });
  assert.equal(await handshake('TLSv1.2'), 'TLSv1.2');
  await assert.rejects(handshake('TLSv1.1'));
  await assert.rejects(fetch(`http://127.0.0.1:${running.port}/healthz`));
  await running.close();
});

test('files that are missing, no PEM or no pair stop the start with a sentence', async () => {
  await install({ certificate: selfSignedCertificate().certificate, key: selfSignedCertificate().key });
  assert.throws(() => testServer({ tls }), { name: 'SettingsError', message: /belong together/ });
  await writeFile(tls.certificateFile, 'rubbish');
  assert.throws(() => testServer({ tls }), { name: 'SettingsError', message: /belong together/ });
  const missing = { ...tls, keyFile: join(folder, 'missing.pem') };
  assert.throws(() => testServer({ tls: missing }), {
    name: 'SettingsError',
    message: `The TLS private key ${missing.keyFile} cannot be read (ENOENT).`,
  });
});
