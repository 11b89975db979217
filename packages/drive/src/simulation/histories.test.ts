import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Kind, runHistory } from './history.test-support.ts';
import { failingIn, histories, keptHistories, range } from './many-histories.test-support.ts';

/** More than a suite has time for: `GATEHOUSE_TEST_HISTORIES=1000000`. */
const many = Number(process.env.GATEHOUSE_TEST_HISTORIES ?? (process.env.CI ? 50_400 : 20_000));
const from = Number(process.env.GATEHOUSE_TEST_HISTORIES_FROM ?? 1_000_000);

/** In one of eight people end conflicts by the verb for it. */
const drawn = (kind: Kind, count: number) =>
  [...range(from, count)].flatMap((seed) => histories(kind, [seed], seed % 8 === 7));

/** Seeds that once failed. */
const kept = [
  34, 128, 132, 133, 149, 184, 255, 265, 306, 535, 662, 812, 980, 1053, 1426, 1709, 3032, 3189, 8012, 303851,
  3763, 4023, 6134, 6715, 7419, 9059, 9273, 10356, 10509, 10994, 11045, 13287, 13614, 13862, 300451, 307492,
  7107441,
];

test('whatever people do and wherever it is cut off, nothing is lost and both sides come to rest alike', async () => {
  assert.deepEqual(await failingIn(drawn('fair', many / 2)), []);
});

test('nor whatever becomes of rights, sight, clocks, cursors, disks and databases meanwhile', async () => {
  assert.deepEqual(await failingIn(drawn('rough', many / 2)), []);
});

test('nor is what goes out of sight taken away here or shown to others, whatever is done with it', async () => {
  assert.deepEqual(await failingIn(drawn('sight', many / 4)), []);
});

test('nor by what a person asks for, by bytes that change on their way, or by steps that the disk refuses', async () => {
  assert.deepEqual(await failingIn(drawn('asking', many / 4)), []);
});

test("nor by answers that are old or come twice, by yesterday's database, or by what cannot be read for a while", async () => {
  assert.deepEqual(await failingIn(drawn('worn', many / 4)), []);
});

test('nor by what people do to the very thing that a step is about to touch', async () => {
  assert.deepEqual(await failingIn(drawn('crossed', many / 8)), []);
});

test('nor by rules of folders, or by what is made private or open', async () => {
  assert.deepEqual(await failingIn(drawn('tended', many / 8)), []);
});

test('seeds that once failed do not fail again', async () => {
  assert.deepEqual(
    await failingIn([
      ...keptHistories('fair', kept),
      ...keptHistories('rough', keptRough),
      ...histories('fair', [1027342]),
      ...histories(
        'rough',
        [1004931, 1005506, 1024735, 1027537, 1028617, 1030402, 1032324, 1038912, 4080769, 4087761],
      ),
    ]),
    [],
  );
});

const keptRough = [
  16, 44, 76, 77, 175, 11944, 12456, 13478, 14546, 15959, 20739, 20857, 21335, 22703, 24462, 25653, 41317,
  1000499, 1000621, 1018004, 5001124, 5004352, 5046504, 7012623,
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
  1002197: 'of two items that claim one name, each on the side where the other has it, one gives it back',
  1003952: 'what is saved over a file the moment it came is not taken for what came',
  1000175: 'the way to where an item was moved becomes known, whoever tells of the move',
  1048805: 'a folder does not wait for the name of what goes into it',
  510540: 'a placeholder can be opened under the name of an item that is to be moved into it',
  612522: 'a placeholder that is renamed while it is renewed stays one',
  708060: 'a number goes when the name is free',
  716378: 'a placeholder without a folder of the remote stands for nothing',
  810817: 'two items swap their names',
  819196: 'two things that are set aside get two names',
  5026689: 'a folder is opened under another name while what is to go into it has its own',
  5048667: 'a placeholder that has two names since its move was cut off gives up one',
  5046029: 'so does one that was cut off on its way into another folder',
  5045550: 'a placeholder that is moved while it is looked at gets no second one',
  3003472: 'folders that were moved into each other are looked at one after the other',
  901639: 'a folder that comes back waits for its name',
  5018706: 'a folder does not wait for a name that is free only when something has come into it',
  908601: 'two placeholders swap their names',
} as const;

for (const [seed, claim] of Object.entries(shown))
  test(`${claim} (${seed})`, async () => void (await runHistory(Number(seed), 'fair', false)));

/** The same of what is private or out of sight, each with what made it end wrongly. */
const shownOfSight: readonly [kind: Kind, claim: string, ...seeds: number[]][] = [
  [
    'sight',
    'a placeholder that the base does not know, of an item that is out of sight, stands for nothing',
    1007307,
    1010141,
    1018731,
    1021717,
    1021770,
  ],
  [
    'sight',
    'of what was put in the place of a placeholder as it was written, the base vouches for nothing',
    1007944,
  ],
  [
    'sight',
    'what comes is known before it has its name, so that it is known wherever it is moved from there',
    1001260,
    1017788,
    4016809,
    4030676,
    4042710,
    4046339,
    4053921,
    4054659,
  ],
  ['sight', 'what came whole before the end of the process is no edit of a person', 4006951],
  ['sight', 'a copy that is saved over twice is still the copy', 1014707, 4073923],
  ['sight', 'what others move out of a folder that is out of sight is in sight again', 1019687],
  ['sight', 'what is sent anew as private has a life of its own', 3001195, 4020785],
  [
    'sight',
    'what was sent without an answer is a file of its person, though it is an item',
    4011177,
    4012991,
  ],
  [
    'sight',
    'what a person took elsewhere before it was hidden is sent, when it is hidden just then',
    1024240,
  ],
  ['rough', 'a copy that is out of sight is no new version of what it is moved over', 4005387],
  ['rough', 'into a folder that cannot be made where it lies, nothing is sent', 4016347],
  ['sight', 'a copy that is being replaced is there again after the next start', 7005534],
  ['sight', 'what lies beside a new version of itself when that is hidden is another file', 7018858],
  ['sight', 'nor into a new one that lies in such a folder', 6014757],
  ['sight', 'of a folder that is gone on both sides no delete waits', 4091336],
  ['rough', 'a file that was moved and is replaced there is known by nothing but itself', 4087761],
  ['rough', 'what a person deletes by saving is not missed', 4056848, 4061031, 4071233, 4080769],
  ['fair', 'a private file that is given another name just as a new version comes stays private', 1036769],
  ['fair', 'a folder comes back for what is moved back into it', 4077080],
  ['fair', 'a placeholder that steps aside keeps its ending', 4025217],
  ['fair', 'what has a name that is not durable gets one that is before the base knows it', 42001538],
  ['fair', 'a folder that comes back is the one that was made here meanwhile, and keeps its name', 42002310],
  ['fair', 'what was sent anew without an answer is no conflict with itself', 42000063],
  ['fair', 'what was sent without an answer and written over there is another file', 42000861],
  ['fair', 'what was sent without an answer is another file where the server tells no digest', 1004224],
  ['rough', 'what was private stays so under the name of another item that it loses again', 51000518],
  ['rough', 'after a loss of power an older content may be that of another file as well', 52000467],
  ['asking', 'a file that waits for its name there and becomes a placeholder keeps it', 50000435],
  ['worn', 'what was sent without an answer and renamed there is not brought here as another one', 1023311],
  ['worn', 'what comes under the name of a spare placeholder gets a number', 1010041, 1015169, 1023949],
  ['asking', 'a placeholder of which the base was lost goes where the remote has it', 41000239],
  ['rough', 'so does one whose whole base was lost', 41000233],
  ['worn', 'what was private stays so where nobody could look at it meanwhile', 600175],
  ['rough', 'of two folders whose names are one here neither is deleted', 2000181],
  ['rough', 'what is moved and written there is renewed where it lies by then', 30000598],
  ['asking', 'a placeholder that is taken away once more by a restart is left nowhere', 60000280],
  ['crossed', 'nor is one whose place was taken', 2019422],
  ['crossed', 'what is saved over a placeholder just as a restart finds that is no placeholder', 2063147],
  ['crossed', 'what came is known wherever a restart is cut off after it', 120008809],
  ['worn', 'a second placeholder does not keep the folder that others deleted', 56000331],
];

for (const [kind, claim, ...those] of shownOfSight)
  test(`${claim} (${those.join(', ')})`, async () =>
    assert.deepEqual(await failingIn(histories(kind, those)), []));

/** The same of rough ones in which people end conflicts. */
const shownOfConflicts: readonly [claim: string, ...seeds: number[]][] = [
  [
    'a placeholder is opened under a name that is free, where what has its own differs from it in case',
    1016655,
    1022543,
    1034167,
  ],
  ['what lies where the base has it was moved over nothing that was deleted there', 1006095],
  [
    'of two that were deleted and whose names are one here, what is saved later is the one that has its case',
    3013445,
  ],
  ['what is given up just as the disk is taken out is found when that is there again', 1008359],
];

for (const [claim, ...those] of shownOfConflicts)
  test(`${claim} (${those.join(', ')})`, async () =>
    assert.deepEqual(await failingIn(histories('rough', those, true)), []));

test('a folder of the same name in another case gets no name of a placeholder (5032033)', async () => {
  for (const batches of [false, true]) await runHistory(5032033, 'rough', batches);
});

test('a history runs the same every time', async () => {
  for (const seed of range(1, 100)) {
    const first = await runHistory(seed);
    assert.equal((await runHistory(seed)).digest, first.digest, `seed ${seed}`);
  }
});
