import assert from 'node:assert/strict';
import { test } from 'node:test';
import { objectOf } from './json-object.ts';

test('an object is read, and nothing else counts as one', () => {
  assert.deepEqual(objectOf(' {"folder": "Reports", "every": {"day": 1}} '), {
    folder: 'Reports',
    every: { day: 1 },
  });
  for (const text of ['', '[]', 'null', '7', '"x"', '{', '{a: 1}', '{} {}'])
    assert.equal(objectOf(text), undefined, text);
});
