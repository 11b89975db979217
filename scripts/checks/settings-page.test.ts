import assert from 'node:assert/strict';
import { test } from 'node:test';
import { settingsPage, settingsPageObjections } from './settings-page.ts';

test('a page made from other settings, changed by hand or absent is caught; the made one passes', () => {
  const table = '| setting |\n| --- |\n| GATEHOUSE_PORT |\n';
  assert.deepEqual(settingsPageObjections(settingsPage(table), table), []);
  assert.equal(settingsPageObjections(settingsPage('| other |'), table).length, 1);
  assert.equal(settingsPageObjections(`${settingsPage(table)}A note.\n`, table).length, 1);
  assert.equal(settingsPageObjections(undefined, table).length, 1);
});
