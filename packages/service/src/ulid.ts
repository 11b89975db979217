import type { Clock } from './clock.ts';
import type { Random } from './random.ts';

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const timeDigits = 10;
const randomDigits = 16;

/** One memory per clock: two servers of one test, each with its own clock, do not order each other. */
const memory = new WeakMap<Clock, { time: number; digits: Uint8Array }>();

/**
 * A time-ordered identifier: 26 characters of lower-case Crockford base 32, ten for the millisecond and
 * sixteen at random. Within one process a later call always sorts later, even inside one millisecond and
 * when the clock steps back. It is a name and not a secret: its neighbour can be guessed.
 */
export function ulid(clock: Clock, random: Random): string {
  const now = clock.now();
  const last = memory.get(clock);
  const next =
    last !== undefined && now <= last.time
      ? { time: last.time, digits: successor(last.digits) }
      : { time: now, digits: random.bytes(randomDigits).map((byte) => byte & 31) };
  memory.set(clock, next);
  return timePart(next.time) + randomPart(next.digits);
}

function timePart(time: number): string {
  let text = '';
  for (let rest = time, place = 0; place < timeDigits; place += 1, rest = Math.floor(rest / 32)) {
    text = alphabet[rest % 32] + text;
  }
  return text;
}

function randomPart(digits: Uint8Array): string {
  let text = '';
  for (const digit of digits) text += alphabet[digit];
  return text;
}

function successor(digits: Uint8Array): Uint8Array {
  const next = digits.slice();
  for (let place = next.length - 1; place >= 0; place -= 1) {
    const digit = next[place] ?? 0;
    if (digit < 31) {
      next[place] = digit + 1;
      return next;
    }
    next[place] = 0;
  }
  throw new RangeError('All identifiers of this millisecond are used up.');
}
