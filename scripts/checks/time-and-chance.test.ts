import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unforeseeable } from './time-and-chance.ts';

const inFile = (text: string, path = 'packages/platform/src/tokens/token.ts') =>
  unforeseeable([{ path, text }]);

for (const call of [
  'Date.now()',
  'new Date()',
  'Math.random()',
  'randomBytes(32)',
  'crypto.randomUUID()',
  'crypto.getRandomValues(bytes)',
]) {
  test(`${call} is caught, with its line`, () => {
    const [found = ''] = inFile(`// first line\nconst x = ${call};`);
    assert.match(found, /^packages\/platform\/src\/tokens\/token\.ts:2: /);
  });
}

test("an import is caught under any name; a constant of that name is nobody's business", () => {
  assert.equal(inFile("import {\n  randomBytes as bytes,\n} from 'node:crypto';").length, 1);
  assert.deepEqual(inFile('const randomBytes = 32;\nrandom.bytes(randomBytes);'), []);
});

test('a date made from a given time, and words in comments, are fine', () => {
  assert.deepEqual(
    inFile('new Date(clock.now());\n// never Date.now()\n/* Math.random()\n randomBytes */'),
    [],
  );
});

test('tests, the sources of time and chance, and the console are free', () => {
  for (const path of [
    'packages/platform/src/a.test.ts',
    'packages/service/src/clock.ts',
    'packages/console/src/a.ts',
    'bench/bench.ts',
  ]) {
    assert.deepEqual(inFile('Date.now()', path), []);
  }
});
