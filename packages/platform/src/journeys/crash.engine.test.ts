import assert from 'node:assert/strict';
import { after, before, suite, type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '@gatehouse/database';
import { readDemoFile } from '../demo/demo-file.ts';
import type { Tables } from '../schema/tables.ts';
import { signInByForm } from '../testing/sign-in-by-form.ts';
import { type Chain, chainsOf, work } from './chains.test-support.ts';
import { type Estate, openEstate, type PlatformProcess } from './platform-process.test-support.ts';
import {
  databaseFiles,
  filesIn,
  hunt,
  type Place,
  type Secret,
  tablesOf,
} from './secret-hunt.test-support.ts';
import { type Shipments, uploadsTo } from './uploads.test-support.ts';

/** More than a suite has time for: `GATEHOUSE_TEST_KILLS=100`. */
const rounds = Number(process.env.GATEHOUSE_TEST_KILLS ?? 8);
/** In how many milliseconds half of all starts after a kill have to serve; only a machine that is known can be held to it. */
const ready = Number(process.env.GATEHOUSE_TEST_READY ?? Number.POSITIVE_INFINITY);
const lanes = 6;
/** Wide enough to tell a lost answer from a theft after any restart; limits that do not slow down a test. */
const settings = {
  GATEHOUSE_REFRESH_GRACE: '60s',
  GATEHOUSE_HOURLY_LIMIT: '1000000',
  GATEHOUSE_SPIKE_LIMIT: '1000000',
};

suite('the platform killed in the middle of its work', () => {
  let estate: Estate;
  const ledger: Chain[] = [];
  const shipments: Shipments = new Map();

  before(async () => {
    estate = await openEstate();
  });
  after(() => estate[Symbol.asyncDispose]());

  test('has kept all that it acknowledged, whenever it was killed, and left no secret behind', async (t: TestContext) => {
    let unproven: Chain[] = [];
    const starts: number[] = [];
    let cutOff = 0;
    const arrived = () => [...shipments.values()].filter(({ acknowledged }) => acknowledged).length;
    for (let round = 0; round <= rounds; round += 1) {
      const platform = await estate.start(settings);
      if (round > 0) starts.push(platform.readyAfter);
      const { chains, browser, uploads } = await clientOf(estate, platform, shipments);
      await uploads.proveKept();
      await Promise.all(unproven.map((chain) => chains.proveKept(chain)));
      if (round === rounds) {
        await Promise.all(ledger.map((chain) => chains.proveKept(chain)));
        assert.equal(await platform.stop(), 0);
        break;
      }
      unproven = [];
      const asking = Array.from({ length: lanes }, (_, lane) => work(chains, browser, unproven, lane));
      const working = [...asking, uploads.work(), uploads.work()];
      const ends = Promise.allSettled(working);
      // However slow the machine: no kill before something of each kind was acknowledged.
      while (unproven.length < lanes || arrived() === 0) await Promise.race([sleep(2), ...working]);
      await sleep(Math.random() * 300);
      await platform.kill();
      for (const end of await ends) {
        assert.ok(end.status === 'rejected' && isCutOff(end.reason), String(end.status));
      }
      const cookies = browser
        .cookies()
        .split('; ')
        .filter((value) => value.length > 40);
      const secrets = cookies.map((value) => ({ name: 'a cookie', value }));
      assert.ok(secrets.length > 0);
      secrets.push(...unproven.slice(-4).flatMap(told));
      assert.deepEqual(hunt(secrets, await left(estate)), []);
      ledger.push(...unproven);
      cutOff += unproven.filter(isWaiting).length;
    }
    assert.ok(ledger.length >= rounds * lanes);
    assert.ok(cutOff > 0, 'nothing was under way when the platform was killed');
    const usual = starts.sort((a, b) => a - b)[starts.length >> 1] ?? assert.fail();
    t.diagnostic(`served ${Math.round(usual)} ms after its start, the median of ${starts.length} kills`);
    assert.ok(usual <= ready, String(usual));
  });

  test('no code has bought two chains, and its audit trail tells of every change, once', async () => {
    const database = await openDatabase<Tables>({ url: estate.databaseUrl });
    try {
      const { codes, families, events } = await database.read(async (tx) => ({
        codes: await tx.selectFrom('authorization_codes').selectAll().execute(),
        families: await tx.selectFrom('token_families').selectAll().execute(),
        events: await tx.selectFrom('audit_events').selectAll().execute(),
      }));
      const count = (event: string, subject: string) =>
        events.filter((row) => row.event === event && row.subject === subject).length;

      assert.ok(codes.length >= ledger.length);
      assert.ok(families.length > 0);
      const bought = codes.map((code) => code.family_id).filter((id) => id !== null);
      assert.deepEqual(bought.sort(), families.map(({ id }) => id).sort());
      for (const code of codes) assert.equal(code.redeemed_at === null, code.family_id === null);
      for (const grantId of new Set(codes.map((code) => code.grant_id))) {
        const ofGrant = codes.filter((code) => code.grant_id === grantId);
        assert.equal(count('authorization.granted', `grant:${grantId}`), ofGrant.length);
      }
      const killedByReplay = events
        .filter(({ event }) => event === 'code.replayed')
        .map(({ details }) => JSON.parse(details) as { readonly family: string; readonly killed: boolean });
      for (const { id, generation, revoked_at: revokedAt } of families) {
        assert.equal(count('token.issued', `family:${id}`), 1);
        assert.equal(count('token.refreshed', `family:${id}`), generation);
        const ends =
          count('token.revoked', `family:${id}`) +
          killedByReplay.filter(({ family, killed }) => family === id && killed).length;
        assert.equal(ends, revokedAt === null ? 0 : 1, `family ${id}`);
        assert.equal(count('token.family_killed', `family:${id}`), 0);
      }
    } finally {
      await database.close();
    }
  });
});

/** What a client was given that is to lie nowhere. */
function told({ code, accessToken, refreshToken }: Chain): Secret[] {
  const secrets = [
    { name: 'a code', value: code },
    { name: 'an access token', value: accessToken },
    { name: 'a refresh token', value: refreshToken },
  ];
  return secrets.filter(({ value }) => value !== '');
}

/** All that lies there after a kill, journals and half-written files among it. The demo shows its secrets by intent. */
async function left({ dataDir, databaseUrl }: Estate): Promise<Place[]> {
  return [
    ...(await tablesOf(databaseUrl)),
    ...(await databaseFiles(databaseUrl)),
    ...(await filesIn(dataDir, ['demo.json', 'secret.keys'])),
  ];
}

async function clientOf(estate: Estate, { url }: PlatformProcess, shipments: Shipments) {
  const demo = await readDemoFile(estate.dataDir);
  const person = demo?.people.find(({ email }) => email.startsWith('jim@'));
  const app = demo?.apps.find(({ name }) => name === 'Safety App');
  assert.ok(person && app);
  const company = demo?.companies.find(({ name }) => name === 'Ridgeline Construction');
  const project = company?.projects.find(({ name }) => name === 'Harbor Tower');
  assert.ok(company && project);
  const chains = chainsOf(url, app);
  const browser = await signInByForm(url, person);
  const chain = await chains.begin(browser);
  await chains.redeem(chain);
  const scope = { companyId: company.id, projectId: project.id };
  return { chains, browser, uploads: uploadsTo(url, chain.accessToken, scope, shipments) };
}

/** Whether its client was waiting for an answer. */
function isWaiting({ redemption, refreshSent, revocation }: Chain): boolean {
  return redemption === 'sent' || refreshSent || revocation === 'sent';
}

/** Only the loss of the connection ends a lane; a wrong answer would be an assertion. */
function isCutOff(reason: unknown): boolean {
  if (reason instanceof assert.AssertionError) throw reason;
  return reason instanceof TypeError && /fetch failed|terminated/.test(reason.message);
}
