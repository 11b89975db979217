import assert from 'node:assert/strict';
import { test } from 'node:test';
import { draftOf, sentDraft } from './template-draft.ts';

const shown = {
  id: 1,
  company_id: 2,
  name: 'Foreman',
  provider_type: 'Company',
  provider_id: 2,
  type: 'global',
  category: 'internal',
  project_id: null,
  user_access_levels: { documents: 3, directory: 2 },
  permissions: { documents: { set_permissions: true, destroy_files_and_folders: false } },
} as const;

test('a template is read with the names of its levels, and with the actions it grants', () => {
  assert.deepEqual(draftOf(shown), {
    name: 'Foreman',
    levels: { documents: 'Standard', directory: 'Read Only', admin: 'None' },
    granted: ['set_permissions'],
  });
});

test('what is sent says every level, so that taking one away is said, too', () => {
  const draft = { ...draftOf(shown), name: ' Foreman ', levels: { documents: 'Admin' as const } };
  assert.deepEqual(sentDraft(draft, true), {
    name: 'Foreman',
    user_access_levels: { documents: 4, directory: 1, admin: 1 },
    permissions: { documents: { set_permissions: true } },
  });
  assert.equal('permissions' in sentDraft(draft, false), false);
});
