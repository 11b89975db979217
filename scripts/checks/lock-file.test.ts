import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lockFileObjections } from './lock-file.ts';

const objections = (packages: Record<string, object>) =>
  lockFileObjections(JSON.stringify({ packages }, null, 2));

test('a lock file tied to a registry is caught, once for each', () => {
  const found = objections({
    'node_modules/a': { resolved: 'https://registry.example/a/-/a-1.0.0.tgz' },
    'node_modules/b': { resolved: 'https://registry.example/b/-/b-1.0.0.tgz' },
    'node_modules/wire': { resolved: 'packages/wire', link: true },
  });
  assert.deepEqual(found, ['package-lock.json: packages are tied to https://registry.example']);
});

test('a package that another needs, on any platform, and that is not locked is caught', () => {
  const packages = {
    '': { dependencies: { a: '1.0.0' } },
    'packages/wire': { dependencies: { '@scope/b': '1.0.0' } },
    'node_modules/a': { optionalDependencies: { 'a-darwin': '1.0.0' } },
    'node_modules/@scope/b': { dependencies: { a: '1.0.0', c: '1.0.0' } },
    'node_modules/@scope/b/node_modules/c': { dependencies: { a: '1.0.0' } },
  };
  assert.deepEqual(objections(packages), [
    'package-lock.json: node_modules/a needs a-darwin, which is not locked',
  ]);
  assert.deepEqual(objections({ ...packages, 'node_modules/a-darwin': {} }), []);
});
