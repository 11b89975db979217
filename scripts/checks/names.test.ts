import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unfindable } from './names.ts';

test('a name that says nothing is caught, as a folder and as a file', () => {
  assert.equal(unfindable(['packages/platform/src/utils/text.ts']).length, 1);
  assert.equal(unfindable(['packages/platform/src/audit/helpers.ts']).length, 1);
  assert.deepEqual(unfindable(['packages/platform/src/library/common-name.ts']), []);
});

test('a fourth folder below src is caught', () => {
  assert.deepEqual(unfindable(['packages/x/src/a/b/c/file.ts']), []);
  assert.equal(unfindable(['packages/x/src/a/b/c/d/file.ts']).length, 1);
});
