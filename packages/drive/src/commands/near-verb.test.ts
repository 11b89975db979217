import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completion, help } from './help.ts';
import { nearVerb } from './near-verb.ts';
import { verbs } from './verbs.ts';

const names = [...verbs, completion, help].map(({ name }) => name);

test('a verb that is cut short, mistyped or called as elsewhere is known for what was meant', () => {
  for (const [given, meant] of [
    ['vers', 'versions'],
    ['sycn', 'sync'],
    ['mkdri', 'mkdir'],
    ['statsu', 'status'],
    ['comflicts', 'conflicts'],
    ['LS', 'ls'],
    ['pul', 'put'],
    ['completions', 'completion'],
    ['delete', 'rm'],
    ['upload', 'put'],
    ['umount', 'unmount'],
  ] as const)
    assert.equal(nearVerb(given, names), meant, given);
});

test('nothing is guessed of what is no verb at all', () => {
  for (const given of ['', '--', '--json', 'dance', 'xyz', '__proto__', 'constructor'])
    assert.equal(nearVerb(given, names), undefined, given);
});

test('every verb that is guessed is one', () => {
  for (const given of ['list', 'remove', 'history', 'signin', 'dir'])
    assert.ok(names.includes(nearVerb(given, names) ?? ''), given);
});
