import assert from 'node:assert/strict';
import { test } from 'node:test';
import { preferred } from './language.ts';

test('the first language of the browser that we speak is taken', () => {
  assert.equal(preferred(['es-MX', 'en-US']), 'es');
  assert.equal(preferred(['fr', 'EN-gb', 'es']), 'en');
  assert.equal(preferred(['es-419']), 'es');
});

test('a browser of no language we speak gets English', () => {
  assert.equal(preferred([]), 'en');
  assert.equal(preferred(['de-CH', 'est']), 'en');
});
