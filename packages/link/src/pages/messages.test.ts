import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalogues, localeOf, type MessageKey } from './messages.ts';

test('both languages say everything, and fill in the same', () => {
  const namesIn = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([name]) => name).sort();
  assert.deepEqual(Object.keys(catalogues.es), Object.keys(catalogues.en));
  for (const key of Object.keys(catalogues.en) as MessageKey[])
    assert.deepEqual(namesIn(catalogues.es[key]), namesIn(catalogues.en[key]), key);
});

test('a person’s choice wins, then the first language of the browser that is ours', () => {
  assert.equal(localeOf({ 'accept-language': 'fr, es-MX;q=0.8, en;q=0.5' }, undefined), 'es');
  assert.equal(localeOf({ 'accept-language': 'es' }, 'en'), 'en');
  assert.equal(localeOf({}, null), 'en');
});
