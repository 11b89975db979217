import assert from 'node:assert/strict';
import { test } from 'node:test';
import { joined, trashFolder } from '../executing/run.ts';
import { writeStub } from '../placeholders/stub.ts';
import { oneInstall } from '../simulation/one-install.test-support.ts';
import { expire } from './expire.ts';

test('a placeholder that was taken away and that a loss of power brought back goes, and nothing else does', async () => {
  const { install, disk, cycles } = oneInstall();
  await cycles();
  const { parts } = install.engine ?? assert.fail();
  const stub = Buffer.from(writeStub({ key: 4, version: '1', size: 9 }, parts.mountKey)).toString('latin1');
  const files = {
    back: stub,
    begun: stub,
    theirs: stub.replace('gatehouse', 'gatehause'),
    edited: `${stub}x`,
  };
  for (const [name, content] of Object.entries(files)) disk.writeFile(joined(trashFolder, name), content);
  parts.state
    .change()
    .note('op', 'begun', { verb: 'renew', key: 4, path: 'a.cloud', away: joined(trashFolder, 'begun') })
    .commit();
  assert.equal(await expire(parts), 1);
  assert.deepEqual(
    disk.children(trashFolder),
    ['begun', 'theirs', 'edited'].map((name) => joined(trashFolder, name)),
  );
});
