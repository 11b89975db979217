import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ago, calendarDay, moment } from './when.ts';

const now = Date.UTC(2026, 10, 20, 12);
const minute = 60_000;

test('what has just happened is now, also for a clock that runs behind', () => {
  assert.equal(ago('en', now - 59_000, now), 'now');
  assert.equal(ago('en', now + 5 * minute, now), 'now');
  assert.equal(ago('es', now, now), 'ahora');
});

test('the largest whole unit is named, in the reader’s language', () => {
  assert.equal(ago('en', now - minute, now), '1 minute ago');
  assert.equal(ago('en', now - 119 * minute, now), '1 hour ago');
  assert.equal(ago('en', now - 25 * 60 * minute, now), 'yesterday');
  assert.equal(ago('es', now - 3 * 60 * minute, now), 'hace 3 horas');
  assert.equal(ago('es', now - 60 * 24 * 60 * minute, now), 'hace 2 meses');
  assert.equal(ago('en', now - 800 * 24 * 60 * minute, now), '2 years ago');
});

test('a moment is written as the language writes it', () => {
  const plain = (text: string) => text.replaceAll(/\s/g, ' ');
  assert.equal(plain(moment('en', now, 'UTC')), 'Nov 20, 2026, 12:00 PM');
  assert.match(plain(moment('es', now, 'UTC')), /^20 nov\.? 2026, 12:00/);
});

test('a calendar day stays that day in every time zone', () => {
  assert.equal(calendarDay('en', '2026-11-03'), 'Nov 3');
  assert.match(calendarDay('es', '2026-11-03'), /^3 nov\.?$/);
});
