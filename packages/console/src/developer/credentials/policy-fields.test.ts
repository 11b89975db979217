import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TFunction } from 'i18next';
import { faultAmong, graceChoices, limitChoices, linesOf } from './policy-fields.ts';

const t = ((key: string) => key) as unknown as TFunction;

test('a limit that nobody could choose here is shown as it is, and not lost', () => {
  const values = (current: number | null) => limitChoices(current, t).map(({ value }) => value);
  assert.ok(values(90).includes('90'));
  assert.equal(values(3_600).length, values(null).length);
  assert.equal(values(null)[0], '');
});

test('a grace is none to a minute, and one between the choices is shown as it is', () => {
  const values = (current: number | null) => graceChoices(current, t).map(({ value }) => value);
  assert.deepEqual(values(null), ['', '0', '2', '5', '10', '30', '60']);
  assert.deepEqual(values(60), values(null));
  assert.ok(values(45).includes('45'));
});

test('addresses are written a line each', () => {
  assert.deepEqual(linesOf(' https://a.example/bye\n\n  https://b.example \n'), [
    'https://a.example/bye',
    'https://b.example',
  ]);
  assert.deepEqual(linesOf(''), []);
});

test('the first address that no browser can be sent to is named', () => {
  assert.equal(faultAmong(['https://a.example/bye', 'http://a.example/bye']), 'not_https');
  assert.equal(faultAmong(['urn:ietf:wg:oauth:2.0:oob']), 'out_of_band');
  assert.equal(faultAmong(['https://a.example/bye']), undefined);
});
