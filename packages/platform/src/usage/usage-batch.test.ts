import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Call } from './note-call.ts';
import { day, newUsageBatch } from './usage-batch.ts';

const now = 20_000 * day + 5_000;
const call: Call = {
  clientId: 'client',
  companyId: 1,
  projectId: 2,
  status: 200,
  user: 7,
  account: null,
  need: { tool: 'documents', level: 2 },
};

it('calls are counted by company, project and day, the refused and the failed apart', () => {
  const batch = newUsageBatch();
  for (const status of [200, 201, 403, 404, 500]) batch.add({ ...call, status }, now);
  batch.add({ ...call, companyId: null }, now);
  batch.add(call, now + day);
  const key = { clientId: 'client', companyId: 1, projectId: 2, day: 20_000 };
  assert.deepEqual(batch.take()?.counts, [
    { ...key, calls: 5, refused: 2, failed: 1 },
    { ...key, companyId: 0, projectId: 0, calls: 1, refused: 0, failed: 0 },
    { ...key, day: 20_001, calls: 1, refused: 0, failed: 0 },
  ]);
  assert.equal(batch.take(), undefined, 'what was taken is gone');
});

it('a refused call is no use: neither of the app by a person, nor of a permission by an account', () => {
  const batch = newUsageBatch();
  const account = { companyId: 1, personId: 9 };
  batch.add({ ...call, status: 403 }, now);
  batch.add({ ...call, status: 403, user: null, account }, now);
  assert.deepEqual(batch.take(), {
    ...{ users: [], accounts: [], levels: [] },
    counts: [
      { clientId: 'client', companyId: 1, projectId: 2, day: 20_000, calls: 2, refused: 2, failed: 0 },
    ],
  });
});

it('of an account it is kept which level it needed, by day; of a person it is not', () => {
  const batch = newUsageBatch();
  const account = { companyId: 1, personId: 9 };
  batch.add({ ...call, user: null, account }, now);
  batch.add({ ...call, user: null, account }, now + 1);
  batch.add(call, now + 2);
  const { users, accounts, levels } = batch.take() ?? {};
  assert.deepEqual(users, [
    { clientId: 'client', companyId: 1, personId: 7, firstAt: now + 2, lastAt: now + 2 },
  ]);
  assert.deepEqual(accounts, [{ ...account, lastAt: now + 1 }]);
  assert.deepEqual(levels, [{ ...account, projectId: 2, tool: 'documents', level: 2, day: 20_000 * day }]);
});

it('its memory is bounded, however many names there are', () => {
  const batch = newUsageBatch();
  for (let id = 0; id < 12_000; id += 1) batch.add({ ...call, projectId: id, user: id }, now);
  const { counts, users } = batch.take() ?? {};
  assert.deepEqual([counts?.length, users?.length], [10_000, 10_000]);
});
