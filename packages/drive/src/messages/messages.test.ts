import assert from 'node:assert/strict';
import { test } from 'node:test';
import { en, type MessageKey } from './en.ts';
import { es } from './es.ts';
import { languageOf, translator } from './translate.ts';

const keys = Object.keys(en) as MessageKey[];
const blanks = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
const forms = (text: string) => text.match(/\{[^}]*\|[^}]*\}/g) ?? [];

test('both languages say everything, with the same blanks to fill', () => {
  assert.deepEqual(Object.keys(es), keys);
  for (const key of keys) {
    assert.notEqual(es[key].trim(), '', key);
    assert.deepEqual(blanks(es[key]), blanks(en[key]), key);
  }
});

test('one is one and several are several, in both languages', () => {
  const has = (language: 'en' | 'es', count: number) =>
    translator(language)('status.has', { files: count, placeholders: count, folders: count, size: '7 B' });
  assert.equal(has('en', 1), '1 file (7 B), 1 placeholder, 1 folder.');
  assert.equal(has('en', 0), '0 files (7 B), 0 placeholders, 0 folders.');
  assert.equal(has('es', 1), '1 archivo (7 B), 1 marcador, 1 carpeta.');
  assert.equal(has('es', 1_000_000), '1000000 archivos (7 B), 1000000 marcadores, 1000000 carpetas.');
});

test('what depends on a number says it, and has a word for one and for several', () => {
  for (const text of [...Object.values(en), ...Object.values(es)])
    for (const form of forms(text)) {
      const [, name] = /^\{(\w+)\|[^|]+\|[^|]+\}$/.exec(form) ?? [];
      assert.ok(name !== undefined && text.includes(`{${name}}`), text);
    }
});

test('the language is the one asked for, else that of the system, else English', () => {
  assert.equal(languageOf({ LANG: 'es_MX.UTF-8' }), 'es');
  assert.equal(languageOf({ LANG: 'es_MX.UTF-8', DRIVE_LANGUAGE: 'en' }), 'en');
  assert.equal(languageOf({ LANG: 'estonian' }), 'en');
  assert.equal(languageOf({}), 'en');
});
