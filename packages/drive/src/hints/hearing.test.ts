import assert from 'node:assert/strict';
import { it } from 'node:test';
import { setTimeout as after } from 'node:timers/promises';
import { Hearing } from './hearing.ts';

const { signal: never } = new AbortController();
const day = 86_400_000;

it('a rest ends when something is said, also if it was said during the look before', async () => {
  const hearing = new Hearing();
  const resting = hearing.rest(0, day, never);
  hearing.say();
  await resting;
  hearing.say();
  await hearing.rest(0, day, never);
});

it('what is said is used up by the look after it', async () => {
  const hearing = new Hearing();
  hearing.say();
  await hearing.rest(0, day, never);
  let rested = false;
  const ending = new AbortController();
  const resting = hearing.rest(0, day, ending.signal).then(() => {
    rested = true;
  });
  await after(600);
  assert.equal(rested, false);
  ending.abort();
  await resting;
});

it('a server that asked for time gets it', async () => {
  const hearing = new Hearing();
  hearing.say();
  let rested = false;
  const ending = new AbortController();
  const resting = hearing.rest(day, day, ending.signal).then(() => {
    rested = true;
  });
  await after(600);
  assert.equal(rested, false);
  ending.abort();
  await resting;
});
