import type { Figures } from './figures.ts';
import type { System } from './systems/system.ts';

const head = ['', 'per second', 'spread', 'p50 ms', 'p99 ms', 'CPU us', 'Gatehouse is', 'by CPU'];

/** One scenario at one concurrency, with what Gatehouse is in multiples of each other system. */
export function tableOf(all: readonly Figures[]): string {
  const ours = all.find(({ system }) => system === 'gatehouse');
  const rows = all.map((one) => [
    one.system,
    thousands(one.perSecond),
    `${Math.round(one.spread * 100)} %`,
    one.p50.toFixed(2),
    one.p99.toFixed(2),
    one.cpu === undefined ? '?' : one.cpu.toFixed(0),
    ours === undefined || one === ours ? '' : comparison(ours.perSecond / one.perSecond, one.system),
    one === ours || !ours?.cpu || !one.cpu ? '' : comparison(one.cpu / ours.cpu, one.system),
  ]);
  const lines = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  return lines
    .map((line) =>
      line
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('   ')
        .trimEnd(),
    )
    .map((line) => `  ${line}\n`)
    .join('');
}

/** Against the ceiling a share says more than a multiple. */
function comparison(ratio: number, system: System['name']): string {
  return system === 'bare-http' ? `${Math.round(ratio * 100)} % of it` : `${ratio.toFixed(2)} x`;
}

function thousands(value: number): string {
  return Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ' ');
}
