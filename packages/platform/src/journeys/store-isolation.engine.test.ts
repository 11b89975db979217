import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { inspect } from 'node:util';
import { NoResultError } from 'kysely';
import { type CompanyStage, setCompanyStage } from '../installations/company-stage.test-support.ts';
import { type FirstTenant, fillFirstTenant, rowsIn } from './first-tenant.test-support.ts';
import { ofDevelopers } from './stores/apps.test-support.ts';
import { ofClients } from './stores/client-keys.test-support.ts';
import { ofPlaces } from './stores/documents.test-support.ts';
import { ofEvents } from './stores/events.test-support.ts';
import { ofIdentityProviders } from './stores/identity-providers.test-support.ts';
import { ofCompanies } from './stores/installations.test-support.ts';
import { ofPeople } from './stores/people.test-support.ts';
import { ofPermissions } from './stores/permissions.test-support.ts';
import type { Entry, Target, Tenant } from './stores/store-entry.test-support.ts';
import { firstTenant, secondTenant } from './stores/store-ground.test-support.ts';
import { ofTagsAndConfigurations } from './stores/tags-and-configurations.test-support.ts';
import { ofHooks } from './stores/webhooks.test-support.ts';

const src = join(import.meta.dirname, '..');
const rooms = [
  ofDevelopers,
  ofClients,
  ofPlaces,
  ofEvents,
  ofCompanies,
  ofIdentityProviders,
  ofPermissions,
  ofPeople,
  ofHooks,
  ofTagsAndConfigurations,
];
const registry = new Map<string, Entry>(
  rooms.flatMap((stores) =>
    Object.entries<Readonly<Record<string, Entry>>>(stores).flatMap(([store, entries]) =>
      Object.entries(entries).map(([name, entry]) => [`${store} ${name}`, entry] as const),
    ),
  ),
);

describe('the functions of every store', () => {
  it('are all in the registry, which names nothing that is not there', async () => {
    const exported: string[] = [];
    for (const path of globSync('**/*-store.ts', { cwd: src })) {
      const store: Record<string, unknown> = await import(join(src, path));
      for (const [name, value] of Object.entries(store))
        if (typeof value === 'function' && !isClass(value)) exported.push(`${path} ${name}`);
    }
    assert.ok(exported.length > 100, String(exported.length));
    assert.deepEqual(exported.sort(), [...registry.keys()].sort());
  });

  it('that ask for no tenant say why in a sentence', () => {
    for (const [name, entry] of registry)
      if (entry.kind === 'open') assert.match(entry.because, /^[A-Z].{30,}\.$/, name);
  });
});

describe('a second company and a second developer', () => {
  let stage: CompanyStage;
  let tenant: FirstTenant;
  let target: Target;
  let first: Tenant;
  let second: Tenant;
  before(async () => {
    stage = await setCompanyStage();
    tenant = await fillFirstTenant(stage);
    second = await secondTenant(stage, await stage.newcomer('Mallory'));
    ({ who: first, target } = await firstTenant(stage, tenant));
  });
  after(() => stage[Symbol.asyncDispose]());

  for (const [name, entry] of registry) {
    if (entry.kind === 'open') continue;
    it(`reach nothing of the first by ${name}`, async () => {
      const theirs = await attempt(entry, second);
      assert.deepEqual(theirs.changes, []);
      const text = inspect(theirs.answer, { depth: null });
      for (const mark of tenant.marks) assert.equal(text.includes(mark), false, `“${mark}” in ${text}`);
      if (entry.kind === 'nothing') assert.ok(isNothing(theirs.answer), text);

      // An attempt that finds nothing for anybody would prove nothing: its owner it serves.
      const owners = await attempt(entry, first);
      const served = entry.kind === 'nothing' ? !isNothing(owners.answer) : !alike(owners, theirs);
      assert.ok(served || owners.changes.length > 0, `serves not even its owner: ${inspect(owners)}`);
    });
  }

  /** Calls a store in a unit of which nothing stays; tells what it answered, and which rows of the first it changed. */
  async function attempt({ call }: Extract<Entry, { readonly call: unknown }>, who: Tenant) {
    const undo = new Error('undone');
    let seen: { readonly answer: unknown; readonly changes: readonly string[] } | undefined;
    await stage.platform.house.database
      .write(async (tx) => {
        const rows = async () => [
          ...(await rowsIn(tx, tenant)),
          ...(
            await tx.selectFrom('event_deliveries').selectAll().where('id', '=', target.deliveryId).execute()
          ).map((row) => JSON.stringify(row)),
        ];
        const stored = await rows();
        const answer = await call(tx, who, target).catch(absent);
        const now = await rows();
        const changes = [
          ...stored.filter((row) => !now.includes(row)).map((row) => `gone: ${row}`),
          ...now.filter((row) => !stored.includes(row)).map((row) => `new: ${row}`),
        ];
        seen = { answer, changes };
        throw undo;
      })
      .catch((error: unknown) => {
        if (error !== undo) throw error;
      });
    assert.ok(seen);
    return seen;
  }
});

/** A row that must be there, and is not there for this caller. */
function absent(error: unknown): undefined {
  if (!(error instanceof NoResultError)) throw error;
}

function isClass(value: object): boolean {
  return String(value).startsWith('class ');
}

function alike(one: { readonly answer: unknown }, other: { readonly answer: unknown }): boolean {
  return inspect(one.answer, { depth: null }) === inspect(other.answer, { depth: null });
}

/** Undefined, null, false, 0, 'absent', and whatever holds nothing else. */
function isNothing(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (value instanceof Map || value instanceof Set) return [...value.values()].every(isNothing);
  if (typeof value === 'object' && value !== null) return Object.values(value).every(isNothing);
  return !value || value === 'absent';
}
