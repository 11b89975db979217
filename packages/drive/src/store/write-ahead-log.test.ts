import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writeAheadLog } from './write-ahead-log.ts';

/** The kernel makes nothing of it durable, and says so: whoever does not ask it does not hear of it. */
if (process.platform === 'linux')
  test('a log that cannot be made durable is a failure, at once or when it is waited for', async () => {
    const log = writeAheadLog('/dev/null');
    assert.throws(() => log.syncNow(), { code: 'EINVAL' });
    await assert.rejects(log.sync(), { code: 'EINVAL' });
    log.close();
  });
