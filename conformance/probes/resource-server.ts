import assert from 'node:assert/strict';
import { probed, provenWithin, type Requirement } from '../requirement.ts';
import { pairOf, type Target } from '../target.ts';

async function asked(t: Target, headers: Record<string, string>, path = t.api) {
  return await t.send(path, { headers });
}

export const resourceServer: readonly Requirement[] = [
  probed(
    'RS-01',
    ['MUST', 'RFC 6750 3.1', 'Whoever shows nothing is asked for a token, and told of no error.'],
    async (t) => {
      const { status, headers } = await asked(t, {});
      assert.equal(status, 401);
      assert.match(headers.get('www-authenticate') ?? '', /^Bearer/);
      assert.doesNotMatch(headers.get('www-authenticate') ?? '', /error=/);
    },
  ),
  probed('RS-02', ['MUST', 'RFC 6750 3.1', 'What is no token is an invalid token.'], async (t) => {
    for (const token of ['x', 'gha_', 'gha_AAAA', '..', 'a.b.c']) {
      const { status, headers } = await asked(t, { authorization: `Bearer ${token}` });
      assert.equal(status, 401, token);
      assert.match(headers.get('www-authenticate') ?? '', /error="invalid_token"/);
    }
  }),
  probed('RS-03', ['MUST', 'RFC 6750 3.1', 'A token ends.'], async (t) => {
    const { access } = await t.pair();
    await t.pass(5_401);
    assert.equal(await t.use(access), 401);
  }),
  probed('RS-04', ['MUST', 'RFC 7009 2', 'A revoked token is dead on the next call.'], async (t) => {
    const { access } = await t.pair();
    await t.revoke(t.clients.web, access);
    assert.equal(await t.use(access), 401);
  }),
  provenWithin(
    'RS-05',
    ['MUST', 'RFC 6750 3.1', 'Where a scope decides, which is at userinfo, a token without it is told so.'],
    'packages/platform/src/authorization/openid-connect.engine.test.ts',
    'without openid nothing changes',
  ),
  probed('RS-06', ['MUST', 'RFC 9700 4.3.2', 'A token in the address does not count.'], async (t) => {
    const { access } = await t.pair();
    const { status } = await asked(t, {}, `${t.api}?access_token=${access}`);
    assert.ok([400, 401].includes(status), String(status));
  }),
  probed('RS-07', ['SHOULD', 'RFC 6750 2', 'Nor one in a form.'], async (t) => {
    // An address that takes POST and a token: elsewhere a refusal would be one of the method.
    const path = String(t.metadata.userinfo_endpoint ?? t.api);
    const { access } = await t.pair();
    const held = await t.post(path, {}, { authorization: `Bearer ${access}` });
    assert.notEqual(held.status, 401, 'it takes no token at all');
    assert.equal((await t.post(path, { access_token: access })).status, 401);
  }),
  probed(
    'RS-08',
    ['MUST', 'RFC 9110 11.1', 'The scheme is read in any case; other white space is a fault.'],
    async (t) => {
      const { access } = await t.pair();
      assert.equal((await asked(t, { authorization: `bearer ${access}` })).status, 200);
      for (const value of [`Bearer\t${access}`, `Bearer ${access} x`, `Bearer${access}`, `Basic ${access}`])
        assert.ok([400, 401].includes((await asked(t, { authorization: value })).status), value);
    },
  ),
  probed('RS-09', ['MUST', 'RFC 8725 3.12', 'What is no access token opens nothing.'], async (t) => {
    const { refresh } = await t.pair();
    // What the server signed by the keys that it publishes is the nearest to a token of its own.
    const signedIn = await t.redeem(t.clients.web, await t.code(t.clients.web, { scope: 'openid' }));
    assert.equal(await t.use(pairOf(signedIn).access), 200);
    const [, resource] = [t.metadata.protected_resources].flat();
    const outside = await t.post('/oauth/token', {
      grant_type: 'client_credentials',
      ...t.clients.machine,
      resource: String(resource),
    });
    assert.equal(outside.status, 200, outside.text);
    const tokens = { id_token: signedIn.body.id_token, token_of_another_api: outside.body.access_token };
    for (const [kind, token] of Object.entries(tokens)) {
      assert.match(String(token), /^[\w-]+\.[\w-]+\.[\w-]+$/, kind);
      assert.equal(await t.use(String(token)), 401, kind);
    }
    for (const token of [refresh, await t.code(), t.clients.web.client_secret ?? ''])
      assert.equal(await t.use(token), 401);
  }),
  provenWithin(
    'RS-11',
    ['MUST', 'Rule M3', 'An app that is not connected in a company is refused there, and nowhere else.'],
    'packages/platform/src/installations/disconnect-under-load.engine.test.ts',
    'under load from two nodes',
  ),
  provenWithin(
    'RS-12',
    ['MUST', 'Rule A11', 'An app may what its person may, and no more.'],
    'packages/platform/src/access/access-worlds.engine.test.ts',
    'decide over the snapshot',
  ),
  provenWithin(
    'RS-13',
    ['MUST', 'Rule D2', 'A level that is lowered binds on the next call.'],
    'packages/platform/src/service-accounts/service-accounts.engine.test.ts',
    'may do what is written down',
  ),
  provenWithin(
    'RS-14',
    ['MUST', 'Rule F2', 'Levels, private folders and files decide alike for one item and for lists.'],
    'packages/platform/src/access/access-worlds.engine.test.ts',
    'decide over the snapshot',
  ),
  provenWithin(
    'RS-15',
    ['MUST', 'ASVS 8.4.1', 'Ids of another company are ids of nothing.'],
    'packages/platform/src/journeys/tenant-isolation.engine.test.ts',
    'gets nothing of the first tenant',
  ),
  provenWithin(
    'RS-16',
    ['MUST', 'ASVS 8.2.3', 'Who owns a thing cannot be written into it.'],
    'packages/platform/src/journeys/tenant-isolation.engine.test.ts',
    'gets nothing by any route',
  ),
  probed('RS-17', ['MUST', 'RFC 6750 5.3', 'No cache keeps what a token opened.'], async (t) => {
    const { access } = await t.pair();
    const authorization = { authorization: `Bearer ${access}` };
    const userinfo = t.metadata.userinfo_endpoint;
    for (const path of [t.api, ...(userinfo === undefined ? [] : [String(userinfo)])]) {
      const { status, headers } = await asked(t, authorization, path);
      assert.notEqual(status, 401, path);
      const said = (headers.get('cache-control') ?? '').split(/\s*,\s*/);
      assert.ok(said.includes('no-store') || said.includes('private'), `${path}: ${said.join()}`);
      assert.equal(said.includes('public'), false, path);
      assert.equal(headers.get('expires') ?? '0', '0', path);
    }
  }),
  provenWithin(
    'RS-18',
    ['MUST', 'ASVS 8.2.2', 'A cursor of somebody else, or of another deployment, opens nothing.'],
    'packages/platform/src/documents/following/old-changes.engine.test.ts',
    'may be missing where the cursor cannot be read',
  ),
  probed('RS-19', ['MUST', 'ASVS 8.3.1', 'There is one way to say a route.'], async (t) => {
    const { access } = await t.pair();
    const headers = { authorization: `Bearer ${access}` };
    for (const path of [
      `${t.api}.json`,
      `/${t.api}`,
      t.api.replace('/rest', '/rest/.'),
      t.api.toUpperCase(),
    ]) {
      const { status } = await asked(t, headers, new URL(t.issuer).origin + path);
      assert.ok(status === 404 || status === 200 || status === 400, `${path}: ${status}`);
    }
    const overridden = await asked(t, { ...headers, 'x-http-method-override': 'DELETE' });
    assert.equal(overridden.status, 200);
  }),
  probed(
    'RS-21',
    [
      'SHOULD',
      'RFC 9728 5.1',
      'A challenge says where it is written which authorization server gives tokens.',
    ],
    async (t) => {
      const { headers } = await t.send(t.api, {});
      const pointer = /resource_metadata="([^"]+)"/.exec(headers.get('www-authenticate') ?? '')?.[1];
      assert.ok(pointer, 'no resource_metadata');
      const { body } = await t.send(pointer, {});
      assert.ok([body.authorization_servers].flat().includes(t.issuer));
    },
  ),
  probed('RS-20', ['MUST', 'Wire B.10', 'Every answer says what is left of the rate limit.'], async (t) => {
    const { access } = await t.pair();
    const { headers } = await asked(t, { authorization: `Bearer ${access}` });
    for (const name of ['limit', 'remaining', 'reset'])
      assert.match(headers.get(`x-rate-limit-${name}`) ?? '', /^\d+$/, name);
  }),
];
