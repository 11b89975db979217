import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { requirements } from './requirements.ts';
import { rowIds } from './sections.ts';

const root = new URL('../', import.meta.url);

test('every row is said exactly once', () => {
  const ids = requirements.map(({ id }) => id);
  assert.deepEqual(
    ids.filter((id, at) => ids.indexOf(id) !== at),
    [],
  );
  assert.deepEqual(
    rowIds.filter((id) => !ids.includes(id)),
    [],
  );
  assert.deepEqual(
    ids.filter((id) => !rowIds.includes(id)),
    [],
  );
});

test('every test that a row leans on exists under its name', () => {
  for (const requirement of requirements) {
    if (requirement.kind !== 'proven within') continue;
    const { file, name } = requirement.test;
    const at = new URL(file, root);
    assert.ok(existsSync(at), `${requirement.id}: there is no ${file}`);
    const names = [...readFileSync(at, 'utf8').matchAll(/\b(?:test|it)\(\s*['"`]([^\n]*)/g)].map(
      ([, found]) => found,
    );
    assert.notEqual(name, '', `${requirement.id} names no test of ${file}`);
    assert.ok(
      names.some((found) => found?.startsWith(name)),
      `${requirement.id}: no test of ${file} begins "${name}"`,
    );
  }
});
