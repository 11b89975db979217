import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sizes } from './sizes.ts';

const file = (path: string, lines: number) => ({ path, text: 'x\n'.repeat(lines) });

test('a file of more than 400 lines is caught, a test too; 400 are allowed', () => {
  const { objections } = sizes([
    file('a.ts', 401),
    file('b.ts', 400),
    file('c.test.ts', 500),
    file('d.md', 900),
  ]);
  assert.deepEqual(objections, ['a.ts: 401 lines; at most 400', 'c.test.ts: 500 lines; at most 400']);
});

test('migrations may be long', () => {
  assert.deepEqual(sizes([file('packages/platform/src/schema/migrations/0001.ts', 900)]).objections, []);
});

test('the middle and the ninth tenth are those of the code, not of its tests', () => {
  const files = Array.from({ length: 10 }, (_, at) => file(`${at}.ts`, (at + 1) * 10));
  assert.deepEqual(sizes([...files, file('x.test.ts', 300)]), { objections: [], median: 60, p90: 100 });
});
