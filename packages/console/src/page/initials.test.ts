import assert from 'node:assert/strict';
import { test } from 'node:test';
import { initials } from './initials.ts';

test('a name is stood for by its first and last word', () => {
  assert.equal(initials('Jim Carter'), 'JC');
  assert.equal(initials('maría de la Luz Núñez'), 'MN');
  assert.equal(initials('Cher'), 'C');
  assert.equal(initials('𝒜da (she) Ñu'), '𝒜Ñ');
});

test('a name without letters is stood for by nothing', () => {
  assert.equal(initials(' — '), '');
  assert.equal(initials(''), '');
});
