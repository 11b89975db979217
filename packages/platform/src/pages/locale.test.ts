import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { keepLocale, localeCookie, localeOf, preferredLocale } from './locale.ts';

const request = (headers: Record<string, string> = {}, query: unknown = {}) => ({ headers, query });

test('a person’s own setting comes before everything else', () => {
  const all = request({ cookie: `${localeCookie}=en`, 'accept-language': 'en' }, { lang: 'en' });
  assert.equal(localeOf(all, { locale: 'es' }), 'es');
});

test('then the address, then the choice kept in the browser, then the app, then the browser', () => {
  const cookie = `a=b; ${localeCookie}=es`;
  assert.equal(localeOf(request({ cookie }, { lang: 'en' })), 'en');
  assert.equal(localeOf(request({ cookie, 'accept-language': 'en' }, { ui_locales: 'en' })), 'es');
  assert.equal(localeOf(request({ 'accept-language': 'en' }, { ui_locales: 'fr es-MX en' })), 'es');
  assert.equal(localeOf(request({ 'accept-language': 'es' }), { locale: null }), 'es');
});

test('without a language of ours it is English', () => {
  assert.equal(localeOf(request({ 'accept-language': 'fr, de' }, { lang: ['es', 'en'] })), 'en');
  assert.equal(localeOf(request()), 'en');
});

test('Accept-Language goes by weight, and a weight of zero means never', () => {
  assert.equal(preferredLocale('en;q=0.5, es-AR;q=0.9'), 'es');
  assert.equal(preferredLocale('es;q=0, en;q=0.1'), 'en');
  assert.equal(preferredLocale('ES'), 'es');
  assert.equal(preferredLocale('en;q=nonsense'), undefined);
});

test('no header and no query makes it fail', () => {
  fc.assert(
    fc.property(fc.string(), fc.anything(), (text, query) => {
      const locale = localeOf(request({ cookie: text, 'accept-language': text }, query));
      assert.ok(locale === 'en' || locale === 'es');
    }),
  );
});

test('the kept choice is read back', () => {
  const [cookie = ''] = keepLocale('es').split(';');
  assert.equal(localeOf(request({ cookie })), 'es');
});
