import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { expectError } from '../expect.ts';
import { departure, notApplicable, probed, provenWithin, type Requirement } from '../requirement.ts';
import type { Answer } from '../target.ts';

/** Exactly this, and nothing that would tell an unknown token from a foreign one (RFC 7662 2.2). */
function expectInactive({ status, body }: Answer): void {
  assert.equal(status, 200);
  assert.deepEqual(body, { active: false });
}

const garbage = ['x', '', 'gha_AAAA', `eyJhbGciOiJub25lIn0.e30.`, 'a'.repeat(4_000)];

export const introspection: readonly Requirement[] = [
  probed('TI-01', ['MUST', 'RFC 7662 2.1', 'Only a client that authenticates may ask.'], async (t) => {
    const { access } = await t.pair();
    expectError(await t.introspect({ client_id: t.clients.web.client_id }, access), 401, 'invalid_client');
    expectError(await t.introspect(t.clients.native, access), 401, 'invalid_client');
    const { status } = await t.post('/oauth/introspect', { token: access });
    assert.equal(status, 401);
  }),
  probed(
    'TI-02',
    ['MUST', 'RFC 7662 2.2', 'About a token that is none, ended or revoked there is one answer.'],
    async (t) => {
      for (const token of garbage.filter((each) => each !== ''))
        expectInactive(await t.introspect(t.clients.web, token));
      const { access, refresh } = await t.pair();
      assert.equal((await t.revoke(t.clients.web, refresh)).status, 200);
      for (const token of [access, refresh]) expectInactive(await t.introspect(t.clients.web, token));
    },
  ),
  probed('TI-03', ['MUST', 'RFC 7662 4', 'And the same about a token of another client.'], async (t) => {
    const { access, refresh } = await t.pair();
    for (const token of [access, refresh]) expectInactive(await t.introspect(t.clients.other, token));
  }),
  probed('TI-04', ['MUST', 'RFC 7662 2.1', 'A wrong hint hides nothing.'], async (t) => {
    const { access, refresh } = await t.pair();
    for (const [token, token_type_hint] of [
      [access, 'refresh_token'],
      [refresh, 'access_token'],
    ] as const)
      assert.equal((await t.introspect(t.clients.web, token, { token_type_hint })).body.active, true);
  }),
  probed('TI-05', ['MUST', 'RFC 7662 2.1', 'Nor does a hint that nobody knows.'], async (t) => {
    const { access } = await t.pair();
    assert.equal(
      (await t.introspect(t.clients.web, access, { token_type_hint: 'nonsense' })).body.active,
      true,
    );
  }),
  probed('TI-06', ['MUST', 'RFC 7662 4', 'A token never stands in the address.'], async (t) => {
    const { access } = await t.pair();
    const { status } = await t.send(`/oauth/introspect?token=${access}`, {});
    assert.ok(status === 405 || status === 400, String(status));
  }),
  notApplicable(
    'TI-07',
    'No API may ask about the tokens of others: outside APIs check JWTs by themselves, and a client asks about its own tokens alone (TI-05).',
  ),
  probed('TI-08', ['MUST', 'RFC 7662 2.2', 'What does not end has no end, not one at zero.'], async (t) => {
    const { access, refresh } = await t.pair();
    assert.ok(Number((await t.introspect(t.clients.web, access)).body.exp) > 1_500_000_000);
    const { body } = await t.introspect(t.clients.web, refresh);
    assert.ok(body.exp === undefined || Number(body.exp) > 1_500_000_000);
  }),
  departure(
    'TI-09',
    ['MUST', 'Rule M3', 'A token of a company that disconnected the app is inactive.'],
    'A person’s token is for all of their companies, and introspection is asked by the app itself: to call it inactive because one company disconnected would end it in the others, which rule M3 forbids. Where it counts it is dead: the company’s calls are refused with 403 from the next one on, on every node (MX-08). A token whose session, Allow or chain has ended is inactive (TI-02, RV-11).',
  ),
  probed('TI-10', ['SHOULD', 'RFC 7662 4', 'A scan of random tokens is slowed down.'], async (t) => {
    const { access } = await t.pair(t.clients.other);
    const guess = () =>
      t.introspect(t.clients.other, `${access.slice(0, 8)}${randomBytes(24).toString('hex')}`);
    let answer = await guess();
    for (let count = 0; count < 1_000 && answer.status === 200; count += 1) {
      assert.deepEqual(answer.body, { active: false });
      answer = await guess();
    }
    assert.equal(answer.status, 429);
    assert.ok(Number(answer.headers.get('retry-after')) >= 1);
    // What it holds is told all the same, and so is it to everybody else.
    assert.equal((await t.introspect(t.clients.other, access)).body.active, true);
    const { access: theirs } = await t.pair();
    assert.equal((await t.introspect(t.clients.web, theirs)).body.active, true);
    await t.pass(Number(answer.headers.get('retry-after')));
    assert.equal((await guess()).status, 200);
  }),
];

export const revocation: readonly Requirement[] = [
  probed(
    'RV-01',
    ['MUST', 'RFC 7009 2.1', 'A revoked refresh token takes its access tokens with it.'],
    async (t) => {
      const { access, refresh } = await t.pair();
      assert.equal((await t.revoke(t.clients.web, refresh)).status, 200);
      assert.equal(await t.use(access), 401);
      expectError(await t.refresh(t.clients.web, refresh), 400, 'invalid_grant');
    },
  ),
  probed('RV-02', ['MUST', 'Rule A6', 'And the other way round.'], async (t) => {
    const { access, refresh } = await t.pair();
    assert.equal((await t.revoke(t.clients.web, access)).status, 200);
    assert.equal(await t.use(access), 401);
    expectError(await t.refresh(t.clients.web, refresh), 400, 'invalid_grant');
  }),
  probed('RV-03', ['MUST', 'RFC 7009 2.1', 'Nobody revokes the token of another client.'], async (t) => {
    const { access, refresh } = await t.pair();
    for (const client of [t.clients.other, t.clients.native]) {
      for (const token of [access, refresh]) assert.ok((await t.revoke(client, token)).status < 500);
    }
    assert.equal(await t.use(access), 200);
    assert.equal((await t.refresh(t.clients.web, refresh)).status, 200);
  }),
  probed('RV-04', ['MUST', 'RFC 7009 2.1', 'A client with a secret shows it.'], async (t) => {
    const { access } = await t.pair();
    expectError(await t.revoke({ client_id: t.clients.web.client_id }, access), 401, 'invalid_client');
    expectError(await t.revoke({ ...t.clients.web, client_secret: 'wrong' }, access), 401, 'invalid_client');
    assert.equal(await t.use(access), 200);
  }),
  probed(
    'RV-05',
    ['MUST', 'RFC 7009 2.2', 'An unknown token is answered like one that was revoked.'],
    async (t) => {
      for (const token of garbage.filter((each) => each !== '')) {
        const { status, body } = await t.revoke(t.clients.web, token);
        assert.equal(status, 200);
        assert.deepEqual(body, {});
      }
    },
  ),
  probed(
    'RV-06',
    ['MUST', 'RFC 7009 2.2', 'Revoking again, and many times at once, is the same.'],
    async (t) => {
      const { access } = await t.pair();
      const answers = await Promise.all(Array.from({ length: 20 }, () => t.revoke(t.clients.web, access)));
      assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200]);
      assert.equal((await t.revoke(t.clients.web, access)).status, 200);
    },
  ),
  probed('RV-07', ['MUST', 'RFC 7009 2.1', 'A token that was spent closes its chain as well.'], async (t) => {
    const { refresh } = await t.pair();
    const answer = await t.refresh(t.clients.web, refresh);
    assert.equal((await t.revoke(t.clients.web, refresh)).status, 200);
    assert.equal(await t.use(String(answer.body.access_token)), 401);
  }),
  probed('RV-08', ['MUST', 'RFC 7009 2.3', 'Revocation is no GET, and answers no script tag.'], async (t) => {
    const { access } = await t.pair();
    const { status, text } = await t.send(`/oauth/revoke?token=${access}&callback=f`, {});
    assert.equal(status, 405);
    assert.equal(text.includes('f('), false);
    assert.equal(await t.use(access), 200);
  }),
  provenWithin(
    'RV-09',
    ['MUST', 'Rule D2', 'What one node revokes is dead on the next.'],
    'packages/platform/src/authorization/grants/refresh-races.engine.test.ts',
    'after a revoke that raced refreshes',
  ),
  provenWithin(
    'RV-10',
    ['SHOULD', 'RFC 7009 2', 'Revoking looks at what lives, however long the history.'],
    'packages/platform/src/authorization/revoking-much.engine.test.ts',
    'what lives is found among',
  ),
  provenWithin(
    'RV-11',
    [
      'MUST',
      'Rule U1',
      'A person takes an Allow back: all of it is dead at once, with who and when, and the app is told in each company where they had let it in.',
    ],
    'packages/platform/src/connected-apps/connected-apps.engine.test.ts',
    'the app is told that an Allow was taken back',
  ),
];
