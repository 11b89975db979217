import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AwsV4Signer } from 'aws4fetch';

export interface Peer extends AsyncDisposable {
  readonly url: URL;
}

type Answer = readonly [status: number, body: object];

async function listen(answer: (request: IncomingMessage, body: string) => Promise<Answer>): Promise<Peer> {
  const server = createServer(async (request: IncomingMessage, response: ServerResponse) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const [status, body] = await answer(request, Buffer.concat(parts).toString());
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function wrap(key: Buffer, plaintext: string, bound: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(bound));
  return Buffer.concat([
    nonce,
    cipher.update(Buffer.from(plaintext, 'base64')),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
}

function unwrap(key: Buffer | undefined, bytes: Buffer, bound: string): string | undefined {
  if (key === undefined || bytes.length < 28) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 })
    .setAAD(Buffer.from(bound))
    .setAuthTag(bytes.subarray(-16));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString('base64');
  } catch {
    return undefined;
  }
}

export const kmsCredentials = { region: 'eu-west-1', accessKey: 'AKIATEST', secretKey: 'a test secret' };

export interface KmsPeer extends Peer {
  /** Every call is refused with this, until undefined: the key is disabled, the caller has no right, there is too much to do. */
  refuseWith(exception: string | undefined): void;
}

/** Speaks Encrypt and Decrypt of AWS KMS, really wraps, and checks every signature. */
export async function startKmsPeer(): Promise<KmsPeer> {
  let refusal: string | undefined;
  const keys = new Map<string, Buffer>();
  const peer: Peer = await listen(async (request, text) => {
    const signer = new AwsV4Signer({
      url: peer.url.href,
      method: 'POST',
      body: text,
      accessKeyId: kmsCredentials.accessKey,
      secretAccessKey: kmsCredentials.secretKey,
      region: kmsCredentials.region,
      service: 'kms',
      datetime: String(request.headers['x-amz-date']),
      headers: {
        'content-type': String(request.headers['content-type']),
        'x-amz-target': String(request.headers['x-amz-target']),
      },
    });
    const expected = (await signer.sign()).headers.get('authorization');
    if (request.headers.authorization !== expected) return [400, { __type: 'IncompleteSignatureException' }];
    if (refusal !== undefined) return [400, { __type: refusal, message: 'no' }];
    const body = JSON.parse(text) as Record<string, string>;
    const bound = JSON.stringify(body.EncryptionContext);
    const keyId = String(body.KeyId);
    if (request.headers['x-amz-target'] === 'TrentService.Encrypt') {
      const key = keys.get(keyId) ?? randomBytes(32);
      keys.set(keyId, key);
      const blob = wrap(key, String(body.Plaintext), bound);
      return [200, { KeyId: keyId, CiphertextBlob: blob.toString('base64') }];
    }
    const plaintext = unwrap(keys.get(keyId), Buffer.from(String(body.CiphertextBlob), 'base64'), bound);
    return plaintext === undefined
      ? [400, { __type: 'InvalidCiphertextException' }]
      : [200, { Plaintext: plaintext }];
  });
  return {
    ...peer,
    refuseWith: (exception) => {
      refusal = exception;
    },
  };
}

export const transitToken = 'a-test-token';

export interface TransitPeer extends Peer {
  /** Makes the next version of the key. */
  rotate(): void;
}

/** Speaks the three calls of Vault's Transit engine and really wraps. */
export async function startTransitPeer(): Promise<TransitPeer> {
  const versions = [randomBytes(32)];
  const peer = await listen(async (request, text) => {
    if (request.headers['x-vault-token'] !== transitToken) return [403, { errors: ['permission denied'] }];
    const operation = (request.url ?? '').split('/')[1];
    const latest = versions.length;
    if (operation === 'keys') return [200, { data: { latest_version: latest } }];
    const body = JSON.parse(text) as Record<string, string>;
    const bound = String(body.associated_data);
    if (operation === 'encrypt') {
      const bytes = wrap(versions[latest - 1] ?? Buffer.alloc(0), String(body.plaintext), bound);
      return [200, { data: { ciphertext: `vault:v${latest}:${bytes.toString('base64')}` } }];
    }
    const [, version, bytes = ''] = String(body.ciphertext).split(':');
    const key = versions[Number(version?.slice(1)) - 1];
    const plaintext = unwrap(key, Buffer.from(bytes, 'base64'), bound);
    return plaintext === undefined ? [400, { errors: ['cipher: failed'] }] : [200, { data: { plaintext } }];
  });
  return { ...peer, rotate: () => void versions.push(randomBytes(32)) };
}
