import assert from 'node:assert/strict';
import { it } from 'node:test';
import { keyRingFrom, systemClock, systemRandom, ulid } from '@gatehouse/service';
import fc from 'fast-check';
import { makeRefreshToken, readRefreshToken } from './refresh-token.ts';

const oldKey = systemRandom.bytes(32);
const keys = keyRingFrom([oldKey]);
const familyId = ulid(systemClock, systemRandom);

it('a refresh token names its family and generation', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffffffff }), (generation) => {
      const token = makeRefreshToken(keys, systemRandom, { familyId, generation });
      assert.deepEqual(readRefreshToken(keys, token), { familyId, generation });
    }),
  );
});

it('no edit of a refresh token is authentic: not its family, its generation, nor its spelling', () => {
  const token = makeRefreshToken(keys, systemRandom, { familyId, generation: 7 });
  fc.assert(
    fc.property(fc.nat(token.length - 1), fc.constantFrom(...'0129abzAZ_-'), (place, character) => {
      const edited = token.slice(0, place) + character + token.slice(place + 1);
      if (edited !== token) assert.equal(readRefreshToken(keys, edited), undefined, edited);
    }),
    { numRuns: 1_000 },
  );
  const other = token.replace(familyId, ulid(systemClock, systemRandom));
  assert.equal(readRefreshToken(keys, other), undefined);
});

it('a token made under an older key stays authentic after a rotation, and not under a foreign one', () => {
  const token = makeRefreshToken(keys, systemRandom, { familyId, generation: 0 });
  assert.notEqual(readRefreshToken(keyRingFrom([systemRandom.bytes(32), oldKey]), token), undefined);
  assert.equal(readRefreshToken(keyRingFrom([systemRandom.bytes(32)]), token), undefined);
});
