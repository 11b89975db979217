import { createHistogram } from 'node:perf_hooks';
import type { Round } from './load/drive.ts';
import type { ScenarioName } from './scenarios.ts';
import type { System } from './systems/system.ts';

/** What all rounds of one system in one scenario say together. */
export interface Figures {
  readonly scenario: ScenarioName;
  readonly connections: number;
  readonly system: System['name'];
  /** Answers per second: the median of the rounds, and the distance of the fastest from the slowest, as a share of it. */
  readonly perSecond: number;
  readonly spread: number;
  /** Microseconds of the server's processor time for one answer; undefined where the machine does not tell. */
  readonly cpu: number | undefined;
  /** Milliseconds, over all answers of all rounds. */
  readonly p50: number;
  readonly p99: number;
  readonly rounds: readonly number[];
}

export function figuresOf(
  of: Pick<Figures, 'scenario' | 'connections' | 'system'>,
  rounds: readonly Round[],
): Figures {
  const rates = rounds.map(({ perSecond }) => perSecond);
  const all = createHistogram({ lowest: 1, highest: 60_000_000_000, figures: 3 });
  for (const { latencies } of rounds) all.add(latencies);
  const perSecond = median(rates);
  return {
    ...of,
    perSecond,
    spread: (Math.max(...rates) - Math.min(...rates)) / perSecond,
    cpu: rounds.some(({ cpu }) => cpu === undefined)
      ? undefined
      : sum(rounds.map(({ cpu = 0 }) => cpu)) / sum(rounds.map(({ answers }) => answers)),
    p50: all.percentile(50) / 1e6,
    p99: all.percentile(99) / 1e6,
    rounds: rates,
  };
}

/** @throws RangeError on an empty list: no measurement is not a measurement of 0. */
export function median(values: readonly number[]): number {
  const ordered = [...values].sort((a, b) => a - b);
  const upper = ordered[ordered.length >> 1];
  const lower = ordered[(ordered.length - 1) >> 1];
  if (upper === undefined || lower === undefined) throw new RangeError('the median of nothing');
  return (lower + upper) / 2;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
