import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { html } from './html.ts';

test('a value can end neither the text nor the attribute it stands in', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (value) => {
      const [, attribute = '', content = ''] =
        /^<p title="([^"]*)">([^<]*)<\/p>$/.exec(html`<p title="${value}">${value}</p>`.toString()) ?? [];
      assert.equal(unescaped(attribute), value);
      assert.equal(unescaped(content), value);
    }),
  );
});

test('an attack through a name is shown and not run', () => {
  const name = `"><script>alert('1')</script>`;
  const page = html`<input value="${name}"><b>${name}</b>`.toString();
  assert.equal(page.includes('<script'), false);
  assert.equal(page.split('"').length - 1, 2);
});

test('markup of ours is put in as it is, and lists are joined', () => {
  const items = ['a', '<b>'].map((item) => html`<li>${item}</li>`);
  assert.equal(html`<ul>${items}</ul>`.toString(), '<ul><li>a</li><li>&lt;b&gt;</li></ul>');
});

test('what is absent leaves nothing, and zero is a number', () => {
  assert.equal(html`[${undefined}${null}${false}${''}${0}]`.toString(), '[0]');
});

function unescaped(text: string): string {
  const characters: Record<string, string> = {
    lt: '<',
    gt: '>',
    quot: '"',
    '#39': "'",
    '#96': '`',
    amp: '&',
  };
  return text.replace(/&([a-z]+|#\d+);/g, (_, name: string) => characters[name] ?? '?');
}
