import assert from 'node:assert/strict';
import { test } from 'node:test';
import { machinePaths } from './machine-paths.ts';

const folder = (...parts: string[]) => `/${parts.join('/')}/`;

test('the folders of a person or a build are caught', () => {
  for (const home of [
    folder('work'),
    folder('root'),
    folder('home', 'ana'),
    folder('Users', 'ana'),
    folder('tmp'),
  ]) {
    assert.equal(machinePaths([{ path: 'docs/a.md', text: `see \`${home}x\`` }]).length, 1, home);
  }
});

test('addresses and routes are fine, and a test may name the temporary folder', () => {
  const text = `https://example.com${folder('work')} ${folder('homework')} ./tmp/x`;
  assert.deepEqual(machinePaths([{ path: 'a.ts', text }]), []);
  assert.deepEqual(machinePaths([{ path: 'a.test.ts', text: folder('tmp') }]), []);
});
