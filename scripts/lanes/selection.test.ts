import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lanes } from './lane.ts';
import { filesOf, readSelection } from './selection.ts';

const files = ['a/x.test.ts', 'a/x.engine.test.ts', 'b/y.browser.test.ts', 'b/z.test.mjs', 'b/z.ts'];

test('every test file belongs to the lanes of its suffix, and engine tests to both engines', () => {
  assert.deepEqual(Object.fromEntries(lanes.map((lane) => [lane.name, filesOf(lane, [], files)])), {
    unit: ['a/x.test.ts', 'b/z.test.mjs'],
    sqlite: ['a/x.engine.test.ts'],
    postgres: ['a/x.engine.test.ts'],
    browser: ['b/y.browser.test.ts'],
  });
});

test('without arguments all lanes run; lanes and parts of paths narrow the run', () => {
  assert.deepEqual(readSelection([]), { lanes, fragments: [], narrowed: false });
  const { lanes: chosen, fragments, narrowed } = readSelection(['--lane', 'sqlite', '--lane', 'unit', 'a/']);
  assert.deepEqual(
    chosen.map(({ name }) => name),
    ['unit', 'sqlite'],
  );
  assert.deepEqual([fragments, narrowed], [['a/'], true]);
  assert.deepEqual(
    chosen.flatMap((lane) => filesOf(lane, ['z.test', 'engine'], files)),
    ['b/z.test.mjs', 'a/x.engine.test.ts'],
  );
});

test('an unknown lane or option stops with a sentence', () => {
  assert.throws(() => readSelection(['--lane', 'mysql']), /There is no lane "mysql"; there are unit, sqlite/);
  assert.throws(() => readSelection(['--lanes', 'unit']));
});
