import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { bearer, GatehouseApi, RateLimited } from '@gatehouse/client';
import { openSite, type Site } from '@gatehouse/platform/testing';
import { pacedFetch } from './paced-fetch.ts';

describe('calls to a server with a limit', () => {
  let site: Site;
  let passed: number;
  let slept: number[];
  let answers: number[];
  before(async () => {
    site = await openSite({ spikeLimit: 10 });
  });
  after(() => site.close());
  beforeEach(() => {
    [passed, slept, answers] = [0, [], []];
    site.platform.clock.advance(10_000);
  });

  const now = () => Date.now() + passed;
  /** Time passes for both, as it would. */
  const sleep = async (ms: number) => {
    slept.push(ms);
    passed += ms;
    site.platform.clock.advance(ms);
  };
  const fetched: typeof fetch = async (input, init) => {
    const response = await fetch(input, init);
    answers.push(response.status);
    return response;
  };
  const api = (how: typeof fetch) =>
    new GatehouseApi({
      baseUrl: site.platform.url,
      authorizer: bearer({
        accessToken: async () => site.as.admin.token,
        renew: async () => site.as.admin.token,
      }),
      attempts: 1,
      fetch: how,
    });

  it('are no more than it grants, however many are wanted at once, and none is refused', async () => {
    const { companyId, projectId } = site;
    const paced = api(pacedFetch(fetched, { now, sleep, longest: 3_600_000 }));
    const root = await paced.folders.root({ companyId, projectId });
    const names = Array.from({ length: 45 }, (_, index) => `paced ${index}.txt`);
    await Promise.all(
      names.map((name) => paced.files.put({ companyId, projectId }, root.id, name, new Blob([name]))),
    );
    assert.deepEqual(new Set(answers), new Set([200, 201]));
    assert.equal(answers.length, 46);
    assert.ok(slept.length >= 4, `it waited ${slept.length} times`);
    const { files } = await paced.folders.root({ companyId, projectId });
    assert.deepEqual(files.map(({ name }) => name).toSorted(), names.toSorted());
  });

  it('are made again when others used up what it grants', async () => {
    const { companyId, projectId } = site;
    const scope = { companyId, projectId };
    const other = api(fetch);
    for (let call = 0; call < 10; call += 1) await other.folders.root(scope);
    const paced = api(pacedFetch(fetched, { now, sleep, longest: 3_600_000 }));
    const file = await paced.folders.root(scope);
    assert.ok(file.id > 0);
    assert.deepEqual(answers, [429, 200]);
    assert.equal(slept.length, 1);
  });

  it('are refused at once where nobody would wait so long', async () => {
    const scope = { companyId: site.companyId, projectId: site.projectId };
    const hasty = api(pacedFetch(fetched, { now, sleep, longest: 100 }));
    for (let call = 0; call < 10; call += 1) await hasty.folders.root(scope);
    await assert.rejects(hasty.folders.root(scope), RateLimited);
    assert.deepEqual(slept, []);
  });
});
