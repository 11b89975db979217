import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runHistory } from './history.test-support.ts';
import { failingIn, histories, range } from './many-histories.test-support.ts';

/** More than a suite has time for: `GATEHOUSE_TEST_HISTORIES=1000000`. */
const many = Number(process.env.GATEHOUSE_TEST_HISTORIES ?? (process.env.CI ? 100_000 : 20_000));
const from = Number(process.env.GATEHOUSE_TEST_HISTORIES_FROM ?? 1_000_000);

/** Seeds that once failed. */
const kept = [
  34, 128, 132, 133, 149, 184, 255, 265, 306, 535, 662, 812, 980, 1053, 1426, 1709, 3032, 3189, 8012, 303851,
  3763, 4023, 6134, 6715, 7419, 9059, 9273, 10356, 10509, 10994, 11045, 13287, 13614, 13862, 300451, 307492,
  7107441,
];

test('whatever people do and wherever it is cut off, nothing is lost and both sides come to rest alike', async () => {
  assert.deepEqual(await failingIn(histories('fair', range(from, many / 2))), []);
});

test('nor whatever becomes of rights, sight, clocks, cursors, disks and databases meanwhile', async () => {
  assert.deepEqual(await failingIn(histories('rough', range(from, many / 2))), []);
});

test('seeds that once failed do not fail again', async () => {
  assert.deepEqual(await failingIn([...histories('fair', kept), ...histories('rough', keptRough)]), []);
});

const keptRough = [
  16, 44, 76, 77, 175, 11944, 12456, 13478, 14546, 15959, 20739, 20857, 21335, 22703, 24462, 25653, 41317,
  1000621, 1018004, 5001124, 7012623,
];

/** What each of these seeds showed: once it failed because of it. */
const shown = {
  555: 'a folder that was moved into one nobody had opened is listed together with it',
  3729: 'a file with the bytes of the base and a newer stamp can still be taken away',
  400710: 'a folder that lives on is made under the name it has here',
  401681: 'what another person wrote during a move is fetched',
  404349: 'an item in a folder that is to go comes out of it first',
  409180: 'what was moved into a circle of others goes back where it was',
  509166: 'the answer to a move vouches for no content it does not prove',
  1000175: 'the way to where an item was moved becomes known, whoever tells of the move',
  1048805: 'a folder does not wait for the name of what goes into it',
  510540: 'a placeholder can be opened under the name of an item that is to be moved into it',
  612522: 'a placeholder that is renamed while it is renewed stays one',
  708060: 'a number goes when the name is free',
  716378: 'a placeholder without a folder of the remote stands for nothing',
  810817: 'two items swap their names',
  819196: 'two things that are set aside get two names',
  901639: 'a folder that comes back waits for its name',
  908601: 'two placeholders swap their names',
} as const;

for (const [seed, claim] of Object.entries(shown))
  test(`${claim} (${seed})`, async () => void (await runHistory(Number(seed))));

test('a history runs the same every time', async () => {
  for (const seed of range(1, 100)) {
    const first = await runHistory(seed);
    assert.equal((await runHistory(seed)).digest, first.digest, `seed ${seed}`);
  }
});
