import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { wordsOf } from './words.ts';

test('words are parted by what is no letter and no digit, in small letters and without marks, each once', () => {
  assert.deepEqual(wordsOf('A-101_Ground Floor.pdf, ground (CIMENTACIÓN)'), [
    'a',
    '101',
    'ground',
    'floor',
    'pdf',
    'cimentacion',
  ]);
  assert.deepEqual(wordsOf('図面 １２'), ['図面', '１２']);
  assert.deepEqual(wordsOf(' …/\u0000'), []);
});

test('whatever the text, its words are their own words, of 64 letters at most', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      for (const word of wordsOf(text)) {
        assert.deepEqual(wordsOf(word), [word]);
        assert.ok([...word].length <= 64);
      }
    }),
  );
});
