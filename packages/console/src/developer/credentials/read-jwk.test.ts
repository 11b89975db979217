import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readJwk } from './read-jwk.ts';

test('a public key is read as it was pasted', () => {
  assert.deepEqual(readJwk(' {"kty":"OKP","x":"AA"}\n'), { ok: true, jwk: { kty: 'OKP', x: 'AA' } });
});

test('a private or symmetric key never leaves the browser', () => {
  for (const member of ['d', 'k', 'p', 'q', 'dp', 'dq', 'qi', 'oth'])
    assert.deepEqual(readJwk(JSON.stringify({ kty: 'EC', [member]: 'x' })), { ok: false, fault: 'private' });
});

test('what is no JSON object is said to be none', () => {
  for (const text of ['', 'key', '-----BEGIN PUBLIC KEY-----', '[]', 'null', '7', '{'])
    assert.deepEqual(readJwk(text), { ok: false, fault: 'not_json' });
});
