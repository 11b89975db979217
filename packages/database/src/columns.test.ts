import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { checkStorable, fromJson, postgresParser, toJson, toSqlite } from './columns.ts';
import { UnstorableValueError } from './errors.ts';

const [BYTEA, INT8, BOOL] = [17, 20, 16];

test('every safe integer goes to SQLite as an integer and comes back from PostgreSQL as itself', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), (value) => {
      assert.equal(toSqlite(value), BigInt(value));
      assert.equal(postgresParser(INT8)(String(value)), value);
    }),
  );
});

test('an integer of 2^53 or more is refused both ways', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 2n ** 53n, max: 2n ** 63n - 1n }), fc.boolean(), (size, negative) => {
      const value = negative ? -size : size;
      assert.throws(() => checkStorable(Number(value)), UnstorableValueError);
      assert.throws(() => postgresParser(INT8)(String(value)), RangeError);
    }),
  );
});

test('what some engine would alter is refused: U+0000, lone surrogates, and what is not a column value', () => {
  const unstorable = [
    'a\0b',
    '\ud800',
    'x\udc00',
    undefined,
    true,
    {},
    [],
    new Date(0),
    Number.NaN,
    Infinity,
    2n ** 63n,
  ];
  for (const value of unstorable) assert.throws(() => checkStorable(value), UnstorableValueError);
  const storable = [null, '', 'ñ😀', 0, -1.5, 2n ** 63n - 1n, new Uint8Array()];
  for (const value of storable) assert.equal(checkStorable(value), value);
});

test('bytes and truth values are read from PostgreSQL as SQLite gives them', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      assert.deepEqual(postgresParser(BYTEA)(`\\x${bytes.toHex()}`), bytes);
    }),
  );
  assert.deepEqual(['t', 'f'].map(postgresParser(BOOL)), [1, 0]);
});

test('JSON is read through its parser, which may refuse it', () => {
  const parse = (json: unknown) => {
    if (typeof json === 'object' && json !== null && 'a' in json) return json;
    throw new TypeError('not an a');
  };
  assert.deepEqual(fromJson(toJson<object>({ a: 1 }), parse), { a: 1 });
  assert.throws(() => fromJson(toJson<object>({ b: 1 }), parse), TypeError);
  assert.throws(() => toJson(undefined), UnstorableValueError);
});
