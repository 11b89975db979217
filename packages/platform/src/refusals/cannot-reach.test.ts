import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cannotReach } from './cannot-reach.ts';
import { assertSentence } from './sentence.test-support.ts';

const url = 'postgres://gate:hunter2@db.example:5433/house';
const start = 'GATEHOUSE_DATABASE_URL: PostgreSQL at db.example:5433 cannot be used: ';

test('each reason for which PostgreSQL does not serve has its sentence, and none holds the password', () => {
  const reasons = {
    ECONNREFUSED: 'nothing listens there (ECONNREFUSED)',
    ENOTFOUND: 'the host is not known (ENOTFOUND)',
    EHOSTUNREACH: 'it does not answer (EHOSTUNREACH)',
    '28P01': 'it refuses the password of user gate (28P01)',
    '28000': 'it does not admit user gate from here (28000)',
    '3D000': 'the database house does not exist (3D000)',
    '42501': 'user gate may not make tables in the database house (42501)',
  };
  for (const [code, reason] of Object.entries(reasons))
    assertSentence(cannotReach(Object.assign(new Error('raw'), { code }), url), `${start}${reason}.`);
});

test('what the driver says without a code is said in a sentence as well', () => {
  const messages = {
    'timeout exceeded when trying to connect': 'it does not answer',
    'SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string':
      'it asks for a password, and none is given',
    'The server does not support SSL connections': 'it does not speak TLS, which the address asks for',
    'the database stores text as LATIN1; it must store UTF8':
      'the database stores text as LATIN1; it must store UTF8',
  };
  for (const [message, reason] of Object.entries(messages))
    assertSentence(cannotReach(new Error(message), url), `${start}${reason}.`);
});

test('an address that cannot be read is not repeated, for it holds the password', () => {
  assertSentence(
    cannotReach(new TypeError('Invalid URL'), 'postgres://gate:hunter/2@db.example:x/house'),
    'GATEHOUSE_DATABASE_URL is not an address: write it as postgres://user:password@host:5432/database, special characters percent-encoded.',
  );
});

test('a place without host and port is where the driver looks', () => {
  const refused = Object.assign(new Error('raw'), { code: 'ECONNREFUSED' });
  const at = (address: string) =>
    /at (\S+) cannot/.exec((cannotReach(refused, address) as Error).message)?.[1];
  assert.equal(at('postgres:///house'), 'localhost:5432');
  assert.equal(at('postgres:///house?host=/run/postgresql'), '/run/postgresql:5432');
});

test('an error of the program is handed back as it is', () => {
  const error = new TypeError('x is not a function');
  assert.equal(cannotReach(error, url), error);
});
