import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Outcome } from '../control/control.ts';
import { translator } from '../messages/translate.ts';
import { tellOutcome } from './tell-outcome.ts';

function told(given: Partial<Outcome>): string {
  const said: string[] = [];
  const out = { write: (text: string) => said.push(text) };
  const well = { folder: '/docs', state: 'in-step', done: 3, held: 0, problems: [], unsure: [], guards: [] };
  tellOutcome({ out, err: out, json: false, t: translator('en') }, { ...well, ...given } as Outcome);
  return said.join('');
}

test('ten of what came back are named and the others counted, and no name moves the cursor', () => {
  const undone = Array.from({ length: 12 }, (_, index) => `plan ${index}\u001b[2J.txt`);
  const said = told({ undone });
  assert.match(said, /plan 9.*\n.*2 more/);
  assert.doesNotMatch(said, /plan 10/);
  assert.ok(!said.includes('\u001b'));
});

test('a daemon that was started before the last update does not say what came back', () => {
  assert.equal(told({}), told({ undone: [] }));
});
