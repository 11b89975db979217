import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  answerOf,
  makeProof,
  type OAuthStage,
  pairOf,
  redirectUri,
  setOAuthStage,
} from '../../testing/oauth-clients.ts';

describe('redeeming an authorization code', () => {
  let stage: OAuthStage;
  before(async () => {
    stage = await setOAuthStage();
  });
  after(() => stage[Symbol.asyncDispose]());

  const refused = (
    answer: { status: number; body: Readonly<Record<string, unknown>> },
    error = 'invalid_grant',
  ) => {
    assert.equal(answer.body.error, error);
    assert.equal(answer.status, error === 'invalid_client' ? 401 : 400);
  };

  it('answers exactly what clients of this wire read', async () => {
    const { status, headers, body } = await stage.redeem(stage.web, await stage.code());
    assert.equal(status, 200);
    assert.deepEqual(Object.keys(body), [
      'access_token',
      'token_type',
      'expires_in',
      'refresh_token',
      'created_at',
    ]);
    assert.equal(body.token_type, 'bearer');
    assert.equal(body.expires_in, 5400);
    assert.ok(Math.abs(Number(body.created_at) * 1000 - stage.platform.clock.now()) < 60_000);
    assert.equal(headers.get('cache-control'), 'no-store');
    assert.equal(headers.get('pragma'), 'no-cache');
    assert.match(headers.get('content-type') ?? '', /^application\/json/);
  });

  it('is refused to another client, and leaves the code to its owner', async () => {
    const code = await stage.code();
    refused(await stage.redeem(stage.other, code));
    refused(await stage.redeem(stage.native, code));
    assert.equal((await stage.redeem(stage.web, code)).status, 200);
  });

  it('a wrong secret neither burns the code nor revokes anything', async () => {
    const code = await stage.code();
    const thief = { ...stage.web, clientSecret: 'ghs_wrong' };
    refused(await stage.redeem(thief, code), 'invalid_client');
    const { body } = await stage.redeem(stage.web, code);
    refused(await stage.redeem(thief, code), 'invalid_client');
    assert.equal(await stage.isAlive(pairOf(body).accessToken), true);
  });

  it('is refused with a redirect URI that is missing or another', async () => {
    const code = await stage.code();
    refused(await stage.redeem(stage.web, code, { redirect_uri: undefined }));
    refused(await stage.redeem(stage.web, code, { redirect_uri: `${redirectUri}/` }));
    assert.equal((await stage.redeem(stage.web, code)).status, 200);
  });

  it('is refused for a code that was edited, cut, or never made', async () => {
    const code = await stage.code();
    const last = code.endsWith('A') ? 'B' : 'A';
    for (const wrong of [
      code.slice(0, -1),
      `${code}A`,
      code.slice(0, -1) + last,
      code.toUpperCase(),
      'ghc_',
      'x',
    ]) {
      refused(await stage.redeem(stage.web, wrong));
    }
    assert.equal((await stage.redeem(stage.web, code)).status, 200);
  });

  it('ends ten minutes after Allow', async () => {
    const code = await stage.code();
    stage.platform.clock.advance(600_000);
    refused(await stage.redeem(stage.web, code));
  });

  it('needs the verifier of its challenge, and no other', async () => {
    const { verifier, challenge } = makeProof();
    const code = await stage.code(stage.native, challenge);
    refused(await stage.redeem(stage.native, code));
    refused(await stage.redeem(stage.native, code, { code_verifier: makeProof().verifier }));
    refused(await stage.redeem(stage.native, code, { code_verifier: challenge.code_challenge }));
    refused(await stage.redeem(stage.native, code, { code_verifier: 'abc' }), 'invalid_request');
    assert.equal((await stage.redeem(stage.native, code, { code_verifier: verifier })).status, 200);
  });

  it('refuses a verifier for a code without a challenge', async () => {
    const code = await stage.code();
    refused(await stage.redeem(stage.web, code, { code_verifier: makeProof().verifier }), 'invalid_request');
    assert.equal((await stage.redeem(stage.web, code)).status, 200);
  });

  it('five wrong verifiers are the last: then even the right one is refused', async () => {
    const { verifier, challenge } = makeProof();
    const code = await stage.code(stage.native, challenge);
    for (let guess = 0; guess < 5; guess += 1) {
      refused(await stage.redeem(stage.native, code, { code_verifier: makeProof().verifier }));
    }
    refused(await stage.redeem(stage.native, code, { code_verifier: verifier }));
    assert.ok((await stage.audited('code.verifier_failed')) >= 5);
  });

  it('a replay by its client kills what the code bought, and nothing else', async () => {
    const bystander = await stage.pair();
    const code = await stage.code();
    const bought = pairOf((await stage.redeem(stage.web, code)).body);
    refused(await stage.redeem(stage.web, code));
    assert.equal(await stage.isAlive(bought.accessToken), false);
    refused(await stage.refresh(stage.web, bought.refreshToken));
    assert.equal(await stage.isAlive(bystander.accessToken), true);
    assert.equal((await stage.refresh(stage.web, bystander.refreshToken)).status, 200);
  });

  it('a replay with a wrong verifier changes nothing, however often', async () => {
    const { verifier, challenge } = makeProof();
    const code = await stage.code(stage.native, challenge);
    const bought = pairOf((await stage.redeem(stage.native, code, { code_verifier: verifier })).body);
    for (let guess = 0; guess < 6; guess += 1) {
      refused(await stage.redeem(stage.native, code, { code_verifier: makeProof().verifier }));
    }
    assert.equal(await stage.isAlive(bought.accessToken), true);
    assert.equal((await stage.refresh(stage.native, bought.refreshToken)).status, 200);
  });

  it('of 100 parallel redemptions one wins, and the replays leave no living chain', async () => {
    const code = await stage.code();
    const before = await familiesOf(stage);
    const answers = await Promise.all(Array.from({ length: 100 }, () => stage.redeem(stage.web, code)));
    const winners = answers.filter(({ status }) => status === 200);
    assert.equal(winners.length, 1);
    for (const answer of answers) if (answer.status !== 200) refused(answer);
    const made = (await familiesOf(stage)).filter(({ id }) => !before.some((known) => known.id === id));
    assert.equal(made.length, 1);
    assert.equal(made.filter(({ revoked_at: revokedAt }) => revokedAt === null).length, 0);
  });

  it('of 20 redemptions on two nodes one wins', async () => {
    const second = await stage.platform.startNode();
    const code = await stage.code();
    const fields = {
      grant_type: 'authorization_code',
      client_id: stage.web.clientId,
      client_secret: stage.web.clientSecret ?? '',
      code,
      redirect_uri: redirectUri,
    };
    const nodes = [stage.platform.url, second.house.issuer];
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        answerOf(
          fetch(new URL('/oauth/token', nodes[at % 2]), {
            method: 'POST',
            body: new URLSearchParams(fields),
          }),
        ),
      ),
    );
    assert.equal(answers.filter(({ status }) => status === 200).length, 1);
  });
});

async function familiesOf(stage: OAuthStage) {
  return await stage.platform.house.database.read((tx) =>
    tx
      .selectFrom('token_families')
      .select(['id', 'revoked_at'])
      .where('client_id', '=', stage.web.clientId)
      .execute(),
  );
}
