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

test('nobody set anything: no stranger’s address is asked, proofs need a nonce, and public apps a challenge', () => {
  const safe = readSettings(settings, {});
  assert.deepEqual(
    {
      clientDocuments: safe.clientDocuments,
      identityProviders: safe.identityProviders,
      resources: [safe.resources, safe.sandboxResources],
      events: safe.eventsToPrivateAddresses,
      dpop: [safe.dpop, safe.dpopNonces],
      pkce: safe.pkce,
      pushedRequests: safe.pushedRequests,
      refreshGrace: safe.refreshGrace,
    },
    {
      clientDocuments: 'off',
      identityProviders: 'off',
      resources: [[], []],
      events: false,
      dpop: ['offered', true],
      pkce: 'required_of_public_clients',
      pushedRequests: 'offered',
      refreshGrace: 2_000,
    },
  );
});
