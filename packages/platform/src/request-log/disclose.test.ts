import assert from 'node:assert/strict';
import { it } from 'node:test';
import { protocolWord, redirectUriShape, secretHint } from './disclose.ts';
import type { NotedRefusal } from './note-refusal.ts';
import { newRefusalBatch } from './refusal-batch.ts';

it('a secret of ours is shown by its last four characters, anything else by its length alone', () => {
  assert.equal(secretHint(`ghs_${'a'.repeat(39)}WXYZ`), '…WXYZ');
  for (const typed of ['hunter2hunter2', `ghs_${'a'.repeat(42)}`, `ghr_${'a'.repeat(43)}`, 'ghs_'])
    assert.equal(secretHint(typed), `… (${typed.length})`);
});

it('a redirect URI keeps what has to match, and nothing that was packed into it', () => {
  const shapes = {
    'https://app.example/cb': 'https://app.example/cb',
    'http://127.0.0.1:8080/cb/': 'http://127.0.0.1:8080/cb/',
    'urn:ietf:wg:oauth:2.0:oob': 'urn:ietf:wg:oauth:2.0:oob',
    'https://me:hunter2@app.example/cb': 'https://…@app.example/cb',
    'https://app.example/cb?token=hunter2&x': 'https://app.example/cb?token=…&x',
    'https://app.example/cb#hunter2': 'https://app.example/cb#…',
    'https://app.example/cb?a=1?b=hunter2#x': 'https://app.example/cb?a=…#…',
  };
  for (const [uri, shape] of Object.entries(shapes)) assert.equal(redirectUriShape(uri), shape);
});

it('only words of a protocol are repeated', () => {
  assert.equal(protocolWord('password'), 'password');
  assert.equal(protocolWord('authorisation_code'), 'authorisation_code');
  assert.equal(
    protocolWord('urn:ietf:params:oauth:grant-type:device_code'),
    'urn:ietf:params:oauth:grant-type:device_code',
  );
  for (const other of ['Hunter2!', 'ghs_abcDEF123', '', 'a b', 'x'.repeat(200)])
    assert.equal(protocolWord(other), null);
});

const refusal: NotedRefusal = {
  clientId: 'client',
  companyId: null,
  endpoint: 'POST /oauth/token',
  status: 401,
  reason: 'wrong_secret',
  received: null,
  expected: null,
  requestId: 'request',
};

function batchAt(time: { now: number }) {
  return newRefusalBatch({ clock: { now: () => time.now }, random: { bytes: (n) => new Uint8Array(n) } });
}

it('of one kind of refusal ten a minute are kept, of others as many', () => {
  const time = { now: 1_000_000 };
  const batch = batchAt(time);
  for (let i = 0; i < 50; i += 1) batch.add(refusal);
  for (let i = 0; i < 50; i += 1) batch.add({ ...refusal, reason: 'code_expired' });
  assert.equal(batch.take().length, 20);
  time.now += 61_000;
  batch.add(refusal);
  assert.equal(batch.take().length, 1);
});

it('what strangers send is bounded, on one line, storable, and holds no token', () => {
  const batch = batchAt({ now: 1 });
  const token = `gha_${'a'.repeat(40)}`;
  batch.add({ ...refusal, received: `a\0b\nc\ud800 ${token} ${'x'.repeat(5_000)}` });
  batch.add({ ...refusal, clientId: 'no client of ours' });
  batch.add({ ...refusal, clientId: 'x'.repeat(500) });
  const [kept, ...others] = batch.take();
  assert.deepEqual(others, []);
  assert.match(kept?.received ?? '', /^a\?b\?c\? \[masked\] x+$/);
  assert.ok((kept?.received ?? '').length <= 1000);
});
