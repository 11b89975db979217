import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { drawLifecycle } from '../lifecycle.ts';
import { listingMachine } from './listing-machine.ts';
import { verificationMachine, verificationState } from './verification-machine.ts';
import { versionMachine } from './version-machine.ts';

const document = readFileSync(new URL('../../../../docs/lifecycles.md', import.meta.url), 'utf8');

it('the pictures in the documentation are those of the machines', () => {
  for (const drawn of [
    drawLifecycle(versionMachine),
    drawLifecycle(listingMachine),
    drawLifecycle(verificationMachine),
  ])
    assert.ok(document.includes(drawn), drawn);
});

it('what an operator has approved is not edited where it stands', () => {
  assert.deepEqual(listingMachine.step('approved', 'edit'), {
    ok: false,
    state: 'approved',
    allowed: ['withdraw', 'reject'],
  });
});

it('no step leads out of retirement, and none back to testing', () => {
  assert.deepEqual(versionMachine.transitions.retired, {});
  assert.equal(versionMachine.step('promoted', 'promote').ok, false);
});

it('a verified publisher who once asked counts as verified', () => {
  assert.equal(verificationState({ publisher_verified_at: 2, verification_requested_at: 1 }), 'verified');
  assert.equal(verificationState({ publisher_verified_at: null, verification_requested_at: 1 }), 'requested');
});
