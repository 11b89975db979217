import assert from 'node:assert/strict';
import { test } from 'node:test';
import { putBytes } from './put-bytes.ts';

test('bytes are put nowhere where anybody on the way could read along, whatever the server names', async () => {
  const read = async function* () {
    yield Buffer.from(assert.fail('they were read'));
  };
  for (const url of ['http://192.0.2.1/part', 'ftp://localhost/part', 'file:///tmp/part', 'nowhere'])
    await assert.rejects(putBytes(url, {}, read(), 4, 1_000), { name: 'RemoteProblem', code: 'rejected' });
});
