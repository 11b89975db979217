import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { readDeadline } from './deadline.ts';

const now = 1_800_000_000_000;

it('a deadline lies between now and 90 days from now, however it is asked for', () => {
  fc.assert(
    fc.property(fc.nat(200 * 86_400), fc.boolean(), (seconds, absolute) => {
      const at = Temporal.Instant.fromEpochMilliseconds(now + seconds * 1_000).toString();
      const read = readDeadline(absolute ? { old_expires_at: at } : { expire_old_in_seconds: seconds }, now);
      assert.equal(read.ok, seconds <= 90 * 86_400);
      if (read.ok) assert.equal(read.deadline, now + seconds * 1_000);
    }),
  );
});

it('what is no time is refused, not guessed', () => {
  for (const old_expires_at of ['tomorrow', '2027-02-30T00:00:00Z', '2027-01-31', '0'])
    assert.equal(readDeadline({ old_expires_at }, now).ok, false, old_expires_at);
});
