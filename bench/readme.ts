import { readFile, writeFile } from 'node:fs/promises';
import type { Figures } from './figures.ts';
import { scenarioTitles } from './scenarios.ts';
import type { SystemName } from './systems/system.ts';

const begin = '<!-- figures: begin, written by npm run bench -- --readme -->';
const end = '<!-- figures: end -->';

/** Puts the ratios of a run where the README has its table. Numbers copied by hand are numbers copied wrong. */
export async function writeReadme(figures: readonly Figures[], circumstances: string): Promise<void> {
  const readme = new URL('README.md', import.meta.url);
  const text = await readFile(readme, 'utf8');
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error('bench/README.md has lost the marks around its table.');
  const table = ratioTable(figures);
  const widest = Math.max(...figures.map(({ spread }) => spread));
  const whole = `${text.slice(0, from + begin.length)}\n${circumstances} Widest spread: ${Math.round(widest * 100)} %.\n\n${table}${text.slice(to)}`;
  await writeFile(readme, whole);
}

const systems: readonly SystemName[] = ['oidc-provider', 'node-oauth', 'bare-http'];

/** Ratios first, since only they mean anything on another machine. */
export function ratioTable(figures: readonly Figures[]): string {
  const rows = figures
    .filter(({ system }) => system === 'gatehouse')
    .map((ours) => {
      const beside = systems.map((name) =>
        figures.find(
          ({ system, scenario, connections }) =>
            system === name && scenario === ours.scenario && connections === ours.connections,
        ),
      );
      const rates = beside.map((one) => (one ? `${(ours.perSecond / one.perSecond).toFixed(2)} ×` : '–'));
      const cpu = [ours, ...beside].map((one) => one?.cpu?.toFixed(0) ?? '–').join(' / ');
      return [scenarioTitles[ours.scenario], ours.connections, ...rates, cpu];
    });
  const head = [
    '',
    'at a time',
    ...systems.map((name) => `rate, to ${name}`),
    'CPU µs for one answer: gatehouse, then in this order',
  ];
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |\n`).join('');
}
