import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Level, Tool } from '../access/levels.ts';
import { type HintFacts, hintsFor } from './hints.ts';

const day = 86_400_000;
const now = 1_000 * day;

/** Two hundred days old and used yesterday; Standard on the company's documents, Admin in one project. */
const account: HintFacts = {
  createdAt: now - 200 * day,
  lastUsedAt: now - day,
  expiresAt: null,
  permissionsChangedAt: now - 200 * day,
  held: {
    company: new Map<Tool, Level>([['documents', 3]]),
    projects: [{ id: 7, name: 'Harbor', tools: new Map<Tool, Level>([['documents', 4]]) }],
  },
  used: [
    { projectId: null, tool: 'documents', level: 3 },
    { projectId: 7, tool: 'documents', level: 4 },
  ],
  endsAt: null,
};

describe('hints about a service account', () => {
  it('are none where everything it holds is needed', () => {
    assert.deepEqual(hintsFor(account, now), []);
  });

  it('name each level that is higher than what was needed, place by place', () => {
    const used = [{ projectId: 7, tool: 'documents', level: 2 }] as const;
    assert.deepEqual(hintsFor({ ...account, used }, now), [
      { kind: 'unused_permission', project: null, tool: 'documents', level: 'Standard', used: 'None' },
      {
        kind: 'unused_permission',
        project: { id: 7, name: 'Harbor' },
        tool: 'documents',
        level: 'Admin',
        used: 'Read Only',
      },
    ]);
  });

  it('say nothing of levels that had no ninety days to be needed in', () => {
    const young = { ...account, used: [], permissionsChangedAt: now - 90 * day + 1 };
    assert.deepEqual(hintsFor(young, now), []);
    assert.equal(hintsFor({ ...young, permissionsChangedAt: now - 90 * day }, now).length, 2);
  });

  it('say of an account that nobody uses only that', () => {
    const idle = { ...account, used: [], lastUsedAt: now - 90 * day };
    assert.deepEqual(
      hintsFor(idle, now).map(({ kind }) => kind),
      ['unused_account'],
    );
    const never = hintsFor({ ...idle, lastUsedAt: null }, now);
    assert.deepEqual(never, [{ kind: 'unused_account', last_used_at: null }]);
    assert.deepEqual(hintsFor({ ...idle, lastUsedAt: null, createdAt: now - day }, now).length, 2);
  });

  it('warn of an end: its own, and that of all traditional accounts', () => {
    const kinds = (changed: Partial<HintFacts>) =>
      hintsFor({ ...account, ...changed }, now).map(({ kind }) => kind);
    assert.deepEqual(kinds({ expiresAt: now + 30 * day }), ['expiring']);
    assert.deepEqual(kinds({ expiresAt: now + 30 * day + 1 }), []);
    assert.deepEqual(kinds({ endsAt: now + 300 * day }), ['ending']);
  });
});
