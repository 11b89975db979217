import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PermissionLine } from '@gatehouse/wire';
import { foreseen, undoing, type Wish, wished } from './change.ts';

const line: PermissionLine = {
  person: { id: 7, name: 'Ana', login: 'ana@example.com', kind: 'user' },
  company_admin: false,
  template: { id: 3, name: 'Foreman' },
  levels: {
    documents: { level: 'Standard', source: 'own' },
    directory: { level: 'Read Only', source: 'template' },
  },
  granted: ['set_permissions'],
};
const level = (tool: 'documents' | 'directory'): Wish => ({ kind: 'level', tool, level: 'Admin' });

test('taking a level back gives the hand-set one again, or leaves it to the template as before', () => {
  assert.deepEqual(undoing({ line, wish: level('documents') }), {
    kind: 'level',
    tool: 'documents',
    level: 'Standard',
  });
  assert.deepEqual(undoing({ line, wish: level('directory') }), {
    kind: 'level',
    tool: 'directory',
    level: null,
  });
});

test('taking a template or single actions back gives those of before', () => {
  assert.deepEqual(undoing({ line, wish: { kind: 'template', template: null } }), {
    kind: 'template',
    template: line.template,
  });
  assert.deepEqual(undoing({ line, wish: { kind: 'granted', granted: [] } }), {
    kind: 'granted',
    granted: ['set_permissions'],
  });
});

test('only what is wished is sent, and the project when it is one', () => {
  assert.deepEqual(wished(level('documents'), undefined), { levels: { documents: 'Admin' } });
  assert.deepEqual(wished({ kind: 'template', template: null }, 12), { project_id: 12, template_id: null });
});

test('a level set by hand is shown as such at once; what a template will say is not guessed', () => {
  assert.deepEqual(foreseen({ line, wish: level('directory') }).levels.directory, {
    level: 'Admin',
    source: 'own',
  });
  assert.equal(foreseen({ line, wish: { kind: 'level', tool: 'documents', level: null } }), line);
});
