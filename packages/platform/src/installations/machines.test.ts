import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { drawLifecycle } from '../lifecycle.ts';
import { installationMachine, standingOf } from './installation-machine.ts';
import { requestMachine } from './requests/request-machine.ts';

const document = readFileSync(new URL('../../../../docs/lifecycles.md', import.meta.url), 'utf8');

it('the pictures in the documentation are those of the machines', () => {
  assert.ok(document.includes(drawLifecycle(installationMachine)), drawLifecycle(installationMachine));
  assert.ok(document.includes(drawLifecycle(requestMachine)), drawLifecycle(requestMachine));
});

it('an app that an admin took out comes back by no install', () => {
  for (const state of ['disconnected', 'uninstalled'] as const) {
    const stepped = installationMachine.step(state, 'install');
    assert.deepEqual(
      [stepped.ok, 'allowed' in stepped && stepped.allowed.includes('install')],
      [false, false],
    );
  }
});

it('an illegal step says where the thing stands and what may follow', () => {
  assert.deepEqual(installationMachine.step('uninstalled', 'reconnect'), {
    ok: false,
    state: 'uninstalled',
    allowed: ['reinstall'],
  });
  assert.deepEqual(requestMachine.step('denied', 'approve'), { ok: false, state: 'denied', allowed: [] });
});

it('an installation that is both disconnected and uninstalled counts as uninstalled', () => {
  assert.equal(standingOf({ disconnected_at: 1, uninstalled_at: 2 }), 'uninstalled');
  assert.equal(standingOf({ disconnected_at: 1, uninstalled_at: null }), 'disconnected');
  assert.equal(standingOf({ disconnected_at: null, uninstalled_at: null }), 'connected');
  assert.equal(standingOf(undefined), 'not_installed');
});
