import assert from 'node:assert/strict';
import { test } from 'node:test';
import { againstArrows } from './dependencies.ts';

const manifest = (name: string, dependencies: string[], exports: string[] = ['.']) =>
  JSON.stringify({
    name: `@gatehouse/${name}`,
    exports: Object.fromEntries(exports.map((door) => [door, './src/index.ts'])),
    dependencies: Object.fromEntries(dependencies.map((dependency) => [dependency, '1.0.0'])),
  });

const house = {
  'package.json': JSON.stringify({ devDependencies: { 'fast-check': '1.0.0' } }),
  'packages/wire/package.json': manifest('wire', ['typebox']),
  'packages/client/package.json': manifest('client', ['@gatehouse/wire']),
  'packages/database/package.json': manifest('database', ['kysely'], ['.', './testing']),
  'packages/service/package.json': manifest('service', []),
  'packages/platform/package.json': manifest('platform', [
    '@gatehouse/client',
    '@gatehouse/database',
    '@gatehouse/wire',
  ]),
};

function objections(changes: Record<string, string>): string[] {
  return againstArrows(Object.entries({ ...house, ...changes }).map(([path, text]) => ({ path, text })));
}

const importing = (specifier: string) => `import { it } from '${specifier}';`;

test('a house in order passes', () => {
  assert.deepEqual(
    objections({
      'packages/wire/src/token.ts': importing('typebox/value'),
      'packages/client/src/index.ts': importing('@gatehouse/wire') + importing('node:crypto'),
      'packages/platform/src/main.ts': importing('@gatehouse/database'),
      'packages/platform/src/x.engine.test.ts': importing('@gatehouse/database/testing'),
      'packages/platform/src/x.test.ts': `${importing('@gatehouse/client')}\n${importing('fast-check')}`,
      'packages/platform/src/demo/tour.ts': importing('@gatehouse/client'),
      'packages/client/src/readme.example.ts': importing('@gatehouse/client'),
      'scripts/check.ts': importing('../packages/platform/src/settings.ts'),
    }),
    [],
  );
});

for (const [claim, path, specifier, objection] of [
  ['an upward arrow', 'packages/wire/src/a.ts', '@gatehouse/client', 'goes against the arrows'],
  ['an import of an app', 'packages/client/src/a.ts', '@gatehouse/platform', 'goes against the arrows'],
  [
    'the client in the platform itself',
    'packages/platform/src/a.ts',
    '@gatehouse/client',
    'goes against the arrows',
  ],
  ['a path past the door', 'packages/client/src/a.ts', '@gatehouse/wire/src/token.ts', 'is not a door'],
  [
    'a relative path into another package',
    'packages/client/src/a.ts',
    '../../wire/src/a.ts',
    'leaves its package',
  ],
  ['an undeclared package', 'packages/client/src/a.ts', 'kysely', 'is not declared'],
  ['an allowed but undeclared arrow', 'packages/platform/src/a.ts', '@gatehouse/service', 'is not declared'],
  ['a test tool outside a test', 'packages/client/src/a.ts', 'fast-check', 'is not declared'],
  [
    'a package that goes out by its own door',
    'packages/client/src/a.ts',
    '@gatehouse/client',
    'goes against the arrows',
  ],
  ['an undeclared package in a script', 'scripts/a.ts', 'left-pad', 'is not declared'],
] as const) {
  test(`${claim} is caught`, () => {
    const [only, ...more] = objections({ [path]: importing(specifier) });
    assert.ok(only?.startsWith(`${path}: ${specifier} ${objection}`), `said: ${only}`);
    assert.deepEqual(more, []);
  });
}

test('a declaration against the arrows is caught before anybody uses it', () => {
  assert.deepEqual(objections({ 'packages/wire/package.json': manifest('wire', ['@gatehouse/platform']) }), [
    'packages/wire/package.json: @gatehouse/platform goes against the arrows',
  ]);
});

test('a package without arrows is caught', () => {
  assert.equal(objections({ 'packages/extra/package.json': manifest('extra', []) }).length, 1);
});
