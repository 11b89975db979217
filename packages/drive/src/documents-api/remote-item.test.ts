import assert from 'node:assert/strict';
import { test } from 'node:test';
import { folderItem } from './remote-item.ts';

/** As a server may say it, which keeps to no type. */
const folder = (id: unknown, parent_id: unknown) =>
  folderItem({ id, parent_id, name: 'Plans' } as Parameters<typeof folderItem>[0]);

test('an item has a number that is exact here, and so has the folder above it', () => {
  assert.equal(folder(2 ** 52 - 1, 7).id, 2 ** 52 - 1);
  assert.equal(folder(1, null).parentId, undefined);
  assert.equal(folder(1, undefined).parentId, undefined);
  for (const odd of [0, -1, 1.5, 2 ** 52, '7', '', true, {}, [7], Number.NaN, Number.POSITIVE_INFINITY]) {
    const refusal = { name: 'RemoteProblem', code: 'busy', message: /no number/ };
    assert.throws(() => folder(odd, 7), refusal, String(odd));
    assert.throws(() => folder(1, odd), refusal, String(odd));
  }
  for (const none of [null, undefined]) assert.throws(() => folder(none, 7), /no number/);
});
