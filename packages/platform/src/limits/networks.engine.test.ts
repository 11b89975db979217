import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type OAuthStage, setOAuthStage, type TestClient } from '../testing/oauth-clients.ts';
import { hiddenField } from '../testing/sign-in-by-form.ts';

/** Whoever has one address of IPv6 has 2^64 of them: what is counted by address is counted by network. */
describe('a flood from ever new addresses of one IPv6 network', () => {
  let stage: OAuthStage;
  let used = 0;
  before(async () => {
    stage = await setOAuthStage({
      trustedProxies: ['loopback'],
      identityProviders: 'at_private_addresses_too',
    });
  });
  after(() => stage[Symbol.asyncDispose]());

  const from = (network: string) => {
    used += 1;
    return { 'x-forwarded-for': `${network}::${used.toString(16)}` };
  };
  const post = async (path: string, network: string, fields: Record<string, string>, cookie = '') => {
    const headers = { ...from(network), cookie, origin: stage.platform.url };
    const body = new URLSearchParams(fields);
    const response = await fetch(new URL(path, stage.platform.url), { method: 'POST', headers, body });
    await response.text();
    return response.status;
  };
  const of = ({ clientId, clientSecret = '' }: TestClient) => ({
    client_id: clientId,
    client_secret: clientSecret,
  });

  const floods: Record<string, { allowed: number; send: (network: string) => Promise<number> }> = {
    'guesses of a client secret': {
      allowed: 10,
      send: (network) =>
        post('/oauth/token', network, {
          grant_type: 'client_credentials',
          client_id: stage.machine.clientId,
          client_secret: 'wrong',
        }),
    },
    'pushed requests': {
      allowed: 120,
      send: (network) => post('/oauth/par', network, of(stage.machine)),
    },
    'requests of devices': {
      allowed: 30,
      send: (network) => post('/oauth/device_authorization', network, of(stage.web)),
    },
    'visits to companies’ providers': {
      allowed: 30,
      send: async (network) => {
        const page = await fetch(new URL('/sign-in/company', stage.platform.url));
        const [cookie = ''] = page.headers.getSetCookie().map((line) => line.split(';', 1)[0] ?? '');
        const csrf = hiddenField(await page.text(), 'csrf');
        return await post('/sign-in/company', network, { csrf, email: 'a@nowhere.example' }, cookie);
      },
    },
  };
  for (const [name, { allowed, send }] of Object.entries(floods))
    it(`is slowed down: ${name}`, async () => {
      const statuses: number[] = [];
      for (let count = 0; count <= allowed; count += 1) statuses.push(await send('2001:db8:1:2'));
      assert.ok(!statuses.slice(0, allowed).includes(429), statuses.join(' '));
      assert.equal(statuses[allowed], 429);
      assert.notEqual(await send('2001:db8:1:3'), 429);
    });
});
