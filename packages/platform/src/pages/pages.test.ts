import assert from 'node:assert/strict';
import { test } from 'node:test';
import { everyPage } from '../testing/sample-pages.ts';
import { en } from './messages/en.ts';
import { type Catalogue, locales, sayFrom } from './messages/messages.ts';

/** A language without letters: whatever letter remains in a page did not come from the catalogue. */
const wordless = Object.fromEntries(
  Object.entries(en).map(([key, text]) => [key, `¡${(text.match(/\{\w+\}/g) ?? []).join(' ')}!`]),
) as Catalogue;

test('no page holds a word that is not in the catalogue', () => {
  for (const [name, page] of everyPage({ locale: 'en', languageSwitch: '0', say: sayFrom(wordless) })) {
    assert.deepEqual(
      spoken(page).filter((text) => /\p{L}/u.test(text)),
      [],
      name,
    );
  }
});

test('every page says which language it is in, and offers the other one in its own words', () => {
  for (const locale of locales) {
    for (const [name, page] of everyPage({ locale, languageSwitch: '0' })) {
      assert.match(page, new RegExp(`<html lang="${locale}">`), name);
      assert.match(page, locale === 'en' ? /lang="es">Español</ : /lang="en">English</, name);
    }
  }
});

test('every page has one main heading, its headings skip no level, and nothing runs or is inline', () => {
  for (const [name, page] of everyPage({ locale: 'es' })) {
    const levels = [...page.matchAll(/<h(\d)/g)].map(([, level]) => Number(level));
    assert.equal(levels[0], 1, name);
    assert.equal(levels.filter((level) => level === 1).length, 1, name);
    assert.ok(
      levels.every((level, place) => level <= (levels[place - 1] ?? 0) + 1),
      name,
    );
    // A script is a file of ours, with nothing between its tags.
    const rest = page.replace(/<script type="module" src="\/assets\/[\w.?=-]+"><\/script>/g, '');
    assert.equal(/<script|<style| style=| on\w+=|javascript:/i.test(rest), false, name);
  }
});

test('every field has a label, and every id is there once', () => {
  for (const [name, page] of everyPage({ locale: 'en' })) {
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    assert.equal(new Set(ids).size, ids.length, name);
    for (const [, id] of page.matchAll(/<(?:input|textarea)(?=[^>]* id="([^"]+)")/g))
      assert.ok(page.includes(`<label for="${id}">`), `${name} ${id}`);
    for (const [, references = ''] of page.matchAll(/aria-(?:describedby|labelledby)="([^"]+)"/g))
      for (const id of references.split(' ')) assert.ok(ids.includes(id), `${name} ${id}`);
  }
});

test('what people and apps are called is shown as text on every page', () => {
  for (const [name, page] of everyPage({ locale: 'en' }, '<script>"&')) {
    assert.equal(page.includes('<script>'), false, name);
  }
});

/** What a person reads or hears: text, and the attributes that speak. Commands to type are the same everywhere. */
function spoken(page: string): string[] {
  const visible = page.replace(/<code>[^<]*<\/code>/g, '');
  const attributes = [...visible.matchAll(/ (?:alt|title|placeholder|aria-label)="([^"]*)"/g)].map(
    ([, text]) => text ?? '',
  );
  return [
    ...visible
      .replace(/<[^>]*>/g, '\n')
      .replace(/&[a-z#0-9]+;/g, '')
      .split('\n'),
    ...attributes,
  ];
}
