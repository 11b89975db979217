import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emailKey } from './email-key.ts';

test('every spelling of an address is the same', () => {
  for (const spelling of [
    'jörg@bücher.example',
    ' Jörg@BÜCHER.Example ',
    'jo\u0308rg@bu\u0308cher.example',
    'jörg@xn--bcher-kva.example',
    'jörg@XN--BCHER-KVA.example',
    'jörg@bücher.example.',
    'jörg@bücher。example',
    'jörg@ｂücher.example',
  ])
    assert.equal(emailKey(spelling), 'jörg@xn--bcher-kva.example', spelling);
});

test('what has no domain that mail goes to stays as it was typed', () => {
  for (const text of ['jim', '@example.com', 'jim@localhost', 'jim@', 'jim@a b.example', ''])
    assert.equal(emailKey(text), text);
  assert.equal(emailKey('a@b@bücher.example'), 'a@b@xn--bcher-kva.example');
});
