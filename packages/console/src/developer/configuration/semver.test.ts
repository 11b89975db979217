import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Manifest } from '@gatehouse/wire';
import { changesBetween, waysBetween } from './changes.ts';
import { semverFault, suggestion } from './semver.ts';

type Components = Manifest['components'];

const reads: Components = {
  user_level: true,
  service_account: { company: {}, project: { documents: 'Read Only' } },
};
const writes: Components = {
  user_level: true,
  service_account: { company: {}, project: { documents: 'Standard' } },
};

function suggested(before: Components, next: Components): string {
  const manifest = { components: before, instructions: '', post_installation_notes: '' };
  return suggestion({ semver: '1.4.2', manifest }, next, changesBetween(before, next)).semver;
}

test('a number is three parts and higher than the latest', () => {
  assert.deepEqual(
    ['1.0', '01.0.0', 'v1.0.0', '', '1.4.2', '1.3.9', '1.4.3', '1.10.0', '2.0.0'].map((text) =>
      semverFault(text, '1.4.2'),
    ),
    ['bad', 'bad', 'bad', 'bad', 'low', 'low', undefined, undefined, undefined],
  );
  assert.equal(semverFault('0.0.1', undefined), undefined);
});

test('an account of its own is a change, even with no permission; so is connecting it', () => {
  const people: Components = { user_level: true, service_account: null };
  const idle: Components = { user_level: false, service_account: { company: {}, project: {} } };
  assert.deepEqual(waysBetween(people, idle), ['people.lost', 'account.gained']);
  assert.deepEqual(waysBetween(idle, people), ['people.gained', 'account.lost']);
  assert.deepEqual(waysBetween(reads, writes), []);
});

test('the first version is 1.0.0', () => {
  assert.deepEqual(suggestion(undefined, reads, []), { semver: '1.0.0', step: 'first' });
});

test('what companies have to approve makes a minor version, what they lose a major one, else it is a patch', () => {
  assert.equal(suggested(reads, reads), '1.4.3');
  assert.equal(suggested(reads, writes), '1.5.0');
  assert.equal(suggested({ user_level: true, service_account: null }, reads), '1.5.0');
  assert.equal(suggested(writes, reads), '2.0.0');
  assert.equal(suggested(reads, { ...reads, user_level: false }), '2.0.0');
  assert.equal(suggested(reads, { ...reads, service_account: null }), '2.0.0');
});
