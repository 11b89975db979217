import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bearer, GatehouseApi } from '@gatehouse/client';
import { Chance } from '../simulation/chance.test-support.ts';
import { Hours } from './hours.test-support.ts';
import { type MeteredServer, openMeteredServer, type Telling } from './metered-server.test-support.ts';
import { pacedFetch } from './paced-fetch.ts';

const hour = 3_600_000;
/** As the public API has them, and so much smaller that a day of them takes a second. */
const spike = { calls: 5, within: 10_000 };
const hourly = { calls: 200, within: hour };
const authorizer = bearer({ accessToken: async () => 'token', renew: async () => 'token' });

/** As Drive makes them of one server. */
function apiOf(
  { url }: MeteredServer,
  hours: Hours,
  chance: Chance,
  waits: () => number = () => 0,
): GatehouseApi {
  const pace = { now: () => hours.now(), sleep: (ms: number) => hours.sleep(ms), longest: 2 * hour };
  const calls = hours.calls(() => chance.below(300), waits);
  const fetch = pacedFetch(calls, pace);
  const sleep = (ms: number) => hours.sleep(ms);
  return new GatehouseApi({ baseUrl: url, authorizer, attempts: 3, longestWaitMs: 20_000, fetch, sleep });
}

/** So many callers, each of whom asks again as soon as it is answered. */
async function asked(api: GatehouseApi, callers: number, each: number): Promise<void> {
  const caller = async () => {
    for (let call = 0; call < each; call += 1) await api.me.show();
  };
  await Promise.all(Array.from({ length: callers }, caller));
}

const refused = ({ calls }: MeteredServer) => calls.filter(({ status }) => status === 429);

test('sixteen lanes that always want more ask nothing of a limit that is used up, for hours', async () => {
  const hours = new Hours();
  await using server = await openMeteredServer([spike, hourly], () => hours.now(), 'reset');
  const began = hours.now();
  await asked(apiOf(server, hours, new Chance(1)), 16, 50);
  assert.deepEqual(refused(server), []);
  assert.equal(server.calls.length, 800);
  const took = hours.now() - began;
  assert.ok(took > 3 * hour && took < 4 * hour, `it took ${took} ms`);
});

test('nor where the clock of the machine is an hour off', async () => {
  for (const off of [-hour, hour]) {
    const hours = new Hours();
    await using server = await openMeteredServer([spike], () => hours.now() + off, 'reset');
    await asked(apiOf(server, hours, new Chance(2)), 16, 10);
    assert.deepEqual(refused(server), []);
  }
});

test('nor where answers overtake each other', async () => {
  const hours = new Hours();
  await using server = await openMeteredServer([{ calls: 12, within: 60_000 }], () => hours.now(), 'reset');
  const late = new Chance(6);
  await asked(
    apiOf(server, hours, new Chance(6), () => late.below(40)),
    16,
    10,
  );
  assert.deepEqual(refused(server), []);
});

test('of calls that share a limit with another install and with programs one in a hundred is refused at most', async () => {
  const hours = new Hours();
  const chance = new Chance(3);
  await using server = await openMeteredServer([{ calls: 400, within: hour }], () => hours.now());
  const others = async () => {
    for (let each = 0; each < 100; each += 1) {
      await hours.sleep(chance.below(5 * 60_000));
      server.use(1 + chance.below(20));
    }
  };
  const both = [1, 2].map((each) => asked(apiOf(server, hours, new Chance(each)), 4, 250));
  await Promise.all([...both, others()]);
  const share = refused(server).length / server.calls.length;
  assert.ok(share <= 0.01, `${refused(server).length} of ${server.calls.length}`);
});

for (const telling of ['reset', 'retry-after', 'both'] satisfies Telling[])
  test(`what was refused is asked again when its limit begins anew, as the server tells it (${telling})`, async () => {
    const hours = new Hours();
    await using server = await openMeteredServer([spike], () => hours.now(), telling);
    server.use(spike.calls);
    const began = hours.now();
    await asked(apiOf(server, hours, new Chance(4)), spike.calls, 1);
    const [first, ...later] = server.calls;
    assert.equal(first?.status, 429);
    for (const { at, status } of later) {
      assert.equal(status, 200);
      assert.ok(at >= began + spike.within, `${at - began} ms after the limit began`);
    }
    assert.equal(later.length, spike.calls);
  });

test('files that are sent together are sent again as a whole', async () => {
  const hours = new Hours();
  await using server = await openMeteredServer([spike], () => hours.now());
  const api = apiOf(server, hours, new Chance(5));
  server.use(spike.calls);
  const content = new TextEncoder().encode('all of it');
  const file = { parent_id: 1, name: 'a', content, sha256: '', idempotency_token: 'a' };
  await api.files.uploadEach({ companyId: 7, projectId: 70 }, [file]);
  assert.deepEqual(
    server.calls.map(({ status }) => status),
    [429, 200],
  );
  assert.match(server.bodies.join(''), /all of it/);
});
