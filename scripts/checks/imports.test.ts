import assert from 'node:assert/strict';
import { test } from 'node:test';
import { importsOf } from './imports.ts';

test('every way to name a module is seen, over several lines too', () => {
  const text = [
    "import 'styles.css';",
    "import fs, { type Stats } from 'node:fs';",
    'import {',
    '  one,',
    "} from './one.ts';",
    "export * from './all.ts';",
    "const later = await import('./later.ts');",
  ].join('\n');
  assert.deepEqual(
    importsOf(text).map(({ specifier }) => specifier),
    ['node:fs', './one.ts', './all.ts', 'styles.css', './later.ts'],
  );
});

test('imports of types alone are told apart', () => {
  const typeOnly = (text: string) => importsOf(text).map((found) => found.typeOnly);
  assert.deepEqual(typeOnly("import type { A } from 'a';"), [true]);
  assert.deepEqual(typeOnly("import { type A, type B } from 'a';"), [true]);
  assert.deepEqual(typeOnly("import { type A, b } from 'a';"), [false]);
  assert.deepEqual(typeOnly("import a from 'a';"), [false]);
});
