import assert from 'node:assert/strict';
import { expectError, expectRedirectError, redirectOf } from '../expect.ts';
import { probed, provenWithin, type Requirement } from '../requirement.ts';
import { pairOf, type Target } from '../target.ts';

const wire = 'packages/platform/src/authorization/resource-indicators.engine.test.ts';
const strange = ['api', '/api', 'https://api.example/#part', 'https://unknown.example/api'];

/** The outside APIs that the server says it has: a grant can hold several of them (RFC 9728 section 4). */
function outsideApis({ metadata, issuer }: Target): readonly [string, string] {
  const named = metadata.protected_resources as readonly string[];
  const [one, other] = named.filter((api) => api !== issuer);
  assert.ok(one !== undefined && other !== undefined, 'The server names no two outside APIs.');
  return [one, other];
}

export const resourceIndicators: readonly Requirement[] = [
  probed(
    'TX-03',
    [
      'MUST',
      'RFC 8707 2',
      'A resource that is none or unknown is refused, alone or beside others, and so is a token for two.',
    ],
    async (t) => {
      for (const resource of [...strange, strange.map((each) => [t.issuer, each])].flat()) {
        const path = t.authorizePath({ resource });
        expectRedirectError(t, await redirectOf(t, path), 'invalid_target');
      }
      for (const resource of [...strange, [t.issuer, t.issuer]]) {
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
  probed(
    'TX-07',
    ['MUST', 'RFC 8707 2.1', 'Of several APIs that were allowed, a token is for the one that is named.'],
    async (t) => {
      const [one, other] = outsideApis(t);
      const code = await t.code(t.clients.web, { resource: [one, other, t.issuer] });
      for (const resource of [undefined, [one, other], ...strange])
        expectError(await t.redeem(t.clients.web, code, { resource }), 400, 'invalid_target');
      const { access } = pairOf(await t.redeem(t.clients.web, code, { resource: t.issuer }));
      assert.equal(await t.use(access), 200);
    },
  ),
  probed(
    'TX-08',
    [
      'SHOULD',
      'RFC 8707 2.2',
      'A refresh gets a token for another of the APIs that were allowed, and no other.',
    ],
    async (t) => {
      const [one, other] = outsideApis(t);
      const code = await t.code(t.clients.web, { resource: [one, t.issuer] });
      const { refresh } = pairOf(await t.redeem(t.clients.web, code, { resource: one }));
      expectError(await t.refresh(t.clients.web, refresh, { resource: other }), 400, 'invalid_target');
      const next = pairOf(await t.refresh(t.clients.web, refresh, { resource: t.issuer }));
      assert.equal(await t.use(next.access), 200);
    },
  ),
  provenWithin(
    'RS-10',
    ['MUST', 'RFC 9700 4.10.2', 'A token for an outside API is refused by ours.'],
    wire,
    'it is worth nothing at another API',
  ),
];
