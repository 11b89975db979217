import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Database, sql } from '@gatehouse/database';
import { type PlanStep, planner, recordStatements, testEngine } from '@gatehouse/database/testing';
import { beat } from '../rest/beat.ts';
import type { Tables } from '../schema/tables.ts';
import type { At } from './testing/api.ts';
import { fill, fillWithFiles } from './testing/fill.ts';
import { openSite, type Site } from './testing/site.ts';

const many = 400;
/** Milliseconds, beside other tests. */
const patient = 60_000;

/** The project and the company's own documents hold the same that a reader sees; the project hides much besides. */
describe('what is hidden from a reader', () => {
  let site: Site;
  const open: Partial<Record<At, number>> = {};
  before(async () => {
    site = await openSite();
    const { admin } = site.as;
    const { house } = site.platform;
    for (const at of ['project', 'company'] as const) {
      const file = await admin.upload(at, { name: 'Plan.pdf' }, 'plan');
      open[at] = (await admin.makeFolder(at, { name: 'Open' })).body.id;
      await admin.upload(at, { name: 'Seen.pdf', parent_id: String(open[at]) }, 'seen');
      const top = await admin.makeFolder(at, { name: 'Hidden', explicit_permissions: true });
      let deep = top.body.id;
      for (let depth = 0; depth < 6; depth += 1)
        deep = (await admin.makeFolder(at, { name: 'Deeper', parent_id: deep })).body.id;
      if (at === 'company') continue;
      const place = { companyId: site.companyId, projectId: site.projectId, createdBy: site.ids.admin };
      await fill(house, { ...place, parentId: deep }, many);
      await giveWord(house.database, deep, 'deep');
      await fillWithFiles(house, { ...place, parentId: open[at] ?? 0 }, many, file.body.id);
      await house.database.write(
        (tx) =>
          sql`update documents set private_at = 1 where parent_id = ${open[at]} and name <> 'Seen.pdf'`.execute(
            tx,
          ),
        patient,
      );
      await giveWord(house.database, open[at] ?? 0, 'beside');
    }
    if (testEngine === 'postgres') await house.database.write((tx) => sql`analyze documents`.execute(tx));
  });
  after(() => site.close());

  const giveWord = (database: Database<Tables>, parentId: number, word: string) =>
    database.write(
      (tx) =>
        sql`update documents
          set words = 'p' || company_id || 'x' || coalesce(project_id, 0) || ${`z${word}`}
          where parent_id = ${parentId} and name <> 'Seen.pdf'`.execute(tx),
      patient,
    );

  const index = (at: At) =>
    at === 'project'
      ? `/rest/v1.0/projects/${site.projectId}/documents`
      : `/rest/v1.0/companies/${site.companyId}/documents`;
  const characters = () => site.as.reader;
  const onBeat = /search|index|feed/;
  const questions: Readonly<Record<string, (at: At) => string>> = {
    'a search for a word of what lies deep': (at) => `${index(at)}?filters[search]=deep`,
    'a search for a word of what lies beside': (at) => `${index(at)}?filters[search]=beside`,
    'the root folder': (at) => characters().path(at, 'folders'),
    'a folder': (at) => characters().path(at, `folders/${open[at]}`),
    'the index': (at) => index(at),
    'the feed': (at) => characters().path(at, 'documents/changes'),
    'a zip': (at) => characters().path(at, `folders/${open[at]}/zip`),
  };

  async function stepsOf(path: string): Promise<PlanStep[]> {
    const statements = await recordStatements(testEngine, async () => {
      const response = await site.as.reader.call(path);
      assert.equal(response.status, 200, path);
      await response.arrayBuffer();
    });
    const plans = await planner(testEngine, site.platform.house.settings.databaseUrl ?? assert.fail());
    try {
      const found: PlanStep[] = [];
      for (const statement of statements)
        if (/\bdocuments\b/.test(statement.text)) found.push(...(await plans.plan(statement)));
      return found;
    } finally {
      await plans.close();
    }
  }

  for (const [what, path] of Object.entries(questions))
    it(`costs ${what} ${onBeat.test(what) ? 'no more than a few looks at each row' : 'nothing'}`, async (t) => {
      if (testEngine === 'sqlite') {
        const steps = await stepsOf(path('project'));
        if (!onBeat.test(what)) assert.deepEqual(steps.filter(goesThroughAFolder), []);
        t.diagnostic('rows are counted on PostgreSQL alone');
        return;
      }
      const rows = async (at: At) =>
        (await stepsOf(path(at))).reduce((sum, step) => sum + (step.rows ?? 0), 0);
      const [beside, alone] = [await rows('project'), await rows('company')];
      // Of every query that comes by them; how deep they lie makes no difference.
      const most = onBeat.test(what) ? 10 * many : 10;
      assert.ok(beside - alone <= most, `${beside} rows, and ${alone} where nothing is hidden`);
    });

  it('costs a search its rows alone, and not what else the place holds', async () => {
    for (const word of ['deep', 'nowhere']) {
      const steps = await stepsOf(`${index('project')}?filters[search]=${word}`);
      assert.ok(steps.length > 0);
      assert.deepEqual(
        steps.filter(({ table, by }) => table === 'documents' && /documents_by_|^$/.test(by ?? '')),
        [],
      );
    }
  });

  it('costs the tags of folders nothing', async () => {
    const gates = async (at: At) =>
      (await stepsOf(characters().path(at, 'folders'))).filter(({ text }) =>
        text.includes('documents_private'),
      );
    assert.deepEqual(await gates('project'), []);
  });

  it('does not lengthen what goes through it by chance: that is answered on a beat', async () => {
    for (const path of [
      `${index('project')}?filters[search]=deep`,
      `${index('project').replace('v1.0', 'v2.0')}?filters[search]=deep`,
      `/rest/v2.0/companies/${site.companyId}/projects/${site.projectId}/folders?filters[search]=deep`,
      characters().path('project', 'documents/changes'),
    ]) {
      const asked = performance.now();
      const response = await site.as.reader.call(path);
      assert.equal(response.status, 200, path);
      assert.ok(performance.now() - asked >= beat, path);
      await response.arrayBuffer();
    }
  });
});

/** Reads by an index that has the private items of a folder among the others. */
function goesThroughAFolder({ table, text }: PlanStep): boolean {
  return table === 'documents' && /documents_by_(parent|name)/.test(text);
}
