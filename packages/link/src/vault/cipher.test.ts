import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ciphers } from './cipher.ts';

const hex = (text: string) => Uint8Array.fromHex(text.replaceAll(/\s/g, ''));

test('AES-256-CBC with HMAC-SHA-512 is the one of RFC 7518 appendix B.3', () => {
  const cipher = ciphers['aes-256-cbc-hs512'];
  const key = Uint8Array.from({ length: 64 }, (_, at) => at);
  const iv = hex('1af38c2dc2b96ffdd86694092341bc04');
  const bound = Buffer.from('The second principle of Auguste Kerckhoffs');
  const text = Buffer.from(
    'A cipher system must not be required to be secret, and it must be able to fall into the hands of the enemy without inconvenience',
  );
  const sealed = cipher.encrypt(key, iv, text, bound);
  assert.deepEqual(
    Buffer.from(sealed.tag).toString('hex'),
    '4dd3b4c088a7f45c216839645b2012bf2e6269a8c56a816dbc1b267761955bc5',
  );
  assert.equal(
    Buffer.from(sealed.ciphertext).toString('hex'),
    `4affaaadb78c31c5da4b1b590d10ffbd3dd8d5d302423526912da037ecbcc7bd
     822c301dd67c373bccb584ad3e9279c2e6d12a1374b77f077553df829410446b
     36ebd97066296ae6427ea75c2e0846a11a09ccf5370dc80bfecbad28c73f09b3
     a3b75e662a2594410ae496b2e2e6609e31e6e02cc837f053d21f37ff4f51950b
     be2638d09dd7a4930930806d0703b1f6`.replaceAll(/\s/g, ''),
  );
  assert.deepEqual(Buffer.from(cipher.decrypt(key, sealed, bound) ?? []), text);
});

test('AES-256-GCM is the one of the GCM specification, test case 16', () => {
  const cipher = ciphers['aes-256-gcm'];
  const key = hex('feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308');
  const text = hex(
    'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39',
  );
  const bound = hex('feedfacedeadbeeffeedfacedeadbeefabaddad2');
  const sealed = cipher.encrypt(key, hex('cafebabefacedbaddecaf888'), text, bound);
  assert.equal(Buffer.from(sealed.tag).toString('hex'), '76fc6ece0f4e1768cddf8853bb2d551b');
  assert.match(Buffer.from(sealed.ciphertext).toString('hex'), /^522dc1f099567d07f47f37a32a84427d/);
});
