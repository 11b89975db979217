import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Attempt, createThrottle } from './throttle.ts';

const person: Attempt = { email: 'ana@ridgeline.example', address: '192.0.2.1', knownDevice: undefined };

function setUp() {
  let now = 1_000_000;
  const throttle = createThrottle({ now: () => now });
  const fail = (attempt: Attempt) => throttle.admit(attempt).admitted;
  const wait = (seconds: number) => {
    now += seconds * 1000;
  };
  return { throttle, fail, wait };
}

test('a few failures cost nothing, then each doubles the wait', () => {
  const { throttle, fail, wait } = setUp();
  for (let time = 0; time < 6; time += 1) assert.equal(fail(person), true);
  for (const seconds of [1, 2, 4, 8]) {
    assert.deepEqual(throttle.admit(person), { admitted: false, retryAfter: seconds });
    wait(seconds);
    assert.equal(fail(person), true);
  }
});

test('the wait never grows beyond a quarter of an hour', () => {
  const { throttle, wait } = setUp();
  let longest = 0;
  for (let time = 0; time < 60; time += 1) {
    const admission = throttle.admit(person);
    if (admission.admitted) continue;
    longest = Math.max(longest, admission.retryAfter);
    wait(admission.retryAfter);
  }
  assert.equal(longest, 15 * 60);
});

test('many at once are not many free ones', () => {
  const { throttle } = setUp();
  const admitted = Array.from({ length: 100 }, () => throttle.admit(person)).filter((each) => each.admitted);
  assert.equal(admitted.length, 6);
});

test('an attacker elsewhere does not keep the person out', () => {
  const { fail } = setUp();
  for (let time = 0; time < 1000; time += 1) fail({ ...person, address: '198.51.100.9' });
  assert.equal(fail(person), true);
});

test('an attacker behind the same address does not keep out a browser that is known', () => {
  const { fail } = setUp();
  for (let time = 0; time < 1000; time += 1) fail(person);
  assert.equal(fail(person), false);
  assert.equal(fail({ ...person, knownDevice: 'laptop' }), true);
});

test('a known browser has limits of its own', () => {
  const { fail } = setUp();
  const known = { ...person, knownDevice: 'stolen laptop' };
  const admitted = Array.from({ length: 100 }, () => fail(known)).filter(Boolean);
  assert.equal(admitted.length, 6);
});

test('trying many accounts from one address is slowed down as well', () => {
  const { fail } = setUp();
  const admitted = Array.from({ length: 500 }, (_, place) =>
    fail({ ...person, email: `${place}@x.example` }),
  );
  assert.equal(admitted.filter(Boolean).length, 51);
});

test('a success forgets the failures of the account and makes no room for more on the address', () => {
  const { throttle, fail } = setUp();
  for (let time = 0; time < 5; time += 1) fail(person);
  const admission = throttle.admit(person);
  assert.ok(admission.admitted);
  admission.settle('succeeded');
  for (let time = 0; time < 6; time += 1) assert.equal(fail(person), true);
  assert.equal(fail(person), false);
});

test('an attempt that was not tried does not count', () => {
  const { throttle } = setUp();
  for (let time = 0; time < 100; time += 1) {
    const admission = throttle.admit(person);
    assert.ok(admission.admitted);
    admission.settle('not_tried');
  }
});

test('after an hour of quiet all is forgotten', () => {
  const { fail, wait } = setUp();
  for (let time = 0; time < 7; time += 1) fail(person);
  assert.equal(fail(person), false);
  wait(3600);
  for (let time = 0; time < 6; time += 1) assert.equal(fail(person), true);
});

test('who is refused pushes nothing out of memory', () => {
  const { fail } = setUp();
  for (let time = 0; time < 6; time += 1) assert.equal(fail(person), true);
  assert.equal(fail(person), false);
  for (let place = 0; place < 60_000; place += 1)
    fail({ ...person, email: `${place}@x.example`, address: '198.51.100.9' });
  assert.equal(fail(person), false);
});

test('an account that is tried from ever new places is slowed down, but for browsers that are known', () => {
  const { fail, wait } = setUp();
  const from = (place: number) => fail({ ...person, address: `10.0.${place >> 8}.${place & 255}` });
  const admitted = Array.from({ length: 500 }, (_, place) => from(place)).filter(Boolean);
  assert.equal(admitted.length, 101);
  assert.equal(fail({ ...person, knownDevice: 'laptop' }), true);
  wait(30);
  assert.equal(from(600), true, 'nobody is locked out for longer');
});
