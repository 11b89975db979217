import { UnstorableValueError } from './errors.ts';

/**
 * The one place where the values of both engines are converted.
 *
 * | column        | SQLite (strict) | PostgreSQL         | in TypeScript                                  |
 * | ------------- | --------------- | ------------------ | ---------------------------------------------- |
 * | integer, time | INTEGER         | bigint             | number, an integer below 2^53; milliseconds    |
 * | text, json    | TEXT            | text collate "C"   | string; JSON is decoded through a given parser |
 * | bytes         | BLOB            | bytea              | Uint8Array                                     |
 * | count, exists | INTEGER         | bigint, boolean    | number; a truth value is 1 or 0                |
 *
 * A value that would not come back as it went in is refused on both engines alike.
 */
export type StoredValue = null | number | bigint | string | Uint8Array;

/** JSON text that remembers what it holds; made by `toJson`, opened by `fromJson`. */
export type JsonText<Value> = string & { readonly [holds]: Value };
declare const holds: unique symbol;

export function toJson<Value>(value: Value): JsonText<Value> {
  const text = JSON.stringify(value);
  if (text === undefined) throw new UnstorableValueError(`a ${typeof value} has no JSON text`);
  return text as JsonText<Value>;
}

/** Decodes stored JSON. `parse` proves the shape and throws otherwise: rows outlive the code that wrote them. */
export function fromJson<Value>(text: JsonText<Value>, parse: (json: unknown) => Value): Value {
  return parse(JSON.parse(text));
}

/** Throws `UnstorableValueError` unless every engine stores `value` and gives it back unchanged. */
export function checkStorable(value: unknown): StoredValue {
  if (value === null) return null;
  switch (typeof value) {
    case 'number':
      // Below 2^53 only: beyond, neighbouring integers are the same number and an id would name two rows.
      if (Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value))) return value;
      throw new UnstorableValueError(`the number ${value} cannot be stored`);
    case 'bigint':
      return BigInt.asIntN(64, value) === value ? value : refuse('an integer of more than 64 bits');
    case 'string':
      // PostgreSQL has no U+0000 in text; a lone surrogate has no UTF-8 and would come back as U+FFFD.
      if (value.includes('\0')) return refuse('text with a U+0000');
      return value.isWellFormed() ? value : refuse('text with a lone surrogate');
    default:
      return value instanceof Uint8Array
        ? value
        : refuse(value === undefined ? 'undefined' : `a ${typeof value}`);
  }
}

function refuse(what: string): never {
  throw new UnstorableValueError(`${what} cannot be stored`);
}

/**
 * node:sqlite binds every number as REAL, which is 5.0 rather than 5 wherever no column says otherwise
 * (`? / 2`, `? || ''`); a bigint is bound as INTEGER, as PostgreSQL would take it.
 */
export function toSqlite(value: unknown): StoredValue {
  const stored = checkStorable(value);
  return typeof stored === 'number' && Number.isInteger(stored) ? BigInt(stored) : stored;
}

/** pg writes a bigint and a Uint8Array as they are meant; only the check is ours. */
export function toPostgres(value: unknown): StoredValue {
  return checkStorable(value);
}

// Type identifiers of PostgreSQL: src/include/catalog/pg_type.dat.
const BOOL = 16;
const BYTEA = 17;
const INT8 = 20;
const INT2 = 21;
const INT4 = 23;
const FLOAT4 = 700;
const FLOAT8 = 701;
const NUMERIC = 1700;

/** The parser for one PostgreSQL type; every type not named here stays the text the server sent. */
export function postgresParser(type: number): (text: string) => StoredValue {
  switch (type) {
    case BOOL:
      return (text) => (text === 't' ? 1 : 0);
    case BYTEA:
      return (text) => Uint8Array.fromHex(text.slice(2));
    case INT8:
    case NUMERIC: // what sum() of a bigint yields
      return readInteger;
    case INT2:
    case INT4:
    case FLOAT4:
    case FLOAT8:
      return Number;
    default:
      return (text) => text;
  }
}

function readInteger(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
    throw new RangeError(`the integer ${text} is not below 2^53`);
  }
  return value;
}
