// npm run bench -- link: tokens that Link hands out, beside refreshes at Gatehouse, on one machine in one run.
import { parseArgs } from 'node:util';
import { median } from '../figures.ts';
import { drive, type Round, type Talk } from '../load/drive.ts';
import { sendJson } from '../load/requests.ts';
import { whole } from '../option-values.ts';
import { talksOf } from '../scenarios.ts';
import { startGatehouse } from '../systems/gatehouse.ts';
import { type RunningLink, startLink } from './start-link.ts';

export const usage = `npm run bench -- link [options]

  --rounds <n>       rounds of each, in turn (5)
  --seconds <n>      of a round (3)
  --connections <n>  at a time (4)
`;

/** More than any machine hands out in a second: each proof is made before the round, for it works once. */
const mostPerSecond = 3_000;

/** @throws Error with a sentence for the person. */
export async function benchLink(args: readonly string[], machine: string): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '3' },
      connections: { type: 'string', default: '4' },
    },
  });
  const [rounds, seconds, connections] = [
    whole('rounds', values.rounds),
    whole('seconds', values.seconds),
    whole('connections', values.connections),
  ];
  const gatehouse = await startGatehouse(connections);
  const link = await startLink(gatehouse.url, gatehouse.demo).catch(async (error: unknown) => {
    await gatehouse.stop();
    throw error;
  });
  const [handed, refreshed]: [Round[], Round[]] = [[], []];
  try {
    const refreshes = talksOf('refresh', gatehouse).slice(0, connections);
    for (let round = 0; round < rounds; round += 1) {
      const talks = await handOuts(link, connections, (seconds * mostPerSecond) / connections);
      handed.push(await drive(link, talks, seconds));
      refreshed.push(await drive({ url: new URL(gatehouse.url), pid: gatehouse.pid }, refreshes, seconds));
    }
  } finally {
    await link.stop();
    await gatehouse.stop();
  }
  const [ours, theirs] = [rateOf(handed), rateOf(refreshed)];
  console.log(`${machine}; ${rounds} rounds of ${seconds} s in turn, ${connections} at a time.
Tokens handed out by Link:  ${ours.toFixed(0)} a second, ${cpuOf(handed)} µs of CPU each
Refreshes at Gatehouse:     ${theirs.toFixed(0)} a second, ${cpuOf(refreshed)} µs of CPU each
Ratio: ${(ours / theirs).toFixed(2)}. Each hand-out checks a new signature of the install, uses it up durably, opens the sealed pair,
and writes down durably who got it.`);
}

async function handOuts(
  { url, install, linkId }: RunningLink,
  connections: number,
  each: number,
): Promise<Talk[]> {
  const target = new URL(`/v1/links/${linkId}/token`, url);
  return await Promise.all(
    Array.from({ length: connections }, async () => {
      const requests: Buffer[] = [];
      for (let made = 0; made < each; made += 1)
        requests.push(sendJson('POST', target, {}, await install.headers('POST', target.href)));
      return {
        next() {
          const request = requests.pop();
          if (request === undefined) throw new Error('Link is faster than proofs were made for.');
          return request;
        },
        heard(body: Buffer) {
          if (!body.includes('"access_token":"')) throw new Error(`An answer without a token: ${body}`);
        },
      };
    }),
  );
}

const rateOf = (rounds: readonly Round[]) => median(rounds.map(({ perSecond }) => perSecond));

function cpuOf(rounds: readonly Round[]): string {
  const answers = rounds.reduce((sum, round) => sum + round.answers, 0);
  return (rounds.reduce((sum, { cpu }) => sum + (cpu ?? Number.NaN), 0) / answers).toFixed(0);
}
