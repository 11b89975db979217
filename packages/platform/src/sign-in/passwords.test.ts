import assert from 'node:assert/strict';
import { argon2Sync } from 'node:crypto';
import { test } from 'node:test';
import { systemRandom } from '@gatehouse/service';
import { createPool, TooBusyError } from './password-pool.ts';
import { hashPassword, verifyPassword } from './passwords.ts';

test('a password is stored as an Argon2id string and found right again', async () => {
  const stored = await hashPassword(systemRandom, 'correct horse battery');
  assert.match(stored, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
  assert.equal(await verifyPassword('correct horse battery', stored), 'right');
  assert.equal(await verifyPassword('correct horse batterz', stored), 'wrong');
});

test('the same password is never stored the same way twice', async () => {
  const [one, other] = await Promise.all(
    [1, 2].map(() => hashPassword(systemRandom, 'correct horse battery')),
  );
  assert.notEqual(one, other);
});

test('it makes no difference how a keyboard composes a letter', async () => {
  const stored = await hashPassword(systemRandom, 'contrase\u00f1a segura');
  assert.equal(await verifyPassword('contrasen\u0303a segura', stored), 'right');
});

test('a hash of weaker parameters still opens, and says that it is outdated', async () => {
  const nonce = Buffer.alloc(16, 7);
  const message = Buffer.from('correct horse battery');
  const tag = argon2Sync('argon2id', {
    message,
    nonce,
    parallelism: 1,
    tagLength: 32,
    memory: 1024,
    passes: 1,
  });
  const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');
  const stored = `$argon2id$v=19$m=1024,t=1,p=1$${base64(nonce)}$${base64(tag)}`;
  assert.equal(await verifyPassword('correct horse battery', stored), 'right_but_outdated');
});

test('nothing opens what is absent, broken, or not a password hash', async () => {
  for (const stored of [
    null,
    '',
    'x',
    '$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$',
    '$2b$10$abc',
  ]) {
    assert.equal(await verifyPassword('', stored), 'wrong');
  }
});

test('a password longer than allowed is wrong, even if its beginning is right', async () => {
  const stored = await hashPassword(systemRandom, 'a'.repeat(256));
  assert.equal(await verifyPassword('a'.repeat(256), stored), 'right');
  assert.equal(await verifyPassword('a'.repeat(257), stored), 'wrong');
});

test('the pool runs a few at once, in turn, and refuses what it cannot hold', async () => {
  const pool = createPool({ running: 2, waiting: 3 });
  const gates = Array.from({ length: 5 }, () => Promise.withResolvers<void>());
  const started: number[] = [];
  const work = gates.map((gate, place) =>
    pool.run(async () => {
      started.push(place);
      await gate.promise;
    }),
  );
  await assert.rejects(
    pool.run(async () => {}),
    TooBusyError,
  );
  assert.deepEqual(started, [0, 1]);
  gates[0]?.reject(new Error('failed'));
  await assert.rejects(work[0] ?? Promise.resolve());
  for (const gate of gates) gate.resolve();
  await Promise.all(work.slice(1));
  assert.deepEqual(started, [0, 1, 2, 3, 4]);
  assert.equal(await pool.run(async () => 'free again'), 'free again');
});
