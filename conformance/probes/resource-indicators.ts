import assert from 'node:assert/strict';
import { expectError, expectRedirectError, redirectOf } from '../expect.ts';
import { probed, provenWithin, type Requirement } from '../requirement.ts';
import { pairOf } from '../target.ts';

const wire = 'packages/platform/src/authorization/resource-indicators.engine.test.ts';
const strange = ['api', '/api', 'https://api.example/#part', 'https://unknown.example/api'];

export const resourceIndicators: readonly Requirement[] = [
  probed(
    'TX-03',
    ['MUST', 'RFC 8707 2', 'A resource that is none, unknown, or named twice is refused.'],
    async (t) => {
      for (const resource of [...strange, [t.issuer, t.issuer]]) {
        const path = t.authorizePath({ resource });
        expectRedirectError(t, await redirectOf(t, path), 'invalid_target');
        const machine = { grant_type: 'client_credentials', ...t.clients.machine, resource };
        expectError(await t.post('/oauth/token', machine), 400, 'invalid_target');
      }
    },
  ),
  probed(
    'AC-16',
    ['SHOULD', 'RFC 8707 2', 'A bad resource is refused before the code is spent.'],
    async (t) => {
      const code = await t.code();
      for (const resource of strange)
        expectError(await t.redeem(t.clients.web, code, { resource }), 400, 'invalid_target');
      assert.equal((await t.redeem(t.clients.web, code)).status, 200);
    },
  ),
  probed(
    'RT-16',
    ['MUST', 'RFC 8707 2.2', 'A resource outside the grant is refused before the token is spent.'],
    async (t) => {
      const { refresh } = await t.pair();
      for (const resource of strange)
        expectError(await t.refresh(t.clients.web, refresh, { resource }), 400, 'invalid_target');
      const next = pairOf(await t.refresh(t.clients.web, refresh));
      assert.equal(await t.use(next.access), 200);
    },
  ),
  provenWithin(
    'TX-04',
    ['MUST', 'RFC 8707 3', 'A token for one API is worth nothing at another.'],
    wire,
    'it is worth nothing at another API',
  ),
  provenWithin(
    'RS-10',
    ['MUST', 'RFC 9700 4.10.2', 'A token for an outside API is refused by ours.'],
    wire,
    'it is worth nothing at another API',
  ),
];
