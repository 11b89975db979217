import assert from 'node:assert/strict';
import { it } from 'node:test';
import { dpopCalls } from '../authorization/dpop-calls.test-support.ts';
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
import { leavings } from './left-lying.test-support.ts';
import { countRows } from './row-counts.test-support.ts';

const tenDays = 10 * 24 * 60 * 60 * 1000;
/** Ten days each. Usage is kept longest, 400 days; past it a round takes as many rows away as it brings. */
const settled = 42;
/** Long enough for a signing key to come and go. */
const window = 10;

/** What a deployment is there to remember; docs/stored-data.md says why. */
const records: ReadonlySet<string> = new Set(['audit_events']);

it('the months pass, and no table has more rows than before', { timeout: 600_000 }, async () => {
  await using stage = await setOAuthStage();
  const { house, clock } = stage.platform;
  await house.database.write(async (tx) => {
    const of = (client: TestClient) => tx.updateTable('clients').where('client_id', '=', client.clientId);
    await of(stage.other)
      .set({ refresh_idle_limit: tenDays / 2 })
      .execute();
    await of(stage.native).set({ grant_types: '["authorization_code"]' }).execute();
  });
  const leave = await leavings(stage);
  const there = new Set<string>();
  const earlier = new Map<string, number>();
  const later = new Map<string, number>();
  for (let round = 0; round < settled + 2 * window; round += 1) {
    await live(stage, (email, browser) => leave(email, browser, round));
    if (round === 0) await flushRefusals(house);
    if (round === 0) for (const [table, count] of await countRows(house)) if (count > 0) there.add(table);
    clock.advance(tenDays);
    for (const chore of housekeeping) await chore.work(house);
    if (round < settled) continue;
    const most = round < settled + window ? earlier : later;
    for (const [table, count] of await countRows(house))
      most.set(table, Math.max(count, most.get(table) ?? 0));
  }
  const grown = [...later].filter(
    ([table, count]) => !records.has(table) && count > (earlier.get(table) ?? 0),
  );
  assert.deepEqual(grown, []);
  // The rows that come and go were there to go: the test would say nothing of a table that stayed empty.
  assert.deepEqual(
    comers.filter((table) => !there.has(table)),
    [],
  );
  for (const table of ['token_families', 'notices', 'app_usage'])
    assert.ok((earlier.get(table) ?? 0) > 0, table);
});

/** Where every round leaves rows that go away by themselves. */
const comers = [
  'authorization_codes',
  'device_requests',
  'mailed_links',
  'mails',
  'provider_flows',
  'pushed_requests',
  'request_log',
  'resource_events',
  'revoked_tokens',
  'sessions',
  'token_families',
  'uploads',
  'used_assertions',
  'used_proofs',
];

/** Some hours of one deployment: what is begun and left lying as much as what is ended well. */
async function live(
  stage: OAuthStage,
  leave: (email: string, browser: FormBrowser) => Promise<void>,
): Promise<void> {
  const { platform, web, other, native, machine } = stage;
  const jim = platform.demo.people.find(({ email }) => email.startsWith('jim@')) ?? assert.fail();
  const browser = await signInByForm(platform.url, jim);
  await openFormBrowser(platform.url).get('/sign-in');
  await leave(jim.email, browser);
  const code = async (client = web, more = {}) =>
    new URL(await answerConsent(browser, authorizePath(client, more))).searchParams.get('code') ??
    assert.fail();
  await code();
  // Chains that nobody ever shows again: one that its app's limit ends, and one without a refresh token.
  assert.equal((await stage.redeem(other, await code(other))).status, 200);
  const { verifier, challenge } = makeProof();
  const { body } = await stage.redeem(native, await code(native, challenge), { code_verifier: verifier });
  assert.deepEqual([typeof body.access_token, body.refresh_token], ['string', undefined]);

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
