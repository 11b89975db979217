import assert from 'node:assert/strict';
import { test } from 'node:test';
import { html } from '../html.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { localeOf, sayIn, type WordKey } from './words.ts';

test('a translation fills in the same names as the original', () => {
  const names = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();
  for (const key of Object.keys(en) as WordKey[]) assert.deepEqual(names(es[key]), names(en[key]), key);
});

test('the language is the chosen one, else the browser’s first that is spoken here', () => {
  assert.equal(localeOf('es', 'en-US'), 'es');
  assert.equal(localeOf(undefined, 'de-DE, es-MX;q=0.8, en;q=0.5'), 'es');
  assert.equal(localeOf('xx', undefined), 'en');
});

test('a name that is markup stays text', () => {
  const text = sayIn('en')('signed_in', { person: '<img src=x onerror="alert(1)">' });
  assert.doesNotMatch(html`<p title="${text}">${text}</p>`.toString(), /<img|"alert/);
});
