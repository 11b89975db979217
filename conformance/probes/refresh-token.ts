import assert from 'node:assert/strict';
import { bitsOf, expectError, expectSubjectAlone } from '../expect.ts';
import { departure, notApplicable, probed, provenWithin, type Requirement } from '../requirement.ts';
import { pairOf } from '../target.ts';

const journeys = 'packages/platform/src/journeys';

export const refreshToken: readonly Requirement[] = [
  probed('RT-01', ['MUST', 'RFC 9700 4.14.2', 'A refresh brings a new pair.'], async (t) => {
    const old = await t.pair();
    const fresh = pairOf(await t.refresh(t.clients.web, old.refresh));
    assert.notEqual(fresh.refresh, old.refresh);
    assert.notEqual(fresh.access, old.access);
    assert.equal(await t.use(fresh.access), 200);
  }),
  probed(
    'RT-02',
    ['MUST', 'RFC 9700 4.14.2', 'A spent token that comes back late ends its whole chain.'],
    async (t) => {
      const old = await t.pair();
      const fresh = pairOf(await t.refresh(t.clients.web, old.refresh));
      await t.pass(t.refresh_grace + 1);
      expectError(await t.refresh(t.clients.web, old.refresh), 400, 'invalid_grant');
      expectError(await t.refresh(t.clients.web, fresh.refresh), 400, 'invalid_grant');
      assert.equal(await t.use(fresh.access), 401);
    },
  ),
  probed('RT-03', ['MUST', 'RFC 9700 4.14.2', 'An older ancestor ends it at any time.'], async (t) => {
    const first = await t.pair();
    const second = pairOf(await t.refresh(t.clients.web, first.refresh));
    const third = pairOf(await t.refresh(t.clients.web, second.refresh));
    expectError(await t.refresh(t.clients.web, first.refresh), 400, 'invalid_grant');
    expectError(await t.refresh(t.clients.web, third.refresh), 400, 'invalid_grant');
    assert.equal(await t.use(third.access), 401);
  }),
  probed(
    'RT-04',
    ['SHOULD', 'Rule A4', 'A retry of a lost answer gets the same pair, for a short while.'],
    async (t) => {
      const { refresh } = await t.pair();
      const lost = pairOf(await t.refresh(t.clients.web, refresh));
      const again = pairOf(await t.refresh(t.clients.web, refresh));
      assert.deepEqual(again, lost);
      assert.equal((await t.refresh(t.clients.web, again.refresh)).status, 200);
    },
  ),
  probed('RT-05', ['MUST', 'RFC 6749 6', 'But nobody else does.'], async (t) => {
    const { refresh } = await t.pair();
    pairOf(await t.refresh(t.clients.web, refresh));
    expectError(await t.refresh(t.clients.other, refresh), 400, 'invalid_grant');
    expectError(await t.refresh({ client_id: t.clients.web.client_id }, refresh), 401, 'invalid_client');
  }),
  probed('RT-06', ['MUST', 'RFC 9700 4.14.2', 'Twenty refreshes at once make one chain.'], async (t) => {
    const { refresh } = await t.pair();
    const answers = await Promise.all(Array.from({ length: 20 }, () => t.refresh(t.clients.web, refresh)));
    const pairs = answers.filter(({ status }) => status === 200).map(pairOf);
    assert.ok(pairs.length >= 1);
    assert.equal(new Set(pairs.map((pair) => pair.refresh)).size, 1);
  }),
  provenWithin(
    'RT-07',
    ['MUST', 'RFC 9700 4.14.2', 'On several nodes too.'],
    'packages/platform/src/authorization/grants/refresh-races.engine.test.ts',
    'parallel refreshes of one token give one chain',
  ),
  probed(
    'RT-08',
    ['MUST', 'RFC 7009 2', 'Once a revocation is answered, nothing of the chain lives, whatever raced it.'],
    async (t) => {
      for (let round = 0; round < 10; round += 1) {
        const pair = await t.pair();
        const [refreshed, revoked] = await Promise.all([
          t.refresh(t.clients.web, pair.refresh),
          t.revoke(t.clients.web, pair.refresh),
        ]);
        assert.equal(revoked.status, 200);
        if (refreshed.status !== 200) continue;
        const { access, refresh } = pairOf(refreshed);
        assert.equal(await t.use(access), 401);
        expectError(await t.refresh(t.clients.web, refresh), 400, 'invalid_grant');
      }
    },
  ),
  provenWithin(
    'RT-09',
    ['MUST', 'Rule M3', 'Nor does a refresh outrun a disconnection.'],
    'packages/platform/src/installations/disconnect-under-load.engine.test.ts',
    'under load from two nodes',
  ),
  probed('RT-10', ['SHOULD', 'Rule A4', 'A client whose connection broke recovers.'], async (t) => {
    const { refresh } = await t.pair();
    const breaking = new AbortController();
    const sent = fetch(t.url('/oauth/token'), {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'refresh_token', ...t.clients.web, refresh_token: refresh }),
      signal: breaking.signal,
    });
    sent.catch(() => {});
    await new Promise((resolve) => setImmediate(resolve));
    breaking.abort();
    assert.equal((await t.refresh(t.clients.web, refresh)).status, 200);
  }),
  provenWithin(
    'RT-11',
    ['MUST', 'Design 7', 'A process killed in a refresh leaves one chain.'],
    `${journeys}/crash.engine.test.ts`,
    'has kept all that it acknowledged',
  ),
  probed(
    'RT-12',
    [
      'MUST',
      'RFC 6749 10.4',
      'A refresh token is worth nothing to another client, and stays good for its own.',
    ],
    async (t) => {
      const { refresh } = await t.pair();
      for (const client of [t.clients.other, t.clients.native])
        expectError(await t.refresh(client, refresh), 400, 'invalid_grant');
      assert.equal((await t.refresh(t.clients.web, refresh)).status, 200);
    },
  ),
  probed('RT-13', ['MUST', 'RFC 6749 6', 'A client with a secret shows it to refresh.'], async (t) => {
    const { refresh } = await t.pair();
    expectError(await t.refresh({ client_id: t.clients.web.client_id }, refresh), 401, 'invalid_client');
    expectError(
      await t.refresh({ ...t.clients.web, client_secret: 'wrong' }, refresh),
      401,
      'invalid_client',
    );
    assert.equal((await t.refresh(t.clients.web, refresh)).status, 200);
  }),
  probed(
    'RT-14',
    ['MUST', 'RFC 6749 6', 'Asking for more brings no more: it is refused, or ignored.'],
    async (t) => {
      const { refresh } = await t.pair();
      const answer = await t.refresh(t.clients.web, refresh, { scope: 'admin' });
      if (answer.status === 200) assert.notEqual(answer.body.scope, 'admin');
      else expectError(answer, 400, 'invalid_scope');
      const code = await t.code(t.clients.web, { scope: 'openid' });
      const first = pairOf(await t.redeem(t.clients.web, code));
      const known = await t.refresh(t.clients.web, first.refresh, { scope: 'openid profile email' });
      if (known.status === 200) await expectSubjectAlone(t, known);
      else expectError(known, 400, 'invalid_scope');
    },
  ),
  departure(
    'RT-15',
    ['MAY', 'RFC 6749 6', 'An access token may be asked for with less than was allowed.'],
    'A scope at the refresh is ignored: at the API there is no less to ask for, and an app that wants to know less of the person asks them for less.',
  ),
  provenWithin(
    'RT-17',
    ['SHOULD', 'RFC 9700 4.14.2', 'An idle chain may end: a limit of the deployment and of each app.'],
    'packages/platform/src/authorization/refresh-limits.engine.test.ts',
    'one that lies unused',
  ),
  provenWithin(
    'RT-18',
    ['SHOULD', 'RFC 9700 4.14.2', 'And so may a busy one.'],
    'packages/platform/src/authorization/refresh-limits.engine.test.ts',
    'an authorization past its absolute limit',
  ),
  provenWithin(
    'RT-19',
    [
      'MUST',
      'RFC 9700 4.14.2',
      'Whoever is switched off loses every chain at once. A changed password ends none: apps hold no password, and are taken back under Connected apps.',
    ],
    'packages/platform/src/account-security/operator-people.engine.test.ts',
    'who is switched off is out',
  ),
  probed(
    'RT-20',
    ['MUST', 'RFC 9700 4.14.2', 'One chain dies of a replay; those of the same person and app live.'],
    async (t) => {
      const bystander = await t.pair();
      const { refresh } = await t.pair();
      pairOf(await t.refresh(t.clients.web, refresh));
      await t.pass(t.refresh_grace + 1);
      assert.equal((await t.refresh(t.clients.web, refresh)).status, 400);
      assert.equal(await t.use(bystander.access), 200);
    },
  ),
  probed(
    'RT-21',
    ['SHOULD', 'RFC 6749 6', 'Authorizing once more takes nothing from earlier chains.'],
    async (t) => {
      const earlier = await t.pair();
      await t.pair();
      assert.equal((await t.refresh(t.clients.web, earlier.refresh)).status, 200);
    },
  ),
  provenWithin(
    'RT-22',
    ['MUST', 'RFC 6749 5.2', 'An app that lost the grant does not refresh.'],
    'packages/platform/src/developer-portal/client-policy.engine.test.ts',
    'a grant that the app switched off',
  ),
  provenWithin(
    'RT-23',
    ['SHOULD', 'RFC 9700 4.14.2', 'No access token outlives the limit of its authorization.'],
    'packages/platform/src/authorization/refresh-limits.engine.test.ts',
    'no token outlives the limit of its authorization',
  ),
  probed(
    'RT-24',
    [
      'MUST',
      'RFC 9700 4.14.2',
      'A refresh token cannot be guessed; one that points to another chain does it no harm.',
    ],
    async (t) => {
      const pairs = [
        await t.pair(),
        await t.pair(),
        await t.pair(),
        await t.pair(),
        await t.pair(),
        await t.pair(),
      ];
      assert.ok(bitsOf(pairs.map(({ refresh }) => refresh)) >= 128);
      const [one, two] = pairs.map(({ refresh }) => refresh.split('_')) as [string[], string[]];
      const crossed = [...one.slice(0, -1), two.at(-1)].join('_');
      expectError(await t.refresh(t.clients.web, crossed), 400, 'invalid_grant');
      for (const pair of pairs.slice(0, 2))
        assert.equal((await t.refresh(t.clients.web, pair.refresh)).status, 200);
    },
  ),
  probed(
    'RT-25',
    ['MUST', 'RFC 6749 4.4.3', 'A client that acts for itself gets no refresh token.'],
    async (t) => {
      const { body } = await t.post('/oauth/token', {
        grant_type: 'client_credentials',
        ...t.clients.machine,
      });
      assert.equal('refresh_token' in body, false);
    },
  ),
  notApplicable('RT-26', 'There is no implicit grant.'),
  provenWithin(
    'RT-28',
    ['MUST', 'RFC 6819 5.1.4.1.3', 'At rest no refresh token can be read.'],
    `${journeys}/secrets-at-rest.engine.test.ts`,
    'no password, secret',
  ),
  provenWithin(
    'RT-29',
    ['SHOULD', 'Rule A4', 'The grace is measured by one clock, and generations by counters.'],
    'packages/platform/src/database-clock.engine.test.ts',
    'a refresh whose answer was lost',
  ),
];
