import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { planner, type Recorded, recordStatements, testEngine } from '@gatehouse/database/testing';
import { housekeeping } from '../housekeeping.ts';
import type { Tables } from '../schema/tables.ts';
import { type OAuthStage, setOAuthStage } from '../testing/oauth-clients.ts';
import { countRows } from './row-counts.test-support.ts';

/** Walked from the oldest or the first that waits on, as far as one step goes; or few, however long the deployment is used. */
const walked: ReadonlySet<string> = new Set([
  'app_events',
  'bulk_jobs',
  'clients',
  'document_news',
  'documents',
  'event_subscriptions',
  'mails',
  'notices',
  'request_log',
  'resource_events',
  'service_accounts',
  'signing_keys',
  'rsa_signing_keys',
  'tracking_allowances',
]);

/** More than a unit removes, and no multiple of it. */
const many = 1_300;
const unit = 500;
const wide = { timeout: 300_000 };

describe('what can decide nothing any more', () => {
  let stage: OAuthStage;
  before(async () => {
    stage = await setOAuthStage();
  });
  after(() => stage[Symbol.asyncDispose]());

  const work = async () => {
    const statements: Recorded[] = [];
    for (const chore of housekeeping)
      statements.push(...(await recordStatements(testEngine, () => chore.work(stage.platform.house))));
    return statements.filter(({ text }) => /^\s*(select|with|delete|update)\b/i.test(text));
  };

  it('goes in one round, however much it is, and in units that hold nobody up', wide, async () => {
    const { house } = stage.platform;
    const old = rowsOf(stage);
    const earlier = await countRows(house);
    for (const [table, row] of Object.entries(old))
      for (let from = 0; from < many; from += 100)
        await house.database.write((tx) =>
          tx
            .insertInto(table as keyof Tables)
            .values(Array.from({ length: 100 }, (_, at) => row(from + at)) as never)
            .execute(),
        );
    const statements = await work();
    const left = await countRows(house);
    for (const table of Object.keys(old)) {
      assert.equal(left.get(table), earlier.get(table), table);
      const removals = statements.filter(({ text }) => text.startsWith(`delete from "${table}"`));
      assert.ok(removals.length >= Math.ceil(many / unit), `${table}: ${removals.length}`);
    }
  });

  it('is found by an index', wide, async () => {
    const { house } = stage.platform;
    const faults = new Set<string>();
    const plans = await planner(testEngine, house.settings.databaseUrl ?? assert.fail());
    try {
      for (const statement of await work())
        for (const { table, by, text } of await plans.plan(statement))
          if (by === null && !walked.has(table))
            faults.add(`${table}: ${text} in ${statement.text.slice(0, 200)}`);
    } finally {
      await plans.close();
    }
    assert.deepEqual([...faults], []);
  });
});

/** Of each of these tables a row that was over long ago. */
function rowsOf({ personId, machine, platform }: OAuthStage): Record<string, (at: number) => object> {
  const company = platform.demo.companies.find(({ environment }) => environment === 'production');
  const { id: company_id } = company ?? assert.fail();
  const { clientId: client_id } = machine;
  const person_id = personId;
  const created_at = 1;
  const expires_at = 1;
  const removed_at = 1;
  const nothing = { failures: 0, paused_until: 0 };
  return {
    document_creates: (at) => ({
      token_hash: `old ${at}`,
      company_id,
      request_hash: '',
      document_id: 1,
      version_id: null,
      created_at,
    }),
    used_proofs: (at) => ({ proof_hash: `old ${at}`, expires_at }),
    used_assertions: (at) => ({ client_id, jti_hash: `old ${at}`, expires_at }),
    revoked_tokens: (at) => ({ token_id: `old ${at}`, revoked_at: 1, expires_at }),
    provider_flows: (at) => ({ state_hash: `old ${at}`, return_to: '', expires_at }),
    code_guesses: (at) => ({ person_id, device: `old ${at}`, failures: 1, blocked_until: 0, last_at: 1 }),
    sessions: (at) => ({ id_hash: `old ${at}`, person_id, created_at, seen_at: 1, expires_at, address: '' }),
    grants: (at) => ({
      id: `old ${at}`,
      person_id,
      client_id,
      created_at,
      revoked_at: 1,
      revoked_reason: 'x',
    }),
    client_keys: (at) => ({
      client_id,
      kid: `old ${at}`,
      algorithm: 'EdDSA',
      jwk: '{}',
      created_at,
      created_by: personId,
      removed_at,
    }),
    event_subscriptions: (at) => ({
      app_id: 1,
      environment: 'production',
      url: `https://old.example/${at}`,
      secret_sealed: '',
      documents_since: null,
      created_by: personId,
      created_at,
      removed_at,
      ...nothing,
    }),
    webhook_hooks: (at) => ({
      company_id,
      person_id,
      api_version: 'v2',
      namespace: '',
      url: `https://old.example/${at}`,
      created_at,
      updated_at: 1,
      removed_at,
      ...nothing,
    }),
    installation_requests: () => ({
      company_id,
      app_id: 1,
      person_id,
      status: 'denied',
      reason: '',
      created_at,
      decided_at: 1,
    }),
  };
}
