import assert from 'node:assert/strict';
import { test } from 'node:test';
import { advice, missing } from './install.mjs';
import { carrier } from './node.mjs';

const lock = {
  packages: {
    '': { version: '0.1.0' },
    'packages/wire': { version: '0.1.0' },
    'node_modules/kysely': { version: '1.0.0' },
    'node_modules/for-elsewhere': { version: '1.0.0', optional: true },
    [`node_modules/${carrier}`]: { version: '26.0.0', optional: true },
  },
};
const whole = {
  packages: {
    'node_modules/kysely': { version: '1.0.0' },
    [`node_modules/${carrier}`]: { version: '26.0.0', optional: true },
  },
};

test('what npm put there counts, whoever called it; packages for other platforms may be absent', () => {
  assert.deepEqual(missing(lock, whole), []);
});

test('an absent package, another version and an absent Node are seen', () => {
  assert.deepEqual(missing(lock, { packages: {} }), ['node_modules/kysely', `node_modules/${carrier}`]);
  const older = { packages: { ...whole.packages, 'node_modules/kysely': { version: '0.9.0' } } };
  assert.deepEqual(missing(lock, older), ['node_modules/kysely']);
});

test('every failure of npm ends in a sentence that says what to do', () => {
  assert.match(advice(127, 'spawn npm ENOENT'), /npm was not found/);
  assert.match(advice(1, 'npm error code ENOTFOUND'), /could not be reached/);
  assert.match(advice(1, 'npm error code E401'), /npm login/);
  assert.match(advice(1, 'npm error code EUSAGE'), /disagree/);
  assert.match(advice(7, 'something new'), /failed with code 7/);
});
