import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nameKey } from '../names/local-name.ts';
import { LocalTree } from './local-tree.ts';

const composed = 'caf\u00e9';
const apart = 'cafe\u0301';
const linux = { caseSensitive: true, portableNames: false, longestName: 255, lengthUnit: 'bytes' } as const;

function treeOf(...names: string[]) {
  const tree = new LocalTree(nameKey(linux));
  const file = {
    parent: 1,
    kind: 'file',
    size: 1,
    stamp: '',
    identity: '',
    sha256: undefined,
    stands: undefined,
    frozen: false,
  } as const;
  const lids = names.map((name) => tree.add({ ...file, name })?.lid);
  return { tree, lids };
}

for (const names of [
  [composed, apart],
  [apart, composed],
])
  test(`two spellings of one name are two things, whichever comes first (${names[0] === composed})`, () => {
    const { tree, lids } = treeOf(...names);
    assert.deepEqual(
      names.map((name) => tree.named(1, name)?.lid),
      lids,
    );
    assert.equal(tree.size, 3);
    const [first = 0, second = 0] = lids;
    tree.delete(first);
    assert.equal(tree.named(1, names[1] ?? '')?.lid, second);
    tree.update(second, { name: 'other' });
    assert.equal(tree.named(1, names[1] ?? ''), undefined);
    assert.equal(tree.named(1, 'other')?.lid, second);
  });

test('one spelling is found by the other, and has its place once', () => {
  const { tree, lids } = treeOf(composed, composed);
  assert.equal(lids[1], undefined);
  assert.equal(tree.named(1, apart)?.lid, lids[0]);
});
