import assert from 'node:assert/strict';
import { it } from 'node:test';
import { keyRingFrom, systemRandom } from '@gatehouse/service';
import { makeSecret, secretMatches } from './client-secret.ts';

const keys = keyRingFrom([systemRandom.bytes(32)]);
const stored = (hash: string, expiresAt: number | null = null) => ({ id: hash, hash, expiresAt });

it('a secret has 256 random bits, a prefix for leak scanners, and is stored as a hash', () => {
  const secret = makeSecret(keys, systemRandom);
  assert.match(secret.text, /^ghs_[A-Za-z0-9_-]{43}$/);
  assert.ok(!secret.hash.includes(secret.text.slice(4)));
  assert.equal(secret.hint, secret.text.slice(-4));
});

it('two secrets are valid side by side, each until its own deadline', () => {
  const old = makeSecret(keys, systemRandom);
  const fresh = makeSecret(keys, systemRandom);
  const both = [stored(old.hash, 1_000), stored(fresh.hash)];
  assert.equal(secretMatches(keys, both, old.text, 999), true);
  assert.equal(secretMatches(keys, both, fresh.text, 999), true);
  assert.equal(secretMatches(keys, both, old.text, 1_000), false);
  assert.equal(secretMatches(keys, both, fresh.text, 1_000), true);
});

it('nothing matches where nothing is stored', () => {
  assert.equal(secretMatches(keys, [], '', 0), false);
  assert.equal(secretMatches(keys, [], makeSecret(keys, systemRandom).text, 0), false);
});
