import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { sourcesHash } from './console.mjs';

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-console-'));
after(() => rmSync(folder, { recursive: true }));

/** @param {string} path @param {string} text */
function write(path, text) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

test('the console is built anew for a change in itself, in what it imports and in its tools, and for nothing else', () => {
  for (const path of [
    'packages/console/src/main.tsx',
    'packages/client/src/index.ts',
    'packages/wire/src/index.ts',
  ]) {
    write(path, 'first');
  }
  write('package-lock.json', '{}');
  let hash = sourcesHash(pathToFileURL(`${folder}/`));
  /** @param {string} path */
  const changes = (path) => {
    write(path, 'changed');
    const before = hash;
    hash = sourcesHash(pathToFileURL(`${folder}/`));
    return hash !== before;
  };
  for (const path of [
    'packages/console/src/main.tsx',
    'packages/client/src/new.ts',
    'packages/wire/src/index.ts',
  ]) {
    assert.equal(changes(path), true, path);
  }
  assert.equal(changes('package-lock.json'), true);
  for (const path of [
    'packages/console/dist/index.html',
    'packages/wire/src/index.test.ts',
    'packages/platform/src/a.ts',
  ]) {
    assert.equal(changes(path), false, path);
  }
});
