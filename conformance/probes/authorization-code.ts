import assert from 'node:assert/strict';
import { bitsOf, expectError, expectSubjectAlone } from '../expect.ts';
import { probed, provenWithin, type Requirement } from '../requirement.ts';
import { makeProof, pairOf } from '../target.ts';

const journeys = 'packages/platform/src/journeys';

export const authorizationCode: readonly Requirement[] = [
  probed(
    'AC-01',
    ['MUST', 'RFC 6749 4.1.2', 'A code redeemed twice costs its client all that it bought.'],
    async (t) => {
      const code = await t.code();
      const { access, refresh } = pairOf(await t.redeem(t.clients.web, code));
      assert.equal(await t.use(access), 200);
      expectError(await t.redeem(t.clients.web, code), 400, 'invalid_grant');
      assert.equal(await t.use(access), 401);
      expectError(await t.refresh(t.clients.web, refresh), 400, 'invalid_grant');
    },
  ),
  probed(
    'AC-02',
    ['MUST', 'OAuth 2.1 7', 'A thief who replays a code without secret or verifier changes nothing.'],
    async (t) => {
      const { verifier, challenge } = makeProof();
      const code = await t.code(t.clients.web, challenge);
      const { access } = pairOf(await t.redeem(t.clients.web, code, { code_verifier: verifier }));
      const wrong = { ...t.clients.web, client_secret: 'wrong' };
      assert.equal((await t.redeem(wrong, code, { code_verifier: verifier })).status, 401);
      assert.equal(
        (await t.redeem(t.clients.web, code, { code_verifier: makeProof().verifier })).status,
        400,
      );
      assert.equal((await t.redeem(t.clients.other, code, { code_verifier: verifier })).status, 400);
      assert.equal(await t.use(access), 200);
    },
  ),
  probed(
    'AC-03',
    ['MUST', 'RFC 6749 4.1.2', 'A replayed code kills its own tokens, and no others of the same app.'],
    async (t) => {
      const bystander = await t.pair();
      const code = await t.code();
      pairOf(await t.redeem(t.clients.web, code));
      assert.equal((await t.redeem(t.clients.web, code)).status, 400);
      assert.equal(await t.use(bystander.access), 200);
      assert.equal((await t.refresh(t.clients.web, bystander.refresh)).status, 200);
    },
  ),
  probed(
    'AC-04',
    ['MUST', 'RFC 6749 4.1.3', 'A code is worth nothing to another client, and stays good for its own.'],
    async (t) => {
      const code = await t.code();
      for (const client of [t.clients.other, t.clients.native])
        expectError(await t.redeem(client, code), 400, 'invalid_grant');
      assert.equal((await t.redeem(t.clients.web, code)).status, 200);
    },
  ),
  probed(
    'AC-05',
    ['MUST', 'RFC 6749 4.1.3', 'A code is redeemed for the redirect URI that it was sent to.'],
    async (t) => {
      const code = await t.code();
      const answer = await t.redeem(t.clients.web, code, { redirect_uri: 'https://evil.example/cb' });
      expectError(answer, 400, 'invalid_grant');
    },
  ),
  probed('AC-06', ['MUST', 'RFC 6749 4.1.3', 'And not without naming it.'], async (t) => {
    const answer = await t.redeem(t.clients.web, await t.code(), { redirect_uri: undefined });
    expectError(answer, 400, ['invalid_grant', 'invalid_request']);
  }),
  probed(
    'AC-07',
    ['MUST', 'RFC 6749 4.1.2', 'A code ends after ten minutes at the latest (design A1).'],
    async (t) => {
      const code = await t.code();
      await t.pass(600);
      expectError(await t.redeem(t.clients.web, code), 400, 'invalid_grant');
    },
  ),
  probed('AC-08', ['MUST', 'RFC 6749 10.10', 'A code with one character changed is no code.'], async (t) => {
    const code = await t.code();
    const last = code.at(-1) === 'A' ? 'B' : 'A';
    for (const spoiled of [
      code.slice(0, -1) + last,
      code.slice(0, -1),
      `${code}A`,
      code.toUpperCase(),
      ` ${code}`,
    ])
      expectError(await t.redeem(t.clients.web, spoiled), 400, ['invalid_grant', 'invalid_request']);
    assert.equal((await t.redeem(t.clients.web, code)).status, 200);
  }),
  probed('AC-09', ['MUST', 'RFC 6749 10.10', 'A code cannot be guessed: 128 bits and more.'], async (t) => {
    const codes: string[] = [];
    for (let count = 0; count < 12; count += 1) codes.push(await t.code());
    assert.ok(bitsOf(codes) >= 128, `${bitsOf(codes)} bits`);
  }),
  probed('AC-10', ['MUST', 'RFC 6749 4.1.2', 'Of twenty redemptions at once one succeeds.'], async (t) => {
    const code = await t.code();
    const answers = await Promise.all(Array.from({ length: 20 }, () => t.redeem(t.clients.web, code)));
    assert.equal(answers.filter(({ status }) => status === 200).length, 1);
    for (const answer of answers.filter(({ status }) => status !== 200))
      expectError(answer, 400, 'invalid_grant');
  }),
  provenWithin(
    'AC-11',
    ['MUST', 'RFC 6749 4.1.2', 'On several nodes too.'],
    'packages/platform/src/authorization/grants/authorization-code.engine.test.ts',
    'of 20 redemptions on two nodes',
  ),
  probed(
    'AC-12',
    ['MUST', 'RFC 7009 2.1', 'What a race for a code bought ends with the code.'],
    async (t) => {
      const code = await t.code();
      const answers = await Promise.all(Array.from({ length: 10 }, () => t.redeem(t.clients.web, code)));
      const won = answers.find(({ status }) => status === 200);
      assert.ok(won);
      // The nine that lost were replays by the rightful client.
      assert.equal(await t.use(pairOf(won).access), 401);
    },
  ),
  provenWithin(
    'AC-13',
    [
      'MUST',
      'Design 7',
      'A process killed at any moment leaves no code that bought two chains, and none without an outcome.',
    ],
    `${journeys}/crash.engine.test.ts`,
    'no code has bought two chains',
  ),
  provenWithin(
    'AC-14',
    ['MUST', 'Rule D2', 'A code from before the person took the Allow back buys nothing.'],
    'packages/platform/src/connected-apps/connected-apps.engine.test.ts',
    'a code from before the Allow was taken back',
  ),
  probed('AC-15', ['MUST', 'RFC 6749 4.1.3', 'A scope at the exchange widens nothing.'], async (t) => {
    const answer = await t.redeem(t.clients.web, await t.code(), { scope: 'admin everything' });
    if (answer.status === 200) assert.notEqual(answer.body.scope, 'admin everything');
    else expectError(answer, 400, 'invalid_scope');
    // Of a name that the server does not know it would tell nothing either way.
    const code = await t.code(t.clients.web, { scope: 'openid' });
    const known = await t.redeem(t.clients.web, code, { scope: 'openid profile email' });
    if (known.status === 200) await expectSubjectAlone(t, known);
    else expectError(known, 400, 'invalid_scope');
  }),
];
