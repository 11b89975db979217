/** What one tool took for one thing. */
export interface Row {
  readonly step: string;
  readonly name: string;
  readonly seconds: number;
  readonly cpu: number | undefined;
  /** Bytes. */
  readonly memory: number | undefined;
  readonly requests: number | undefined;
}

const head = ['', 'tool', 'seconds', 'times ours', 'CPU s, both ends', 'memory MiB', 'API requests'];

/** In Markdown. The first tool of each step is the one the others are compared with. */
export function tableOf(rows: readonly Row[]): string {
  const ours = new Map<string, number>();
  for (const { step, seconds } of rows) if (!ours.has(step)) ours.set(step, seconds);
  const lines = rows.map(({ step, name, seconds, cpu, memory, requests }) => [
    step,
    name,
    seconds.toFixed(seconds < 10 ? 2 : 0),
    `${(seconds / (ours.get(step) ?? seconds)).toFixed(2)} ×`,
    cpu?.toFixed(1) ?? '–',
    memory === undefined ? '–' : Math.round(memory / 2 ** 20),
    requests ?? '–',
  ]);
  return [head, head.map(() => '---'), ...lines].map((row) => `| ${row.join(' | ')} |\n`).join('');
}
