import { parseArgs } from 'node:util';
import { chosen, positive, whole } from './option-values.ts';
import type { CommitStyle } from './peers/sqlite-store.ts';
import { type ScenarioName, scenarioNames } from './scenarios.ts';
import { type SystemName, systemNames } from './systems/system.ts';

export interface Options {
  readonly seconds: number;
  readonly rounds: number;
  readonly connections: readonly number[];
  readonly scenarios: readonly ScenarioName[];
  readonly systems: readonly SystemName[];
  readonly commits: CommitStyle;
  readonly json: string | undefined;
  readonly readme: boolean;
  /** Gatehouse as it was at this commit takes part too. */
  readonly against: string | undefined;
}

export const usage = `npm run bench -- [options]
npm run bench -- drive --help

  --seconds <n>          length of a round (2)
  --rounds <n>           rounds of each measurement (5)
  --connections <n,...>  concurrent connections, each measured apart (16,1)
  --only <name,...>      ${scenarioNames.join(', ')}
  --systems <name,...>   ${systemNames.join(', ')}
  --against <commit>     Gatehouse as it was at this commit, and of the systems gatehouse alone unless others are named
  --commits <style>      how the peers write: group (as Gatehouse does) or each (a commit for each write)
  --json <file>          write the figures there too
  --readme               put the ratios into bench/README.md
`;

/** @throws Error with a sentence for the person. */
export function readOptions(args: readonly string[]): Options | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seconds: { type: 'string', default: '2' },
      rounds: { type: 'string', default: '5' },
      connections: { type: 'string', default: '16,1' },
      only: { type: 'string', default: scenarioNames.join() },
      systems: { type: 'string' },
      against: { type: 'string' },
      commits: { type: 'string', default: 'group' },
      json: { type: 'string' },
      readme: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  const [commits] = chosen('commits', values.commits, ['group', 'each'] as const);
  return {
    seconds: positive('seconds', values.seconds),
    rounds: whole('rounds', values.rounds),
    connections: values.connections.split(',').map((value) => whole('connections', value)),
    scenarios: chosen('only', values.only, scenarioNames),
    systems: chosen('systems', values.systems ?? systemsBeside(values.against), systemNames),
    against: values.against,
    commits: commits ?? 'group',
    json: values.json,
    readme: values.readme,
  };
}

function systemsBeside(earlier: string | undefined): string {
  return earlier === undefined ? systemNames.join() : ('gatehouse' satisfies SystemName);
}
