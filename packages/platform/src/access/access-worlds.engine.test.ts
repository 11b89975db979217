import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Reader } from '@gatehouse/database';
import { openTestDatabase, type TestDatabase, testEngine } from '@gatehouse/database/testing';
import { NOT_CONNECTED } from '@gatehouse/wire';
import fc from 'fast-check';
import { tokenIsAlive } from '../authorization/token-state.ts';
import { migrations } from '../schema/migrations.ts';
import type { Tables } from '../schema/tables.ts';
import { type DocumentAction, documentActions, seesAs } from './actions.ts';
import { decide } from './decide.ts';
import type { Need } from './facts.ts';
import { loadItem } from './item-store.ts';
import { levels } from './levels.ts';
import {
  type Ask,
  type Badge,
  type Company,
  type Item,
  type LevelWord,
  oracle,
  type Verdict,
  type World,
} from './oracle.ts';
import { at } from './random-permits.test-support.ts';
import { drawnWorld, worldFrom } from './random-world.test-support.ts';
import { refusalOf } from './refusal.ts';
import { type Bearer, loadFacts } from './snapshot-store.ts';
import { standingOn } from './standing.ts';
import { storedEpoch, storeWorld } from './store-world.test-support.ts';
import { idOf, type StoredWorld } from './stored-world.test-support.ts';
import { visibleChild, visibleIn, visibleTo } from './visible.ts';
import { change, drawnChange } from './world-changes.test-support.ts';

/**
 * 10,000 cases, and 100,000 where `CI` is set. Those are on SQLite alone: what many more worlds can show is a rule that the
 * implementations read differently, and a query that one engine takes otherwise than another shows in few.
 * `GATEHOUSE_TEST_WORLDS=2500` has a million, `GATEHOUSE_TEST_WORLDS_FROM` others.
 */
const worlds = Number(
  process.env.GATEHOUSE_TEST_WORLDS ?? (process.env.CI && testEngine === 'sqlite' ? 250 : 25),
);
/** Each run has a seed of its own, which its name tells: what fails once fails again. */
const worldsPerRun = 25;
const from = Number(process.env.GATEHOUSE_TEST_WORLDS_FROM ?? 1);
const asksPerWorld = 400;
const changesPerWorld = 60;
const nowhere = 987_654_321;
/** Between the times at which stored worlds let things happen and expire. */
const moment = { now: 1_000_000, traditionalAccountsUntil: undefined };

const drawnAsk = fc.record({
  badge: fc.nat(),
  badgeKind: fc.constantFrom('session', 'consent', 'consent', 'consent', 'own', 'own'),
  spoilt: fc.integer({ min: 0, max: 39 }),
  company: fc.nat(),
  /** Mostly the company in which the badge means something. */
  strayed: fc.integer({ min: 0, max: 19 }),
  project: fc.constantFrom('none', 'own', 'own', 'own', 'strange', 'nowhere'),
  projectIndex: fc.nat(),
  level: fc.constantFrom('Read Only', 'Read Only', 'Standard', 'Admin'),
  action: fc.option(fc.constantFrom(...(Object.keys(documentActions) as DocumentAction[])), { freq: 2 }),
  single: fc.boolean(),
  changes: fc.boolean(),
  item: fc.constantFrom('unasked', 'some', 'some', 'some', 'some', 'strange', 'nowhere'),
  itemIndex: fc.nat(),
});
type DrawnAsk = typeof drawnAsk extends fc.Arbitrary<infer Drawn> ? Drawn : never;

let opened: TestDatabase<Tables>;
before(async () => {
  opened = await openTestDatabase<Tables>(migrations);
});
after(() => opened.close());

/** A number for each world that is stored, however many runs there are. */
let storedWorlds = 0;

for (let run = 0; run * worldsPerRun < worlds; run += 1)
  test(`decide over the snapshot, the listing, introspection and the slow oracle agree, before and after changes (seed ${from + run})`, () =>
    worldsAgree(from + run, Math.min(worldsPerRun, worlds - run * worldsPerRun)));

async function worldsAgree(seed: number, numRuns: number): Promise<void> {
  const verdicts = new Map<Verdict, number>();
  const compare = async (world: World, stored: StoredWorld, drawn: readonly DrawnAsk[]) => {
    await opened.database.read(async (tx) => {
      for (const [index, each] of drawn.entries()) {
        const ask = askFrom(world, each);
        if (index % 8 === 0) await compareTokenState(tx, stored, ask);
        const expected = oracle(world, ask);
        assert.equal(await verdictOf(tx, stored, ask), expected, describe(ask));
        verdicts.set(expected, (verdicts.get(expected) ?? 0) + 1);
      }
    });
  };
  await fc.assert(
    fc.asyncProperty(
      // Unbiased: the ends of a range are no more telling here than its middle.
      fc.noBias(drawnWorld),
      fc.noBias(fc.array(drawnAsk, { minLength: asksPerWorld, maxLength: asksPerWorld })),
      fc.noBias(fc.array(drawnChange, { minLength: changesPerWorld, maxLength: changesPerWorld })),
      async (drawn, asks, changes) => {
        storedWorlds += 1;
        const world = worldFrom(drawn);
        const stored = await opened.database.write((tx) => storeWorld(tx, world, `w${storedWorlds}`));
        await compare(world, stored, asks.slice(0, asksPerWorld / 2));
        await opened.database.write(async (tx) => {
          for (const each of changes) await change(tx, stored, world, each);
        });
        await compare(world, stored, asks.slice(asksPerWorld / 2));
      },
    ),
    { seed, numRuns, endOnFailure: true, asyncReporter: reportCause },
  );
  const cases = [...verdicts.values()].reduce((sum, count) => sum + count, 0);
  assert.ok(cases >= numRuns * asksPerWorld, `${cases} cases`);
  // A world in which everything is refused would agree about nothing worth knowing.
  for (const verdict of ['allowed', '401', '403', '403 not connected', '404'] as const) {
    assert.ok(
      (verdicts.get(verdict) ?? 0) > cases / 50,
      `${verdict}: ${verdicts.get(verdict) ?? 0} of ${cases}`,
    );
  }
}

/** What the real thing answers; where it allows, the listing of the whole scope is compared as well. */
async function verdictOf(tx: Reader<Tables>, stored: StoredWorld, ask: Ask): Promise<Verdict> {
  const companyId = ask.company === 'nowhere' ? nowhere : idOf(stored, ask.company);
  const projectId =
    ask.project === 'none' ? null : ask.project === 'nowhere' ? nowhere : idOf(stored, ask.project);
  const facts = await loadFacts(tx, {
    bearer: bearerOf(stored, ask.badge),
    companyId,
    projectId,
    tool: 'documents',
    ...moment,
  });
  const where = {
    at: projectId === null ? 'company' : 'project',
    tool: 'documents',
    on: ask.single ? 'single' : 'collection',
    changes: ask.changes,
  } as const;
  const need: Need =
    'level' in ask.want
      ? { ...where, level: levels[ask.want.level] }
      : { ...where, action: ask.want.action as DocumentAction };
  const first = decide(facts, need);
  if (!first.allowed || facts.principal === null) return first.allowed ? 'allowed' : wireAnswer(first.reason);
  const { personId } = facts.principal;
  const level = seesAs(standingOn(facts, need));
  await compareListing(tx, stored, ask, { companyId, projectId, personId, level });
  if (ask.item === 'unasked') return 'allowed';
  const id = ask.item === 'nowhere' ? nowhere : idOf(stored, ask.item);
  const item = await loadItem(tx, { companyId, projectId, personId }, id);
  const decision = decide(facts, { ...need, item });
  return decision.allowed ? 'allowed' : wireAnswer(decision.reason);
}

/** Introspection asks another query whether a token is alive; both must say the same. */
async function compareTokenState(tx: Reader<Tables>, stored: StoredWorld, ask: Ask): Promise<void> {
  const bearer = bearerOf(stored, ask.badge);
  if (bearer.kind === 'session') return;
  const facts = await loadFacts(tx, {
    bearer,
    companyId: null,
    projectId: null,
    tool: 'documents',
    ...moment,
  });
  const { alive } = await tokenIsAlive(tx, bearer.claims, moment);
  assert.equal(decide(facts, { at: 'account', changes: false }).allowed, alive, describe(ask));
}

async function compareListing(
  tx: Reader<Tables>,
  stored: StoredWorld,
  ask: Ask,
  viewer: Parameters<typeof visibleTo>[0] & { projectId: number | null },
): Promise<void> {
  if (ask.company === 'nowhere' || ask.project === 'nowhere') throw new Error('allowed in no place');
  const scope = ask.project === 'none' ? ask.company : ask.project;
  const rows = await tx
    .selectFrom('documents')
    .select('id')
    .where('company_id', '=', viewer.companyId)
    .where((eb) =>
      viewer.projectId === null ? eb('project_id', 'is', null) : eb('project_id', '=', viewer.projectId),
    )
    .where(visibleTo(viewer))
    .orderBy('id')
    .execute();
  const expected = scope.items
    .filter((item) => {
      const want = { level: 'Read Only' } as const;
      return oracle(worldOf(ask), { ...ask, want, single: true, changes: false, item }) === 'allowed';
    })
    .map((item) => idOf(stored, item));
  assert.deepEqual(
    rows.map((row) => row.id),
    expected,
    `listing for ${describe(ask)}`,
  );
  assert.deepEqual(await walked(tx, viewer), expected, `walk for ${describe(ask)}`);
}

/** The same listing by folders: from the root, into each folder that was seen, by the check for one folder's content. */
async function walked(
  tx: Reader<Tables>,
  viewer: Parameters<typeof visibleChild>[0] & { projectId: number | null },
): Promise<number[]> {
  const items = tx
    .selectFrom('documents')
    .select(['id', 'kind'])
    .where('company_id', '=', viewer.companyId)
    .where((eb) => eb(eb.fn.coalesce('project_id', eb.lit(0)), '=', viewer.projectId ?? 0));
  const seen = await items.where('parent_id', 'is', null).where(visibleChild(viewer)).execute();
  for (const { id, kind } of seen)
    if (kind === 'folder') seen.push(...(await items.where(visibleIn(viewer, id)).execute()));
  return seen.map(({ id }) => id).sort((one, other) => one - other);
}

const homes = new WeakMap<Ask, World>();
function worldOf(ask: Ask): World {
  const world = homes.get(ask);
  if (world === undefined) throw new Error('an ask without a world');
  return world;
}

function wireAnswer(reason: Parameters<typeof refusalOf>[0]): Verdict {
  const { status, errors } = refusalOf(reason);
  if (status === 403) return errors[0] === NOT_CONNECTED ? '403 not connected' : '403';
  assert.ok(status === 401 || status === 404);
  return status === 401 ? '401' : '404';
}

function askFrom(world: World, drawn: DrawnAsk): Ask {
  const badge = badgeFrom(world, drawn);
  const home = homesOf(world, badge);
  const companies = home.length > 0 && drawn.strayed !== 6 ? home : world.companies;
  const company = drawn.strayed === 5 ? 'nowhere' : at(companies, drawn.company % companies.length);
  const around = company === 'nowhere' ? at(world.companies, 0) : company;
  const strange = at(world.companies, (world.companies.indexOf(around) + 1) % world.companies.length);
  const projectOf = { none: 'none', nowhere: 'nowhere' } as const;
  const project =
    drawn.project === 'own' || drawn.project === 'strange'
      ? pick((drawn.project === 'own' ? around : strange).projects, drawn.projectIndex)
      : projectOf[drawn.project];
  const scope = project === 'none' || project === 'nowhere' ? around : project;
  const item =
    drawn.item === 'unasked' || drawn.item === 'nowhere'
      ? drawn.item
      : pick<Item>(drawn.item === 'some' ? scope.items : itemsElsewhere(around, strange), drawn.itemIndex);
  const ask: Ask = {
    badge,
    company,
    project,
    want: drawn.action === null ? { level: drawn.level as LevelWord } : { action: drawn.action },
    single: drawn.single,
    changes: drawn.changes,
    item,
  };
  homes.set(ask, world);
  return ask;
}

function homesOf(world: World, badge: Badge): readonly Company[] {
  if (badge.kind === 'session') return world.companies;
  if (badge.kind === 'own')
    return world.accounts.filter(({ client }) => client === badge.client).map(({ company }) => company);
  return world.companies.filter(({ sandbox }) => sandbox === badge.consent.client.sandbox);
}

/** Of another company, and of every other scope in the same one. */
function itemsElsewhere(around: Company, strange: Company): Item[] {
  const scopes = [strange, around, ...around.projects];
  return scopes.flatMap((scope) => scope.items);
}

function badgeFrom(world: World, drawn: DrawnAsk): Badge {
  const token = { tokenRevoked: drawn.spoilt === 7, beforeReset: drawn.spoilt === 8 };
  if (drawn.badgeKind === 'session' || (drawn.badgeKind === 'consent' && world.consents.length === 0)) {
    const users = world.people.filter((person) => !person.machine);
    return { kind: 'session', person: pick(users, drawn.badge), ended: drawn.spoilt === 7 };
  }
  if (drawn.badgeKind === 'own') return { kind: 'own', client: pick(world.clients, drawn.badge), ...token };
  return { kind: 'consent', consent: pick(world.consents, drawn.badge), ...token };
}

function bearerOf(stored: StoredWorld, badge: Badge): Bearer {
  if (badge.kind === 'session') {
    const hashes = stored.sessions.get(badge.person);
    const idHash = (badge.ended ? hashes?.ended : hashes?.alive) ?? '';
    return { kind: 'session', session: { idHash, personId: idOf(stored, badge.person) } };
  }
  const client = badge.kind === 'consent' ? badge.consent.client : badge.client;
  return {
    kind: 'app',
    claims: {
      tokenId: badge.tokenRevoked ? stored.revokedToken : 'some other token',
      clientId: stored.texts.get(client) ?? '',
      epoch: badge.beforeReset ? storedEpoch - 1 : storedEpoch,
      environment: client.sandbox ? 'sandbox' : 'production',
      familyId: badge.kind === 'consent' ? (stored.texts.get(badge.consent) ?? '') : null,
      issuedAt: 0,
      expiresAt: 2_000_000,
    },
  };
}

/** A whole world is no reading matter: the seed finds it again, and the cause names the case. */
async function reportCause<Drawn>(details: fc.RunDetails<Drawn>): Promise<void> {
  if (!details.failed) return;
  throw new Error(`seed ${details.seed}, path ${details.counterexamplePath}`, {
    cause: details.errorInstance,
  });
}

function pick<T>(from: readonly T[], index: number): T {
  return at(from, index % from.length);
}

function describe({ badge, company, project, want, single, item }: Ask): string {
  const who =
    badge.kind === 'session' ? badge.person : badge.kind === 'consent' ? badge.consent : badge.client;
  const name = (of: string | { name: string }) => (typeof of === 'string' ? of : of.name);
  return `${JSON.stringify(who)} in ${name(company)}, ${name(project)}: ${JSON.stringify(want)}, ${single}, ${name(item)}`;
}
