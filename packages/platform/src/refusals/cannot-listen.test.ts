import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cannotListen } from './cannot-listen.ts';
import { assertSentence } from './sentence.test-support.ts';

const failure = (code: string) => Object.assign(new Error('listen'), { code });

test('a port in use, or kept from this user, is named with what to do', () => {
  assertSentence(
    cannotListen(failure('EADDRINUSE'), 'localhost', 4711),
    'GATEHOUSE_PORT 4711 is in use on localhost: stop what uses it, or choose another (0 picks a free one).',
  );
  assertSentence(
    cannotListen(failure('EACCES'), 'localhost', 80),
    'GATEHOUSE_PORT 80 on localhost is not open to this user: choose one above 1023 (0 picks a free one).',
  );
});

test('a host that is not of this machine, or nowhere, is named', () => {
  assertSentence(
    cannotListen(failure('EADDRNOTAVAIL'), '203.0.113.9', 4600),
    'GATEHOUSE_HOST 203.0.113.9 is not an address of this machine: choose one it has, such as localhost.',
  );
  assertSentence(
    cannotListen(failure('ENOTFOUND'), 'nowhere.invalid', 4600),
    'GATEHOUSE_HOST nowhere.invalid is a name that leads to no address: choose one of this machine, such as localhost.',
  );
});

test('an error that no setting explains is handed back as it is', () => {
  const error = failure('EMFILE');
  assert.equal(cannotListen(error, 'localhost', 4600), error);
});
