import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readAnswer } from './connection.ts';

const whole = Buffer.from('HTTP/1.1 201 Created\r\nContent-Length: 5\r\nX: y\r\n\r\nhello');

test('an answer is read only once all of it is there', () => {
  fc.assert(fc.property(fc.nat(whole.length - 1), (end) => readAnswer(whole.subarray(0, end)) === undefined));
  const read = readAnswer(whole);
  assert.equal(read?.answer.status, 201);
  assert.equal(read?.answer.body.toString(), 'hello');
});

test('what follows an answer is left alone', () => {
  assert.equal(readAnswer(Buffer.concat([whole, whole]))?.length, whole.length);
});

test('an answer of unknown length is refused rather than guessed at', () => {
  const chunked = Buffer.from('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n');
  assert.throws(() => readAnswer(chunked), /without Content-Length/);
});
