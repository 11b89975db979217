import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import Type, { type TSchema } from 'typebox';
import { Check, Clean, Clone, DecodeUnsafe } from 'typebox/value';
import * as wire from './index.ts';
import { parse } from './parse.ts';

/** What parse stands for, said with TypeBox's own functions. */
function slowly(schema: TSchema, input: unknown): unknown {
  const value = Clean(schema, Clone(input));
  return Check(schema, value) ? { value: DecodeUnsafe({}, schema, value) } : 'refused';
}

const schemas = Object.entries(wire).flatMap(([name, it]) =>
  Type.IsSchema(it) ? [{ name, schema: it }] : [],
);

test('every schema of the wire is read as by the functions of TypeBox, only faster', () => {
  assert.ok(schemas.length > 50);
  for (const { name, schema } of schemas) {
    const names = namesIn(schema);
    fc.assert(
      fc.property(inputs(names), (input) => {
        const parsed = parse(schema, input);
        assert.deepEqual(parsed.ok ? { value: parsed.value } : 'refused', slowly(schema, input), name);
      }),
      { numRuns: 20 },
    );
  }
});

test('what is not listed is dropped at every depth, and codecs are applied at every depth', () => {
  const schema = Type.Object({
    ids: Type.Array(wire.IdPath),
    either: Type.Union([wire.IdPath, Type.Object({ list: Type.Array(wire.IdPath) })]),
    by: Type.Record(Type.String(), wire.IdPath),
    closed: Type.Object({ a: Type.Optional(Type.Null()) }, { additionalProperties: false }),
  });
  const id = { id: '7', more: 1 };
  const input = { ids: [id], either: { list: [id], more: 1 }, by: { x: id }, closed: { a: null, more: 1 } };
  const seven = { id: 7 };
  assert.deepEqual(parse(schema, input), {
    ok: true,
    value: { ids: [seven], either: { list: [seven] }, by: { x: seven }, closed: { a: null } },
  });
  assert.equal(id.more, 1);
});

/** Nested values whose names are often those that the schema knows. */
function inputs(names: readonly string[]): fc.Arbitrary<unknown> {
  const key = fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...names, 'id') }, fc.string());
  const scalar = fc.oneof(
    fc.constantFrom('', '7', '1,2', 'true', 'True', null, true, undefined, 'null', 'code'),
    fc.string(),
    fc.integer(),
    fc.double(),
  );
  return fc.letrec((tie) => ({
    value: fc.oneof({ maxDepth: 4, withCrossShrink: true }, scalar, tie('list'), tie('record')),
    list: fc.array(tie('value'), { maxLength: 3 }),
    record: fc.dictionary(key, tie('value'), { maxKeys: 8 }),
  })).record;
}

function namesIn(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const own = 'properties' in schema ? Object.keys(schema.properties as object) : [];
  return [...own, ...Object.values(schema).flatMap(namesIn)];
}
