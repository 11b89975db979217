import assert from 'node:assert/strict';
import { it } from 'node:test';
import { textFault } from './text-rules.ts';

it('takes what people write, in any script', () => {
  for (const text of ['Obra segura', '安全巡回', 'Größe & Maß', 'zero‍-width joiners 👷‍♀️'])
    assert.equal(textFault(text, 'line'), undefined, text);
  assert.equal(textFault('two\nlines\tand a tab', 'paragraph'), undefined);
  assert.equal(textFault('', 'paragraph'), undefined);
});

it('refuses what would turn a name around, break its line, or cannot be stored', () => {
  const turned = ['a\u202eb', 'a\u2066b', 'a\nb', 'a\u0000b', 'a\u2028b', 'a\ud800b', '\ufeffa'];
  const roomless = ['Pay\u200bPal', 'Pay\u00adPal', 'Pay\u2060Pal', 'Pal\u3164', '\u2800'];
  for (const text of [...turned, ...roomless])
    assert.match(textFault(text, 'line') ?? '', /cannot be seen/, JSON.stringify(text));
  for (const text of ['a\u202eb', 'a\u0000b', 'a\u001bb', 'a\udc00b'])
    assert.match(textFault(text, 'long') ?? '', /cannot be seen/, JSON.stringify(text));
});

it('a line says something', () => {
  for (const text of ['', '  ', '\u00a0', '\u200b\u200b', '\u200d', '\u3164', '\u{e0061}'])
    assert.match(textFault(text, 'line') ?? '', /missing/);
});
