import { DatabaseSync, type SQLInputValue, StatementSync } from 'node:sqlite';
import { mock } from 'node:test';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { Engine } from './database.ts';

/** A statement that ran, with the values it ran with. */
export interface Recorded {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Every statement that this process runs meanwhile on an engine. */
export async function recordStatements(engine: Engine, act: () => Promise<unknown>): Promise<Recorded[]> {
  const spies =
    engine === 'sqlite'
      ? (['all', 'run'] as const).map((name) => mock.method(StatementSync.prototype, name))
      : [mock.method(pg.Client.prototype, 'query')];
  try {
    await act();
    return spies.flatMap(({ mock: { calls } }) =>
      calls.flatMap((call) => {
        if (call.this instanceof StatementSync)
          return [{ text: call.this.sourceSQL, values: call.arguments }];
        const [config] = call.arguments as unknown[];
        const { text, values = [] } = (config ?? {}) as { text?: string; values?: unknown[] };
        return text === undefined ? [] : [{ text, values }];
      }),
    );
  } finally {
    for (const spy of spies) spy.mock.restore();
  }
}

/** One step of a plan: how a table is gone through, with what narrows that, and the rows of it where it was run. */
export interface PlanStep {
  readonly table: string;
  /** The index by whose columns rows are found; none: all of the table, or of an index, is gone through. */
  readonly by: string | null;
  /** As the engine says it. */
  readonly text: string;
  /** Rows that were looked at; null where nothing was run. */
  readonly rows: number | null;
}

export interface Planner {
  plan(statement: Recorded): Promise<PlanStep[]>;
  /** As above; on PostgreSQL by what it has measured, which is worth asking where there are many rows. */
  planFreely(statement: Recorded): Promise<PlanStep[]>;
  close(): Promise<void>;
}

/** How statements would be carried out on a database, by its own word. On PostgreSQL they are run, in vain. */
export async function planner(engine: Engine, url: string): Promise<Planner> {
  return engine === 'sqlite' ? sqlitePlanner(url) : await postgresPlanner(url);
}

function sqlitePlanner(url: string): Planner {
  const path = url.startsWith('file://') ? fileURLToPath(url) : url.slice('file:'.length);
  const database = new DatabaseSync(path, { readOnly: true });
  const tables = database.prepare("select name from sqlite_schema where type = 'table'").all();
  const names = new Set(tables.map(({ name }) => String(name)));
  const plan = async ({ text, values }: Recorded) => {
    const rows = database.prepare(`explain query plan ${text}`).all(...(values as SQLInputValue[]));
    return rows.flatMap(({ detail }) => {
      const said = String(detail);
      const [, way, table = ''] = /^(SCAN|SEARCH) (\S+)/.exec(said) ?? [];
      if (way === undefined) return [];
      const by = way === 'SCAN' ? null : (/USING (?:COVERING )?INDEX (\S+)/.exec(said)?.[1] ?? 'key');
      // The rest are results of the statement itself.
      const name = nameOf(text, table);
      return names.has(name) ? [{ table: name, by, text: said, rows: null }] : [];
    });
  };
  return { plan, planFreely: plan, close: async () => database.close() };
}

/** What a name stands for in a statement: SQLite says only what it is called there. */
function nameOf(text: string, alias: string): string {
  const named = new RegExp(`(?:from|join|into|update)\\s+"?(\\w+)"?\\s+(?:as\\s+)?"?${alias}"?(?!\\w)`, 'i');
  const [, table = alias] = named.exec(text) ?? [];
  return table;
}

interface Node {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly 'Actual Rows'?: number;
  readonly 'Actual Loops'?: number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly Plans?: readonly Node[];
}

async function postgresPlanner(url: string): Promise<Planner> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const planWithout = async (ways: readonly string[], { text, values }: Recorded) => {
    await client.query('begin');
    try {
      for (const way of ways) await client.query(`set local enable_${way} = off`);
      const { rows } = await client.query(`explain (analyze, format json) ${text}`, [...values]);
      const [{ Plan: plan }] = rows[0]['QUERY PLAN'] as [{ Plan: Node }];
      return stepsOf(plan);
    } finally {
      await client.query('rollback');
    }
  };
  return {
    // With few rows all tables are read whole: what is asked is whether an index could spare that.
    plan: (statement) => planWithout(['seqscan', 'hashjoin', 'mergejoin'], statement),
    planFreely: (statement) => planWithout([], statement),
    close: () => client.end(),
  };
}

function stepsOf(node: Node, heap?: Node): PlanStep[] {
  const below = (node.Plans ?? []).flatMap((each) =>
    stepsOf(each, node['Node Type'] === 'Bitmap Heap Scan' ? node : heap),
  );
  const type = node['Node Type'];
  const rows =
    ((node['Actual Rows'] ?? 0) +
      (node['Rows Removed by Filter'] ?? 0) +
      (node['Rows Removed by Index Recheck'] ?? 0)) *
    (node['Actual Loops'] ?? 0);
  const table = node['Relation Name'] ?? heap?.['Relation Name'];
  if (table === undefined || !/^(Seq Scan|Index Scan|Index Only Scan|Bitmap (Index|Heap) Scan)$/.test(type))
    return below;
  if (type === 'Bitmap Heap Scan') return [{ table, by: 'bitmap', text: type, rows }, ...below];
  const by = node['Index Cond'] === undefined ? null : (node['Index Name'] ?? null);
  const text = `${type} on ${table} ${node['Index Name'] ?? ''} ${node['Index Cond'] ?? ''}`;
  return [{ table, by, text, rows: type === 'Bitmap Index Scan' ? 0 : rows }, ...below];
}
