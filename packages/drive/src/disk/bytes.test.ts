import assert from 'node:assert/strict';
import { closeSync, openSync } from 'node:fs';
import { describe, it } from 'node:test';
import { writeFrom } from './bytes.ts';

describe('bytes that are written as they come', () => {
  // What is written there is gone, and it cannot be synced.
  const isThere = process.platform === 'linux';

  it('that the disk has lost are told of before what else went wrong', { skip: !isThere }, async () => {
    const file = openSync('/dev/null', 'r+');
    const chunks = async function* () {
      for (let mebibytes = 0; mebibytes < 70; mebibytes += 1) yield new Uint8Array(2 ** 20);
      throw new TypeError('the network broke off');
    };
    await assert.rejects(writeFrom(file, 0, chunks()), { code: 'EINVAL', syscall: 'fdatasync' });
    closeSync(file);
  });
});
