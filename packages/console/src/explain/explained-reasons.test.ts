import assert from 'node:assert/strict';
import { test } from 'node:test';
import { en } from '../i18n/en.ts';
import { isReason, reasons } from './explained-reasons.ts';

test('each reason that the page knows has its words', () => {
  for (const name of Object.keys(reasons)) assert.ok(`explain.reason.${name}` in en, name);
});

test('a reason of a newer server is not taken for one of these', () => {
  assert.equal(isReason('level_too_low'), true);
  assert.equal(isReason('toString'), false);
  assert.equal(isReason('of_tomorrow'), false);
  assert.equal(isReason(null), false);
});
