import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LEVEL_NAMES, TOOL_NAMES } from '@gatehouse/wire';
import fc from 'fast-check';
import { difference, highestLevel, levelIn, readManifest, storedManifest } from './manifest.ts';

const levels = fc
  .dictionary(fc.constantFrom(...TOOL_NAMES), fc.constantFrom(...LEVEL_NAMES))
  .map((asked) => ({
    ...asked,
  }));
const sent = fc.record({
  components: fc.record({
    user_level: fc.constant(true),
    service_account: fc.option(
      fc.record({
        company: levels.filter(({ admin }) => admin !== 'Admin'),
        project: levels,
      }),
    ),
  }),
});

function manifest(company: Record<string, string>, project: Record<string, string> = {}) {
  const read = readManifest({ components: { service_account: { company, project } } });
  assert.ok(read.ok, JSON.stringify(read));
  return read.manifest;
}

describe('a manifest', () => {
  it('survives being stored, and asking for None is asking for nothing', () => {
    fc.assert(
      fc.property(sent, (input) => {
        const read = readManifest(input);
        assert.ok(read.ok);
        assert.deepEqual(storedManifest(JSON.stringify(read.manifest)), read.manifest);
        assert.ok(!JSON.stringify(read.manifest.components).includes('None'));
      }),
    );
  });

  it('names each tool and level it does not know, where it stands', () => {
    const read = readManifest({
      components: { service_account: { company: { plans: 'Admin' }, project: { documents: 'admin' } } },
      instructions: '\u0000',
    });
    assert.ok(!read.ok);
    assert.deepEqual(read.errors, {
      'manifest.instructions': ['must not hold characters that cannot be seen'],
      'manifest.components.service_account.company.plans': [
        'is no tool: send one of documents, directory, admin',
      ],
      'manifest.components.service_account.project.documents': [
        'must be one of None, Read Only, Standard, Admin',
      ],
    });
  });

  it('asks for something', () => {
    const read = readManifest({ components: { user_level: false } });
    assert.ok(!read.ok);
    assert.deepEqual(Object.keys(read.errors), ['manifest.components']);
  });

  it('cannot ask for the one level that is every other', () => {
    const read = readManifest({ components: { service_account: { company: { admin: 'Admin' } } } });
    assert.ok(!read.ok);
    assert.deepEqual(Object.keys(read.errors), ['manifest.components.service_account.company.admin']);
  });

  it('is not read by guess when a row holds something else', () => {
    for (const text of ['{}', '{"components":{"user_level":1}}', 'null'])
      assert.throws(() => storedManifest(text), /cannot be read/);
  });
});

describe('the difference of two manifests', () => {
  it('tells each level that changes, gone ones included', () => {
    const before = manifest({ directory: 'Read Only' }, { documents: 'Read Only' });
    const after = manifest({}, { documents: 'Standard' });
    assert.deepEqual(difference(before, after), [
      { scope: 'company', tool: 'directory', from: 'Read Only', to: 'None' },
      { scope: 'project', tool: 'documents', from: 'Read Only', to: 'Standard' },
    ]);
  });

  it('leads from any manifest to any other, and from one to itself is nothing', () => {
    fc.assert(
      fc.property(sent, sent, (one, other) => {
        const [from, to] = [readManifest(one), readManifest(other)];
        assert.ok(from.ok && to.ok);
        const changes = difference(from.manifest, to.manifest);
        for (const scope of ['company', 'project'] as const)
          for (const tool of TOOL_NAMES) {
            const change = changes.find((each) => each.scope === scope && each.tool === tool);
            const led: string = change?.to ?? levelIn(from.manifest, scope, tool);
            assert.equal(led, levelIn(to.manifest, scope, tool));
          }
        assert.deepEqual(difference(to.manifest, to.manifest), []);
      }),
    );
  });
});

it('the highest level of a manifest counts every tool at both levels', () => {
  assert.equal(highestLevel(manifest({ directory: 'Read Only' }, { documents: 'Admin' })), 4);
  assert.equal(highestLevel(manifest({})), 1);
});
