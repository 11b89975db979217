import assert from 'node:assert/strict';
import { test } from 'node:test';
import { en, type MessageKey } from './en.ts';
import { es } from './es.ts';
import { languageOf } from './translate.ts';

const keys = Object.keys(en) as MessageKey[];
const blanks = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

test('both languages say everything, with the same blanks to fill', () => {
  assert.deepEqual(Object.keys(es), keys);
  for (const key of keys) {
    assert.notEqual(es[key].trim(), '', key);
    assert.deepEqual(blanks(es[key]), blanks(en[key]), key);
  }
});

test('the language is the one asked for, else that of the system, else English', () => {
  assert.equal(languageOf({ LANG: 'es_MX.UTF-8' }), 'es');
  assert.equal(languageOf({ LANG: 'es_MX.UTF-8', DRIVE_LANGUAGE: 'en' }), 'en');
  assert.equal(languageOf({ LANG: 'estonian' }), 'en');
  assert.equal(languageOf({}), 'en');
});
