import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { nameWithPath, type PathLink, trackedFolder } from './path.ts';

const link = (id: number, name: string, tracked = false, kind: PathLink['kind'] = 'folder'): PathLink => ({
  id,
  kind,
  name,
  tracked,
  private: false,
  named: false,
  own: false,
  kept: false,
});

describe('paths', () => {
  it('are told from the root folder down', () => {
    assert.equal(nameWithPath([link(1, 'Root Folder')]), 'Root Folder');
    assert.equal(nameWithPath([link(1, 'Root Folder'), link(2, 'Drawings')]), 'Root Folder/Drawings');
  });

  it('name the nearest tracked folder, which a file never is', () => {
    const root = link(1, 'Root Folder', true);
    const near = link(2, 'Drawings', true);
    const plain = link(3, 'Old');
    const file = link(4, 'A.pdf', true, 'file');
    assert.equal(trackedFolder([link(1, 'Root Folder'), plain]), null);
    assert.deepEqual(trackedFolder([root, plain])?.id, 1);
    assert.deepEqual(trackedFolder([root, near, plain, file]), {
      id: 2,
      name: 'Drawings',
      name_with_path: 'Root Folder/Drawings',
    });
  });
});
