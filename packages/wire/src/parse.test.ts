import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { FileUpdateBody, FolderCreateBody, IdPath, ProjectsQuery, parse, TOKEN_REQUESTS } from './index.ts';

test('digits are an id, however they are sent', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999_999_999_999_999 }), (id) => {
      assert.deepEqual(parse(IdPath, { id }), { ok: true, value: { id } });
      assert.deepEqual(parse(IdPath, { id: String(id) }), { ok: true, value: { id } });
    }),
  );
});

test('nothing but digits is an id', () => {
  const spellings = [
    '',
    ' 7',
    '+7',
    '-1',
    '1e3',
    '0x10',
    '1.5',
    1.5,
    -1,
    null,
    true,
    [5],
    '1234567890123456',
    2 ** 53,
  ];
  for (const id of spellings) {
    assert.deepEqual(parse(IdPath, { id }), { ok: false, faults: [{ pointer: '/id', reason: 'invalid' }] });
  }
});

test('a boolean is read without regard to case', () => {
  for (const [text, value] of [
    ['true', true],
    ['True', true],
    ['FALSE', false],
    ['false', false],
  ] as const) {
    const read = parse(FolderCreateBody, { folder: { name: 'Drawings', explicit_permissions: text } });
    assert.deepEqual(read, {
      ok: true,
      value: { folder: { name: 'Drawings', explicit_permissions: value } },
    });
  }
  const yes = parse(FolderCreateBody, { folder: { name: 'Drawings', explicit_permissions: 'yes' } });
  assert.equal(yes.ok, false);
});

test('a missing, a null and an empty name are faults, never the text "null"', () => {
  const faults = (body: unknown) => {
    const read = parse(FolderCreateBody, body);
    return read.ok ? read.value : read.faults;
  };
  assert.deepEqual(faults({ folder: {} }), [{ pointer: '/folder/name', reason: 'missing' }]);
  assert.deepEqual(faults({ folder: { name: '' } }), [{ pointer: '/folder/name', reason: 'missing' }]);
  assert.deepEqual(faults({ folder: { name: null } }), [{ pointer: '/folder/name', reason: 'invalid' }]);
  assert.deepEqual(faults({}), [{ pointer: '/folder', reason: 'missing' }]);
});

test('what a schema does not list is dropped, and the input stays as it was', () => {
  const input = JSON.parse(
    '{"folder":{"name":"a","parent_id":"7","owner":1,"__proto__":{"name":"b"}},"extra":true}',
  );
  const before = JSON.stringify(input);
  assert.deepEqual(parse(FolderCreateBody, input), {
    ok: true,
    value: { folder: { name: 'a', parent_id: 7 } },
  });
  assert.equal(JSON.stringify(input), before);
});

test('a list of ids is the same list in every notation', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 10 ** 9 }), { minLength: 1 }), (ids) => {
      for (const id of [ids, ids.map(String), ids.join(',')]) {
        assert.deepEqual(parse(ProjectsQuery, { filters: { id } }), {
          ok: true,
          value: { filters: { id: ids } },
        });
      }
    }),
  );
});

test('a check-out is given up by null and by a text; whether the text is a time is for the rule to say', () => {
  for (const checked_out_until of [null, 'null', '2026-01-31T12:00:00Z', 'tomorrow']) {
    assert.equal(parse(FileUpdateBody, { file: { checked_out_until } }).ok, true);
  }
  assert.equal(parse(FileUpdateBody, { file: { checked_out_until: 1 } }).ok, false);
});

test('a token request is read by its grant, and a verifier outside RFC 7636 is refused', () => {
  const request = { grant_type: 'authorization_code', code: 'c', code_verifier: 'a'.repeat(43) };
  assert.deepEqual(parse(TOKEN_REQUESTS.authorization_code, request), { ok: true, value: request });
  for (const code_verifier of ['a'.repeat(42), 'a'.repeat(129), `${'a'.repeat(43)}+`]) {
    assert.equal(parse(TOKEN_REQUESTS.authorization_code, { ...request, code_verifier }).ok, false);
  }
  assert.deepEqual(parse(TOKEN_REQUESTS.refresh_token, { grant_type: 'refresh_token', refresh_token: '' }), {
    ok: false,
    faults: [{ pointer: '/refresh_token', reason: 'missing' }],
  });
});
