import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Reader } from '@gatehouse/database';
import fc from 'fast-check';
import { type Level, levels, tools } from '../access/levels.ts';
import type { Tables } from '../schema/tables.ts';
import { startPlatform, type TestPlatform } from '../testing/start-platform.ts';
import { begin, type Play } from './lifecycle-play.test-support.ts';
import { drawnStep, everyStep } from './lifecycle-steps.test-support.ts';
import {
  contactOf,
  levelReached,
  levelsStored,
  memberToken,
  ownToken,
  type WorldApp,
  type WorldCompany,
} from './lifecycle-world.test-support.ts';

let platform: TestPlatform;
before(async () => {
  platform = await startPlatform({ demo: false });
});
after(() => platform.close());

const runs = process.env.GATEHOUSE_TEST_ENGINE === 'postgres' ? 8 : 40;

test('no sequence of steps gives an app more than was approved, or an account more than its contact', async () => {
  let run = 0;
  const seen = { granted: 0, withheld: 0, steps: new Map<string, number>() };
  await fc.assert(
    fc.asyncProperty(fc.array(drawnStep, { minLength: 10, maxLength: 30 }), async (steps) => {
      run += 1;
      const play = await begin(platform, String(run));
      for (const step of steps) {
        if (await play.take(step)) seen.steps.set(step.step, (seen.steps.get(step.step) ?? 0) + 1);
        const { granted, withheld } = await check(play, JSON.stringify(step));
        seen.granted += granted;
        seen.withheld += withheld;
      }
    }),
    { numRuns: runs, endOnFailure: true, examples: [[everyStep]] },
  );
  // Sequences in which nothing ever happens would prove nothing.
  const least = 8 * runs;
  assert.ok(seen.granted > least && seen.withheld > least, JSON.stringify(seen));
  for (const { step } of everyStep) assert.ok(seen.steps.has(step), `no ${step} was ever taken`);
});

interface Count {
  granted: number;
  withheld: number;
}

/** Asks the formula for every app, company, project and tool, and compares with what companies have said. */
async function check(play: Play, step: string): Promise<Count> {
  const count: Count = { granted: 0, withheld: 0 };
  await platform.house.database.read(async (tx) => {
    for (const company of play.world.companies) {
      for (const app of play.world.apps) await checkApp(tx, play, company, app, step, count);
      await checkAccount(tx, play, company, step, count);
    }
  });
  return count;
}

async function checkApp(
  tx: Reader<Tables>,
  { said }: Play,
  company: WorldCompany,
  app: WorldApp,
  step: string,
  count: Count,
): Promise<void> {
  const { house } = platform;
  const word = said(company, app);
  const works = word.standing === 'connected' && !word.blocked;
  const component = word.approved?.manifest.components.service_account ?? null;
  const contact = await contactOf(tx, company, app);
  const stored = contact === undefined ? undefined : await levelsStored(tx, company.id, contact);
  for (const place of placesIn(company)) {
    const permitted = place.projectId === null || word.permitted.includes(place.projectId);
    const asked = component?.[place.projectId === null ? 'company' : 'project'][place.tool] ?? 'None';
    const most: Level = works && permitted && !word.ceased ? levels[asked] : levels.None;
    const reached = await levelReached(house, tx, ownToken(house, app.clientId), place);
    const where = `${JSON.stringify(place)} after ${step}`;
    assert.ok(reached <= most, `more than was approved, ${reached} of ${most}: ${where}`);
    if (!word.touched) assert.equal(reached, most, `not exactly what was approved: ${where}`);
    const held = stored?.(place) ?? levels.None;
    assert.ok(reached <= held, `more than its contact, ${reached} of ${held}: ${where}`);
    tally(count, reached);
  }
  const forPeople = word.approved === null || word.approved.manifest.components.user_level;
  const [projectId = 0] = company.projects;
  const place = { companyId: company.id, projectId, tool: 'documents' } as const;
  const asMember = await levelReached(house, tx, memberToken(house, app), place);
  assert.equal(asMember, works && forPeople ? levels.Standard : levels.None, `for a member after ${step}`);
}

async function checkAccount(
  tx: Reader<Tables>,
  { world, epoch }: Play,
  company: WorldCompany,
  step: string,
  count: Count,
): Promise<void> {
  const { house } = platform;
  const { clientId, personId } = world.account;
  const stored = await levelsStored(tx, company.id, personId);
  for (const place of placesIn(company)) {
    const held = stored(place);
    const reached = await levelReached(house, tx, ownToken(house, clientId, epoch()), place);
    assert.equal(reached, held, `the account reaches ${reached} of ${held} after ${step}`);
    tally(count, reached);
    if (epoch() === 0) continue;
    const old = await levelReached(house, tx, ownToken(house, clientId, epoch() - 1), place);
    assert.equal(old, levels.None, `a token of the old secret works after ${step}`);
  }
}

function placesIn({ id: companyId, projects }: WorldCompany) {
  return [null, ...projects].flatMap((projectId) => tools.map((tool) => ({ companyId, projectId, tool })));
}

function tally(count: Count, reached: Level): void {
  if (reached > levels.None) count.granted += 1;
  else count.withheld += 1;
}
