import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Activity } from '../activity/activity.ts';
import { shown } from '../commands/shown.ts';
import type { Call } from '../commands/verb.ts';
import { machine } from '../machine.ts';
import { translator } from '../messages/translate.ts';
import { screen } from './screen.ts';
import { widthOf } from './table.ts';
import { tell } from './terminal.ts';

function stream(isTTY: boolean, columns = 40) {
  const said: string[] = [];
  return { said, isTTY, columns, write: (text: string) => said.push(text) };
}

test('a live view is drawn over the one before, and no line of it wraps or moves the cursor', () => {
  const out = stream(true, 20);
  const draw = screen(out);
  draw(['図面図面図面図面図面図面図面', 'two\u001b[2J']);
  draw(['one']);
  assert.ok(out.said[1]?.startsWith('\u001b[2A\r\u001b[J'));
  for (const line of (out.said[0] ?? '').replace('\u001b[J', '').split('\n')) {
    assert.ok(widthOf(line) < 20, line);
    assert.equal(line.includes('\u001b'), false);
  }
});

test('no name moves the cursor or turns a line around, in words or in JSON, which means the same', () => {
  const name = 'a\u009b2J\u007f\u061c\u2028\u202e\ud800\u001b';
  for (const json of [true, false]) {
    const out = stream(true);
    tell({ out, err: out, json, t: translator('en') }, { name }, [name]);
    const said = out.said.join('').trimEnd();
    assert.doesNotMatch(said, /[\p{Cc}\u061c\u2028\u202e]/u);
    if (json) assert.deepEqual(JSON.parse(said), { name });
  }
});

for (const [isTTY, json] of [
  [true, false],
  [true, true],
  [false, false],
] as const)
  test(`work is ${isTTY && !json ? 'shown with its rate' : 'quiet'} ${isTTY ? 'in a terminal' : 'in a pipe'}${json ? ' that reads JSON' : ''}`, async () => {
    const err = stream(isTTY);
    const activity = new Activity();
    activity.planned(machine.now() - 2_000, 2, [1_000, 3_000]);
    activity.end(activity.begin('up', 'a', 1_000), true);
    activity.begin('down', 'b', 3_000).done = 1_000;
    const work = Promise.withResolvers<string>();
    const control = {
      // What was asked for once may be shown.
      activity: async () => {
        setImmediate(() => work.resolve('done'));
        return activity.view(machine.now());
      },
    };
    if (!isTTY || json) work.resolve('done');
    const call = { err, json, t: translator('en'), world: machine } as unknown as Call;
    assert.equal(await shown(call, control, work.promise), 'done');
    if (isTTY && !json) assert.match(err.said.join(''), /1 of 2 .*2\.0 KiB \/ 3\.9 KiB .*\/s .*left/);
    else assert.deepEqual(err.said, []);
  });

test('nothing is counted twice, and no more than there is', () => {
  const activity = new Activity();
  activity.planned(0, 1, [10]);
  const transfer = activity.begin('up', 'a', 10);
  transfer.done = 25;
  assert.deepEqual(activity.view(0).bytes, { done: 10, total: 10 });
  activity.end(transfer, true);
  assert.deepEqual(activity.view(0).bytes, { done: 10, total: 10 });
  activity.rested();
  assert.deepEqual(activity.view(0).files, { done: 0, total: 0 });
});
