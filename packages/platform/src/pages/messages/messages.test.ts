import assert from 'node:assert/strict';
import { test } from 'node:test';
import { html } from '../html.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { catalogues, type MessageKey, sayFrom, sayIn } from './messages.ts';

const keys = Object.keys(en) as MessageKey[];
const namesIn = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

test('Spanish says exactly what English says, with the same values', () => {
  assert.deepEqual(Object.keys(es).sort(), [...keys].sort());
  for (const key of keys) assert.deepEqual(namesIn(es[key]), namesIn(en[key]), key);
});

test('no message is empty, and what is left alike in both languages is meant to be', () => {
  const alike = keys.filter((key) => en[key] === es[key]);
  assert.deepEqual(alike, [
    'product.name',
    'page.title',
    'page.title_with_error',
    'language.en',
    'language.es',
  ]);
  for (const catalogue of Object.values(catalogues))
    for (const key of keys) assert.equal(catalogue[key].trim(), catalogue[key] || 'a text', key);
});

test('values are escaped, and markup of ours is not', () => {
  const say = sayIn('en');
  assert.equal(say('consent.title', { app: '<i>' }).toString(), 'Allow &lt;i&gt;?');
  assert.equal(say('consent.title', { app: html`<i>x</i>` }).toString(), 'Allow <i>x</i>?');
});

test('a value that looks like a placeholder is not filled in again', () => {
  const say = sayFrom({ ...en, 'consent.signed_in_as': '{name} {email}' });
  assert.equal(say('consent.signed_in_as', { name: '{email}', email: 'x' }).toString(), '{email} x');
});
