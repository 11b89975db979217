import assert from 'node:assert/strict';
import { test } from 'node:test';
import { en } from './en.ts';
import { es } from './es.ts';

const english: Readonly<Record<string, string>> = en;
const spanish: Readonly<Record<string, string>> = es;

test('Spanish says exactly what English says', () => {
  assert.deepEqual(Object.keys(spanish), Object.keys(english));
});

test('a translation fills in the same values', () => {
  const values = (text = '') => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();
  for (const key of Object.keys(english)) assert.deepEqual(values(spanish[key]), values(english[key]), key);
});

test('nothing is left untranslated', () => {
  const sameInBoth = [
    'language.en',
    'language.es',
    'navigation.company.webhooks',
    'page.title',
    'product.name',
    'webhooks.deliveries.name',
    'webhooks.one',
    'webhooks.title',
    'webhooks.told.box',
  ];
  const untranslated = Object.keys(english).filter((key) => spanish[key] === english[key]);
  assert.deepEqual(untranslated.sort(), sameInBoth.sort());
});

test('a counted text has every form that either language may ask for', () => {
  const forms = new Set(
    ['en', 'es'].flatMap((locale) => new Intl.PluralRules(locale).resolvedOptions().pluralCategories),
  );
  const counted = Object.keys(english).filter((key) => key.endsWith('_other'));
  assert.ok(counted.length > 0);
  for (const key of counted) {
    for (const form of forms)
      assert.ok(key.replace(/other$/, form) in english, `${key} in the form "${form}"`);
  }
});
