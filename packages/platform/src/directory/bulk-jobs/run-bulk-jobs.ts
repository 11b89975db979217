import { fromJson, toJson, type Writer } from '@gatehouse/database';
import { decide } from '../../access/decide.ts';
import { levels } from '../../access/levels.ts';
import { momentOf } from '../../access/moment.ts';
import { refusalOf } from '../../access/refusal.ts';
import { type Bearer, loadFacts } from '../../access/snapshot-store.ts';
import type { Origin } from '../../audit/audit.ts';
import type { House } from '../../house.ts';
import type { BulkOutcome, BulkRow, Tables } from '../../schema/tables.ts';
import { joinProject, leaveProject } from '../project-team.ts';
import { claimStep, firstWaiting, removeFinished, type StoredJob, setOutcomes } from './bulk-job-store.ts';

/** Rows of one unit: no job holds anybody up. */
const step = 10;
const stepsInARound = 100;
const keptFor = 24 * 3_600_000;

/** Who may put people into projects: asked again at each step, for whoever sent the job may have lost it since. */
const need = {
  at: 'company',
  tool: 'directory',
  level: levels.Admin,
  on: 'collection',
  changes: true,
} as const;

/** Does what waits, the oldest first, a few rows in a unit; forgets what was finished a day ago. */
export async function runBulkJobs(house: House): Promise<void> {
  const { database, clock } = house;
  for (let steps = 0; steps < stepsInARound; steps += 1) {
    const waiting = await database.read(firstWaiting);
    if (waiting === undefined) break;
    await database.write((tx) => takeStep(house, tx, waiting));
  }
  await database.write((tx) => removeFinished(tx, clock.now() - keptFor));
}

async function takeStep(house: House, tx: Writer<Tables>, job: StoredJob): Promise<void> {
  const rows = fromJson(job.rows, (json) => json as BulkRow[]);
  const done = Math.min(job.done + step, rows.length);
  const finished = done === rows.length ? house.clock.now() : null;
  if (!(await claimStep(tx, job, { done, finished_at: finished }))) return;
  const refused = await refusedNow(house, tx, job);
  const outcomes: BulkOutcome[] = [];
  for (const row of rows.slice(job.done, done)) {
    const errors = refused ?? (await perform(house, tx, job, row));
    outcomes.push({ user_id: row.user_id, project_id: row.project_id, errors: errors ?? null });
  }
  await setOutcomes(
    tx,
    job.company_id,
    job.id,
    toJson([...fromJson(job.outcomes, (json) => json as BulkOutcome[]), ...outcomes]),
  );
}

async function refusedNow(
  house: House,
  tx: Writer<Tables>,
  job: StoredJob,
): Promise<BulkOutcome['errors'] | undefined> {
  const facts = await loadFacts(tx, {
    bearer: fromJson(job.bearer, (json) => json) as Bearer,
    companyId: job.company_id,
    projectId: null,
    tool: need.tool,
    ...momentOf(house),
  });
  const decision = decide(facts, need);
  return decision.allowed ? undefined : { base: [...refusalOf(decision.reason).errors] };
}

async function perform(
  house: House,
  tx: Writer<Tables>,
  job: StoredJob,
  row: BulkRow,
): Promise<BulkOutcome['errors'] | undefined> {
  const where = { projectId: row.project_id, personId: row.user_id };
  const origin = fromJson(job.origin, (json) => json) as Origin;
  return job.kind === 'bulk_add'
    ? await joinProject(house, tx, origin, job.company_id, {
        ...where,
        templateId: row.permission_template_id,
      })
    : await leaveProject(house, tx, origin, job.company_id, where);
}
