import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { drawLifecycle } from '../lifecycle.ts';
import {
  managedAccountMachine,
  managedStanding,
  traditionalAccountMachine,
  traditionalStanding,
} from './service-account-machine.ts';

const document = readFileSync(new URL('../../../../docs/lifecycles.md', import.meta.url), 'utf8');

it('the pictures in the documentation are those of the machines', () => {
  for (const drawn of [drawLifecycle(traditionalAccountMachine), drawLifecycle(managedAccountMachine)])
    assert.ok(document.includes(drawn), drawn);
});

it('a traditional account that ceased or was deleted never works again', () => {
  const reached = new Set<string>();
  const follow = (state: keyof typeof traditionalAccountMachine.transitions) => {
    for (const next of Object.values(traditionalAccountMachine.transitions[state])) {
      if (reached.has(next)) continue;
      reached.add(next);
      follow(next);
    }
  };
  follow('ceased');
  assert.deepEqual([...reached], ['deleted']);
});

it('what ceased outweighs what expired, and what was uninstalled outweighs both', () => {
  const stored = { ceasedAt: null, ceasedReason: null, expiresAt: null };
  assert.equal(traditionalStanding(stored, 5), 'active');
  assert.equal(traditionalStanding({ ...stored, expiresAt: 6 }, 5), 'active');
  assert.equal(traditionalStanding({ ...stored, expiresAt: 5 }, 5), 'expired');
  const ceased = { ceasedAt: 1, ceasedReason: 'email_changed', expiresAt: 2 };
  assert.equal(traditionalStanding(ceased, 5), 'ceased');
  assert.equal(traditionalStanding({ ...ceased, ceasedReason: 'deleted' }, 5), 'deleted');
  assert.equal(managedStanding({ ceasedAt: 1 }, false), 'deleted');
  assert.equal(managedStanding({ ceasedAt: 1 }, true), 'ceased');
  assert.equal(managedStanding({ ceasedAt: null }, true), 'active');
});
