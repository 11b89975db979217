import assert from 'node:assert/strict';
import { it } from 'node:test';
import { dpopCalls } from '../authorization/dpop-calls.test-support.ts';
import { openReceiver } from '../events/receiver.test-support.ts';
import { housekeeping } from '../housekeeping.ts';
import { proofMaker } from '../proofs/proof.test-support.ts';
import { flushRefusals } from '../request-log/flush-refusals.ts';
import {
  authorizePath,
  makeProof,
  type OAuthStage,
  redirectUri,
  setOAuthStage,
  type TestClient,
} from '../testing/oauth-clients.ts';
import {
  answerConsent,
  type FormBrowser,
  openFormBrowser,
  signInByForm,
} from '../testing/sign-in-by-form.ts';
import { flushUsage } from '../usage/flush-usage.ts';
import { growsWith, records } from './growing-tables.test-support.ts';
import { leavings } from './left-lying.test-support.ts';
import { countRows } from './row-counts.test-support.ts';
import { steadyLoad } from './steady-load.test-support.ts';

const hour = 60 * 60 * 1000;
/** From one round to the next. */
const weeks = 25 * 24 * hour;
/** Usage is kept longest, 400 days; past that a round takes as many rows away as it brings. */
const settled = 17;
/** Long enough for a signing key to come and go. */
const window = 4;

it('the months pass, and no table has more rows than before', { timeout: 900_000 }, async () => {
  await using receiver = await openReceiver();
  await using stage = await setOAuthStage({ eventsToPrivateAddresses: true });
  const { house, clock } = stage.platform;
  await house.database.write(async (tx) => {
    const of = (client: TestClient) => tx.updateTable('clients').where('client_id', '=', client.clientId);
    await of(stage.other)
      .set({ refresh_idle_limit: weeks / 2 })
      .execute();
    await of(stage.native).set({ grant_types: '["authorization_code"]' }).execute();
  });
  const leave = await leavings(stage);
  const load = await steadyLoad(stage, receiver.url);
  const keys = await signingKeys(stage);
  const earlier = new Map<string, number>();
  const later = new Map<string, number>();
  const written = { earlier: new Set<string>(), later: new Set<string>() };
  for (let round = 0; round < settled + 2 * window; round += 1) {
    const when = round < settled + window ? 'earlier' : 'later';
    const before = await countRows(house);
    const look = async () => {
      for (const flush of [flushRefusals, flushUsage]) await flush(house);
      if (round < settled) return;
      for (const [table, count] of await countRows(house))
        if (count > (before.get(table) ?? 0)) written[when].add(table);
    };
    await live(stage, async (email, browser) => {
      await leave(email, browser, round);
      await load(browser, round, look);
    });
    await look();
    for (const time of [hour, weeks - hour]) {
      clock.advance(time);
      for (const chore of housekeeping) await chore.work(house);
      await look();
    }
    if (round < settled) continue;
    const most = when === 'earlier' ? earlier : later;
    for (const [table, count] of await countRows(house))
      most.set(table, Math.max(count, most.get(table) ?? 0));
  }
  const tables = [...later.keys()];
  const grown = tables.filter((table) => (later.get(table) ?? 0) > (earlier.get(table) ?? 0));
  // Not even what grows with a business: this one has stayed as it is.
  assert.deepEqual(
    grown.filter((table) => !records.has(table)),
    [],
  );
  // It would say nothing of a table that nobody writes.
  const comers = tables.filter((table) => !(table in growsWith));
  const idle = comers.filter((table) => !written.earlier.has(table) || !written.later.has(table));
  assert.deepEqual(idle.toSorted(), ['rsa_signing_keys', 'signing_keys']);
  assert.ok((await signingKeys(stage)).every((kid) => !keys.includes(kid)));
});

async function signingKeys({ platform }: OAuthStage): Promise<string[]> {
  const keys = await platform.house.database.read((tx) =>
    Promise.all(
      (['signing_keys', 'rsa_signing_keys'] as const).map((table) =>
        tx.selectFrom(table).select('kid').execute(),
      ),
    ),
  );
  return keys.flat().map(({ kid }) => kid);
}

/** Some hours of one deployment: what is begun and left lying as much as what is ended well. */
async function live(
  stage: OAuthStage,
  leave: (email: string, browser: FormBrowser) => Promise<void>,
): Promise<void> {
  const { platform, web, other, fresh, native, machine } = stage;
  const jim = platform.demo.people.find(({ email }) => email.startsWith('jim@')) ?? assert.fail();
  const browser = await signInByForm(platform.url, jim);
  await openFormBrowser(platform.url).get('/sign-in');
  await leave(jim.email, browser);
  const code = async (client = web, more = {}) =>
    new URL(await answerConsent(browser, authorizePath(client, more))).searchParams.get('code') ??
    assert.fail();
  await code();
  // Chains that nobody ever shows again: one that its app's limit ends, one without a refresh token, and those of
  // an app that has people sign in anew each day.
  assert.equal((await stage.redeem(other, await code(other))).status, 200);
  const { verifier, challenge } = makeProof();
  const { body } = await stage.redeem(native, await code(native, challenge), { code_verifier: verifier });
  assert.deepEqual([typeof body.access_token, body.refresh_token], ['string', undefined]);
  for (let again = 0; again < 7; again += 1)
    assert.equal((await stage.redeem(fresh, await code(fresh))).status, 200);

  const replayed = await code();
  const { body: pair } = await stage.redeem(web, replayed);
  const { body: refreshed } = await stage.refresh(web, String(pair.refresh_token));
  assert.equal((await stage.redeem(web, replayed)).status, 400);
  assert.equal((await stage.refresh(web, String(refreshed.refresh_token))).status, 400);
  const { body: given } = await stage.redeem(web, await code());
  const me = await fetch(`${platform.url}/rest/v1.0/me`, {
    headers: { authorization: `Bearer ${given.access_token}` },
  });
  assert.equal(me.status, 200);
  assert.equal((await stage.revoke(web, String(given.refresh_token))).status, 200);

  const credentials = { client_id: machine.clientId, client_secret: machine.clientSecret };
  const bound = await dpopCalls(stage).token(proofMaker(), {
    ...credentials,
    grant_type: 'client_credentials',
  });
  assert.equal((await stage.revoke(machine, String(bound.body.access_token))).status, 200);
  const request = { response_type: 'code', redirect_uri: redirectUri };
  const pushed = await stage.post('/oauth/par', {
    client_id: web.clientId,
    client_secret: web.clientSecret,
    ...request,
  });
  assert.equal(pushed.status, 201);
}
