import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mailDomainOf } from './mail-domain.ts';

test('an address is in its domain however it is spelled', () => {
  for (const email of [
    'jim@bücher.de',
    'jim@BÜCHER.DE',
    'jim@xn--bcher-kva.de',
    'jim@bücher.de.',
    'jim@bücher。de',
  ])
    assert.equal(mailDomainOf(email), 'xn--bcher-kva.de', email);
  for (const none of ['jim', '@example.com', 'jim@localhost', 'jim@', 'jim@a b.de', 'jim@-a.de'])
    assert.equal(mailDomainOf(none), undefined, none);
});
