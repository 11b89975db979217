import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pathInWords } from './path-in-words.ts';

test('a path begins with the name of its place, not with what the wire calls every root', () => {
  assert.equal(pathInWords('Harbor Tower', 'Root Folder'), 'Harbor Tower');
  assert.equal(
    pathInWords('Harbor Tower', 'Root Folder/Drawings/Level 3'),
    'Harbor Tower / Drawings / Level 3',
  );
});
