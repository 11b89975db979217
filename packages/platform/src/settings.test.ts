import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSettings } from '@gatehouse/service';
import { settings } from './settings.ts';

test('trusted proxies are addresses, ranges and the two names; anything else is refused by the setting’s name', () => {
  const read = (text: string) => readSettings(settings, { GATEHOUSE_TRUSTED_PROXIES: text }).trustedProxies;
  assert.deepEqual(read('loopback, private,10.0.0.0/8'), ['loopback', 'private', '10.0.0.0/8']);
  assert.throws(() => read('nginx'), {
    name: 'SettingsError',
    message:
      'GATEHOUSE_TRUSTED_PROXIES cannot be "nginx": it must be IP addresses, CIDR ranges, loopback or private, divided by commas.',
  });
});
