import assert from 'node:assert/strict';
import { constants, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { type ClientKey, type KeyAlgorithm, readClientKey } from '../apps/client-key.ts';

type Members = Readonly<Record<string, unknown>>;

/** A key pair of a client, and what it signs. */
export interface TestKey extends ClientKey {
  readonly privateKey: KeyObject;
  /** A compact JWS; `header` goes over the honest one, and a member that is undefined is left out. */
  sign(claims: Members, header?: Members): string;
}

export function makeTestKey(algorithm: KeyAlgorithm, kid: string = algorithm): TestKey {
  const { publicKey, privateKey } = pairFor(algorithm);
  const read = readClientKey({ ...publicKey.export({ format: 'jwk' }), alg: algorithm, kid });
  assert.ok(read.ok);
  return {
    ...read.key,
    privateKey,
    sign(claims, header = {}) {
      const signed = `${encodeJson({ alg: algorithm, kid, ...header })}.${encodeJson(claims)}`;
      return `${signed}.${signatureBy(algorithm, privateKey, signed)}`;
    },
  };
}

/** Any text as a part of a JWS. */
export function encodePart(text: string | Uint8Array): string {
  return Buffer.from(text).toString('base64url');
}

export function encodeJson(value: unknown): string {
  return encodePart(JSON.stringify(value));
}

export function signatureBy(algorithm: KeyAlgorithm, key: KeyObject, signed: string): string {
  const data = Buffer.from(signed);
  switch (algorithm) {
    case 'ES256':
      return sign('sha256', data, { key, dsaEncoding: 'ieee-p1363' }).toString('base64url');
    case 'EdDSA':
      return sign(null, data, key).toString('base64url');
    case 'RS256':
      return sign('sha256', data, key).toString('base64url');
    case 'PS256': {
      const padding = constants.RSA_PKCS1_PSS_PADDING;
      return sign('sha256', data, { key, padding, saltLength: 32 }).toString('base64url');
    }
  }
}

function pairFor(algorithm: KeyAlgorithm): { publicKey: KeyObject; privateKey: KeyObject } {
  switch (algorithm) {
    case 'ES256':
      return generateKeyPairSync('ec', { namedCurve: 'P-256' });
    case 'EdDSA':
      return generateKeyPairSync('ed25519');
    case 'RS256':
    case 'PS256':
      return generateKeyPairSync('rsa', { modulusLength: 2048 });
  }
}
