import assert from 'node:assert/strict';
import { it } from 'node:test';
import { openSeats } from './seats.ts';

it('who asks the same again takes the place of the first; the oldest of too many goes', () => {
  const seats = openSeats(100, 2);
  const first = seats.take('laptop', 'a');
  const again = seats.take('laptop', 'a');
  assert.deepEqual([first?.signal.aborted, again?.signal.aborted], [true, false]);
  const other = seats.take('laptop', 'b');
  seats.take('laptop', 'c');
  assert.deepEqual([again?.signal.aborted, other?.signal.aborted], [true, false]);
});

it('a full node takes nobody in until somebody leaves, and who was sent away leaves nothing twice', () => {
  const seats = openSeats(2, 2);
  const first = seats.take('laptop', 'a');
  const again = seats.take('laptop', 'a');
  first?.leave();
  assert.ok(seats.take('desktop', 'a'));
  assert.equal(seats.take('tablet', 'a'), undefined);
  again?.leave();
  again?.leave();
  assert.ok(seats.take('tablet', 'a'));
  assert.equal(seats.take('telephone', 'a'), undefined);
});
