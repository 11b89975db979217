import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createNarrator } from './narrator.ts';

function listen(color = false) {
  const lines: string[] = [];
  const narrator = createNarrator({ print: (line) => lines.push(line), color });
  return { lines, narrator };
}

test('a tour in which every rule held ends well, and its last line counts', () => {
  const { lines, narrator } = listen();
  narrator.chapter('One');
  narrator.step('A step');
  narrator.sent('GET /');
  narrator.received(200, 'page');
  narrator.check('A1', 'it holds', [1, { two: 2 }], [1, { two: 2 }]);
  narrator.check('A1', 'so does this', true);
  assert.equal(narrator.end(), true);
  assert.equal(lines.at(-1), '1 rule in 1 chapter, 1 step and 1 request: all 2 checks hold.');
});

test('a rule that is broken is told with what was expected and what was seen, and ends the tour badly', () => {
  const { lines, narrator } = listen();
  narrator.check('A4', 'twice the same', 'this', 'that');
  narrator.check('A5', 'it is so', undefined);
  assert.match(lines.join('\n'), /✗ A4 {2}twice the same\n +expected "that", saw "this"/);
  assert.equal(narrator.end(), false);
  assert.match(lines.at(-1) ?? '', /2 of 2 checks broken/);
});

test('a chapter that ended early is a broken promise', () => {
  const { lines, narrator } = listen();
  narrator.failed(new TypeError('fetch failed'));
  assert.match(lines.join('\n'), /✗ the chapter ends here: TypeError: fetch failed/);
  assert.equal(narrator.end(), false);
});

test('what was told before is counted and told in one line, also when it fails', async () => {
  const { lines, narrator } = listen();
  const work = async () => {
    narrator.sent('GET /');
    narrator.received(200, '');
    throw new Error('no');
  };
  await assert.rejects(narrator.briefly('Ana signs in', work));
  narrator.sent('GET /me');
  assert.deepEqual(
    lines.map((line) => line.trim()),
    ['· Ana signs in (1 request)', '→ GET /me'],
  );
});

test('color is there when it was asked for, and only then', () => {
  for (const color of [true, false]) {
    const { lines, narrator } = listen(color);
    narrator.check('A1', 'it holds', true);
    narrator.end();
    assert.equal(lines.join('').includes('\u001b['), color);
  }
});
