import { readFile, writeFile } from 'node:fs/promises';
import type { Figures } from './figures.ts';
import { scenarioTitles } from './scenarios.ts';
import type { SystemName } from './systems/system.ts';

/** Puts text where the README has its marks for it. Numbers copied by hand are numbers copied wrong. */
export async function writeBetween(mark: 'figures' | 'drive', text: string): Promise<void> {
  const readme = new URL('README.md', import.meta.url);
  const whole = await readFile(readme, 'utf8');
  const begin = `<!-- ${mark}: begin, written by npm run bench with --readme -->`;
  const [from, to] = [whole.indexOf(begin), whole.indexOf(`<!-- ${mark}: end -->`)];
  if (from < 0 || to < from) throw new Error(`bench/README.md has lost its marks for ${mark}.`);
  await writeFile(readme, `${whole.slice(0, from + begin.length)}\n${text}${whole.slice(to)}`);
}

export async function writeReadme(figures: readonly Figures[], circumstances: string): Promise<void> {
  const widest = Math.max(...figures.map(({ spread }) => spread));
  const spread = `Widest spread: ${Math.round(widest * 100)} %.`;
  await writeBetween('figures', `${circumstances} ${spread}\n\n${ratioTable(figures)}`);
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
